import { css } from 'lit'

/** Looks of what lies over the form: the tooltip and the dialog «Нужно решение». */
export const overlayStyles = css`
  .tip {
    position: fixed;
    inset: auto;
    margin: 4px 0 0;
    max-width: min(380px, 92vw);
    padding: 9px 12px;
    border: 0;
    border-radius: 8px;
    background: var(--_tip);
    color: var(--_on-tip);
    font-size: 13.5px;
    line-height: 19px;
    box-shadow: 0 8px 24px var(--_shadow);
    pointer-events: none;
    z-index: 20;
  }
  .tip p {
    margin: 0;
    padding-left: 12px;
    border-left: 3px solid var(--_tip-info);
  }
  .tip .words {
    white-space: pre-line;
  }
  .tip p + p {
    margin-top: 7px;
  }
  .tip .error {
    border-color: var(--_tip-error);
  }
  .tip .warning {
    border-color: var(--_tip-attention);
  }
  .tip .attention {
    border-color: var(--_tip-attention);
  }
  dialog {
    width: min(680px, calc(100vw - 24px));
    max-height: calc(100dvh - 32px);
    box-sizing: border-box;
    padding: 20px;
    border: 1px solid var(--_line);
    border-radius: 12px;
    background: var(--_paper);
    color: var(--_ink);
    box-shadow: 0 24px 64px var(--_shadow);
  }
  dialog::backdrop {
    background: var(--_backdrop);
  }
  dialog h3 {
    margin: 0 0 4px;
    font-size: 18px;
  }
  dialog > p {
    margin: 0 0 12px;
    color: var(--_muted);
  }
  dialog ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  dialog li {
    padding: 12px 0;
    border-top: 1px solid var(--_line);
  }
  dialog li p {
    margin: 0 0 6px;
  }
  dialog small {
    margin-left: 8px;
    color: var(--_muted);
  }
  dialog h4 {
    margin: 16px 0 4px;
    font-size: 15px;
  }
  .renewal li {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: baseline;
    padding: 8px 0;
  }
  .renewal li p {
    flex: 1 1 200px;
    margin: 0;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .renewal .link {
    min-height: 24px;
    padding: 0;
    white-space: normal;
    border: 0;
    background: none;
    color: var(--_accent);
    text-align: left;
    text-decoration: underline;
    cursor: pointer;
  }
  .reason {
    color: var(--_error);
  }
  dl {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8px;
    margin: 0 0 8px;
  }
  dl > div {
    padding: 8px 10px;
    border: 1px solid var(--_line);
    border-radius: 8px;
    min-width: 0;
  }
  dt {
    font-size: 12.5px;
    color: var(--_muted);
  }
  dd {
    margin: 0;
    font-size: 15px;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .choice {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  dialog footer {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    padding-top: 12px;
    border-top: 1px solid var(--_line);
  }
  .later {
    margin-left: auto;
  }
`
