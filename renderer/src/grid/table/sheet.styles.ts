import { css } from 'lit'

/** Looks of a sheet around its tables. */
export const sheetStyles = css`
  :host {
    display: block;
    overflow: auto;
    height: 100%;
    position: relative;
    background: var(--_paper);
    overscroll-behavior: contain;
    scroll-padding: 0;
  }
  section {
    width: max-content;
    min-width: 100%;
    margin-bottom: 20px;
  }
  section:not(.alone) tabel-grid {
    width: max-content;
    min-width: 0;
    margin-left: 14px;
    border-top: 1px solid var(--_line);
    border-left: 1px solid var(--_line);
  }
  section.alone h3 ~ tabel-grid {
    border-top: 1px solid var(--_line);
  }
  h3,
  .note,
  .mark,
  .footer {
    position: sticky;
    left: 0;
    box-sizing: border-box;
    max-width: var(--seen, 100%);
    margin: 0;
    padding: 12px 14px 8px;
  }
  h3 {
    display: flex;
    align-items: center;
    gap: 8px;
    width: max-content;
    font-size: 15px;
    line-height: 20px;
    font-weight: 600;
  }
  .note {
    white-space: pre-line;
    font-size: 14px;
    line-height: 20px;
    color: var(--_muted);
    max-width: min(var(--seen, 100%), 900px);
  }
  .mark {
    display: grid;
    gap: 4px;
    width: max-content;
    max-width: calc(var(--seen, 100%) - 28px);
    margin: 6px 14px;
    padding: 8px 12px;
    border-left: 4px solid;
    border-radius: 4px;
    font-size: 13.5px;
    left: 14px;
  }
  .mark.error {
    background: var(--_error-fill);
    color: var(--_error);
  }
  .mark.warning,
  .mark.info {
    background: var(--_warning-fill);
    color: var(--_attention);
  }
  .footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    width: max-content;
    padding: 10px 12px 14px;
    font-size: 14px;
  }
  .footer button,
  .footer input {
    height: 34px;
    box-sizing: border-box;
    border: 1px solid var(--_line-strong);
    border-radius: 6px;
    background: var(--_paper);
    color: var(--_ink);
    font: inherit;
  }
  .footer button {
    padding: 0 14px;
    color: var(--_accent);
    font-weight: 600;
    cursor: pointer;
  }
  .footer button:hover:not(:disabled) {
    background: var(--_side);
  }
  .footer button:disabled {
    color: var(--_muted);
    cursor: not-allowed;
  }
  .footer input {
    width: 64px;
    padding: 0 6px;
    text-align: right;
  }
  .footer :focus-visible,
  h3 :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .count {
    color: var(--_muted);
    margin-left: 6px;
  }
  .hint {
    flex: none;
    width: 20px;
    height: 20px;
    padding: 0;
    border: 1.5px solid currentColor;
    border-radius: 50%;
    background: none;
    color: var(--_accent);
    font:
      700 12px/1 system-ui,
      sans-serif;
    cursor: help;
  }
  .hint.attention {
    color: var(--_attention);
    border-radius: 4px;
  }
`
