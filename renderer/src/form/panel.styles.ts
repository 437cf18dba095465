import { css } from 'lit'

/** Looks of the «Ошибки» panel. */
export const panelStyles = css`
  #sheet.loading {
    background: repeating-linear-gradient(var(--_paper) 0 27px, var(--_line) 27px 28px);
    opacity: 0.6;
  }
  .find {
    flex: none;
    display: flex;
    align-items: center;
    gap: 6px;
    padding: 6px 12px;
    border-bottom: 1px solid var(--_line);
    background: var(--_side);
  }
  .find input {
    flex: 0 1 280px;
    min-width: 0;
    height: 32px;
    box-sizing: border-box;
    border: 1px solid var(--_line-strong);
    border-radius: 6px;
    padding: 0 8px;
    background: var(--_paper);
    color: inherit;
    font: inherit;
  }
  .find .found {
    min-width: 84px;
    color: var(--_muted);
  }
  .problems {
    flex: 0 1 auto;
    display: flex;
    flex-direction: column;
    max-height: 42%;
    min-height: 120px;
    border-top: 2px solid var(--_line-strong);
    background: var(--_paper);
  }
  .problems > header {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 4px 8px 4px 16px;
  }
  .problems h3 {
    margin: 0;
    font-size: 15px;
    white-space: nowrap;
  }
  .problems .pending {
    color: var(--_muted);
  }
  .problems > header .quiet:first-of-type {
    margin-left: auto;
  }
  .problems select {
    height: 30px;
    border: 1px solid var(--_line-strong);
    border-radius: 6px;
    background: var(--_paper);
    color: inherit;
    font: inherit;
    max-width: 260px;
  }
  .problems tr.again td {
    border-top-color: transparent;
  }
  .problems .fix {
    margin-left: 8px;
    border: 1px solid var(--_accent);
    border-radius: 5px;
    padding: 1px 8px;
    background: var(--_paper);
    color: var(--_accent);
    font: inherit;
    cursor: pointer;
  }
  .problems .sides {
    color: var(--_muted);
    white-space: nowrap;
  }
  .why {
    display: grid;
    gap: 2px;
    max-width: 560px;
    margin: 4px 0;
  }
  .why label {
    font-size: 13px;
    color: var(--_muted);
  }
  .why textarea {
    border: 1px solid var(--_line-strong);
    border-radius: 6px;
    padding: 4px 8px;
    background: var(--_paper);
    color: inherit;
    font: inherit;
    resize: vertical;
  }
  .why .lapsed {
    margin: 0;
    font-size: 13px;
    color: var(--_attention);
  }
  .lists {
    overflow: auto;
    padding: 0 16px 12px;
  }
  .problems h4 {
    margin: 14px 0 4px;
    font-size: 14px;
    color: var(--_attention);
  }
  .problems h4 small {
    margin-left: 10px;
    font-size: 13px;
    font-weight: 400;
    color: var(--_muted);
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th {
    position: sticky;
    top: 0;
    padding: 4px 10px 4px 0;
    background: var(--_paper);
    color: var(--_muted);
    font-size: 12.5px;
    font-weight: 500;
    text-align: left;
  }
  td {
    padding: 6px 10px 6px 0;
    border-top: 1px solid var(--_line);
    vertical-align: top;
  }
  td:first-child {
    padding-left: 10px;
    border-left: 3px solid transparent;
    white-space: nowrap;
    width: 1%;
  }
  th:first-child {
    padding-left: 13px;
  }
  td:nth-child(2) {
    min-width: 180px;
    width: 34%;
  }
  .error td:first-child {
    border-left-color: var(--_error);
  }
  .warning td:first-child {
    border-left: 3px dotted var(--_warning);
  }
  tbody tr {
    cursor: pointer;
  }
  tbody tr:hover {
    background: var(--_hover);
  }
  tr.current {
    background: var(--_picked);
  }
  td button {
    display: inline;
    min-height: 0;
    padding: 0;
    border: 0;
    border-radius: 3px;
    background: none;
    color: var(--_accent);
    text-align: left;
    white-space: normal;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 2px;
  }
  td button:hover:not(:disabled) {
    background: none;
    text-decoration-thickness: 2px;
  }
  .sheet-inline {
    display: none;
    color: var(--_muted);
  }
  .rest {
    margin: 8px 0 0;
    color: var(--_muted);
  }
`
