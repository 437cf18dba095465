import { css } from 'lit'

/** Looks of the window of a file. */
export const attachmentStyles = css`
  dialog {
    width: min(480px, calc(100vw - 24px));
    max-height: calc(100dvh - 32px);
    box-sizing: border-box;
    padding: 20px;
    border: 1px solid var(--_line);
    border-radius: 12px;
    background: var(--_paper);
    color: var(--_ink);
    font: 15px/22px var(--_font);
    box-shadow: 0 24px 64px var(--_shadow);
  }
  dialog.over {
    outline: 2px dashed var(--_accent);
    outline-offset: -8px;
  }
  dialog::backdrop {
    background: var(--_backdrop);
  }
  h3 {
    margin: 0;
    font-size: 18px;
    line-height: 26px;
    overflow-wrap: anywhere;
  }
  p {
    margin: 0 0 12px;
  }
  .place,
  .asked,
  .file span,
  .way span {
    color: var(--_muted);
    font-size: 13.5px;
  }
  .file {
    margin-bottom: 6px;
    overflow-wrap: anywhere;
  }
  .ways {
    display: flex;
    gap: 16px;
  }
  a {
    display: inline-block;
    padding: 4px 0;
    color: var(--_accent);
  }
  .choice {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    margin-bottom: 6px;
  }
  button {
    min-height: 36px;
    padding: 0 14px;
    border: 1px solid var(--_line-strong);
    border-radius: 8px;
    background: var(--_paper);
    color: var(--_ink);
    font: inherit;
    cursor: pointer;
  }
  button:hover {
    background: var(--_hover);
  }
  .main {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .main:hover {
    background: var(--_accent-hover);
  }
  .remove {
    color: var(--_error);
  }
  @media (hover: none) {
    .asked span {
      display: none;
    }
  }
  :is(a, button):focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .way {
    display: flex;
    gap: 12px;
    align-items: center;
  }
  progress {
    flex: 1 1 auto;
    height: 10px;
    accent-color: var(--_accent);
  }
  .fault {
    color: var(--_error);
  }
  .fault:empty {
    margin: 0;
  }
  footer {
    display: flex;
    justify-content: flex-end;
    padding-top: 12px;
    border-top: 1px solid var(--_line);
  }
`
