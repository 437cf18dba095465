import { css } from 'lit'

/** Looks of what opens over a table: the field of a cell, its list and month, the menus and the buttons that open them. */
export const popupStyles = css`
  .editor {
    position: absolute;
    inset: 0;
    width: 100%;
    box-sizing: border-box;
    border: 2px solid var(--_accent);
    border-radius: 0;
    padding: 0 5px;
    margin: 0;
    background: var(--_paper);
    color: var(--_ink);
    font: inherit;
    font-weight: 400;
    outline: none;
    user-select: text;
    -webkit-user-select: text;
    z-index: 2;
  }
  .more {
    flex: none;
    display: none;
    width: 18px;
    height: 18px;
    margin: 0 -6px 0 -4px;
    border: 0;
    border-radius: 4px;
    padding: 0;
    background: radial-gradient(circle, currentColor 1.5px, transparent 1.8px) center / 5px 6px repeat-y;
    color: inherit;
    cursor: pointer;
  }
  .row:hover .more,
  .title:hover .more,
  .title.active .more,
  .side.picked .more {
    display: block;
  }
  /* In a narrow column the icon of a hint stands on the right. */
  .title .more {
    position: absolute;
    left: 1px;
    bottom: 1px;
    width: 13px;
    height: 11px;
    margin: 0;
    background: none;
  }
  .title .more::before {
    content: '';
    position: absolute;
    inset: 4px 2px auto;
    border: 4px solid transparent;
    border-top-color: currentColor;
  }
  .popup {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 4px;
    box-sizing: border-box;
    overflow: auto;
    max-width: min(420px, 92vw);
    border: 1px solid var(--_line-strong);
    border-radius: 8px;
    background: var(--_paper);
    color: var(--_ink);
    box-shadow: 0 8px 24px var(--_shadow);
    z-index: 10;
  }
  .list {
    max-height: 260px;
  }
  .option {
    padding: 6px 10px;
    border-radius: 5px;
    font-size: 14px;
    cursor: pointer;
    user-select: none;
  }
  .option.taken::before {
    content: '✓ ';
  }
  .option:hover {
    background: var(--_side);
  }
  .option[aria-selected='true'] {
    background: var(--_picked);
  }
  .empty {
    padding: 8px 10px;
    font-size: 13px;
    color: var(--_muted);
    max-width: 240px;
  }
  .menu button {
    display: flex;
    justify-content: space-between;
    gap: 24px;
    width: 100%;
    padding: 7px 10px;
    border: 0;
    border-radius: 5px;
    background: none;
    color: inherit;
    font: inherit;
    text-align: left;
    cursor: pointer;
  }
  .menu button:hover,
  .menu button:focus-visible {
    background: var(--_picked);
    outline: none;
  }
  kbd {
    font: inherit;
    color: var(--_muted);
  }
  .editor.dated {
    padding-right: 26px;
  }
  .open-calendar {
    position: absolute;
    inset: 3px 3px 3px auto;
    width: 22px;
    border: 0;
    padding: 0;
    background: var(--_paper);
    color: var(--_muted);
    cursor: pointer;
    z-index: 3;
  }
  .open-calendar::before {
    content: '';
    display: block;
    width: 13px;
    height: 11px;
    margin: auto;
    border: 1.5px solid currentColor;
    border-top-width: 4px;
    border-radius: 2px;
  }
  .open-calendar:hover {
    color: var(--_accent);
  }
  .calendar {
    padding: 8px;
  }
  .month {
    display: flex;
    align-items: center;
    justify-content: space-between;
    font-weight: 600;
    font-size: 14px;
    padding-bottom: 4px;
  }
  .month button,
  .day {
    border: 0;
    border-radius: 5px;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
    height: 30px;
    min-width: 34px;
    padding: 0;
  }
  .month button:hover,
  .day:hover {
    background: var(--_side);
  }
  .days {
    display: grid;
    grid-template-columns: repeat(7, 34px);
    text-align: center;
    font-size: 14px;
  }
  .contents {
    display: contents;
  }
  .weekday {
    font-size: 12px;
    line-height: 24px;
    color: var(--_muted);
  }
  .day.outside {
    color: var(--_muted);
  }
  .day.today {
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .day[aria-selected='true'] {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  @media (pointer: coarse) {
    .option,
    .menu button {
      padding-block: 11px;
    }
  }
`
