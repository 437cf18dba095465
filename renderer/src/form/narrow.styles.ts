import { css } from 'lit'

/** What changes where the form is given little room: a phone, a side panel, a page that is magnified. */
export const narrowStyles = css`
  @container (max-width: 860px) {
    .bar {
      padding: 8px 10px 6px 12px;
      gap: 2px 8px;
    }
    h2 {
      font-size: 16px;
      line-height: 21px;
      flex-basis: calc(100% - 60px);
    }
    .close {
      margin-left: 0;
    }
    .saving,
    .actions {
      flex: 1 1 100%;
      justify-content: flex-start;
    }
    .actions .quiet span,
    .close span,
    .actions .draft span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .actions {
      gap: 4px;
      flex-wrap: nowrap;
    }
    .actions button {
      padding: 0 10px;
    }
    .primary {
      margin-left: auto;
    }
    .problems {
      max-height: 60%;
    }
    .problems > header {
      gap: 4px;
      padding: 4px 4px 4px 12px;
    }
    .problems select {
      min-width: 0;
    }
    .sheet-name,
    th:first-child {
      display: none;
    }
    .sheet-inline {
      display: block;
    }
    td:nth-child(2) {
      padding-left: 10px;
      min-width: 120px;
    }
    .error td:nth-child(2) {
      border-left: 3px solid var(--_error);
    }
    .warning td:nth-child(2) {
      border-left: 3px dotted var(--_warning);
    }
    .problems h4 small {
      display: block;
      margin: 0;
    }
    .foot {
      padding: 4px 12px;
      flex-direction: column;
      gap: 0;
    }
    .foot strong {
      max-width: 100%;
    }
  }
  @container (max-width: 480px) {
    .problems-button svg,
    .primary svg {
      display: none;
    }
    .actions .quiet {
      padding: 0 8px;
    }
  }
  /* A screen of 1366 × 768 at 200 %: the table and the list of problems need what the head can spare. */
  @media (max-height: 480px) {
    @container (min-width: 560px) {
      .bar {
        padding-block: 4px;
      }
      .saving {
        flex: 1 1 120px;
      }
      .actions {
        flex: none;
      }
    }
    .main {
      min-height: 104px;
    }
    .problems {
      min-height: 112px;
      max-height: 60%;
    }
    th {
      position: static;
    }
  }
`
