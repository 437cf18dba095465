import { css } from 'lit'

/** Looks of cells for files: the way to the file, and what puts one in. */
export const filesStyles = css`
  a.text {
    flex: 0 1 auto;
    margin-right: auto;
    color: var(--_accent);
  }
  .attach {
    flex: none;
    min-height: 0;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent);
    font: inherit;
    cursor: pointer;
  }
  .attach:not(.had) {
    margin-right: auto;
    text-decoration: underline dotted;
    text-underline-offset: 3px;
  }
  .attach.had {
    width: 24px;
    height: 24px;
    margin-left: 4px;
    border-radius: 6px;
  }
  .attach.had::before {
    content: '…';
    font-weight: 700;
  }
  .attach:hover {
    background: var(--_hover);
  }
`
