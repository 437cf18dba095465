import { css } from 'lit'

/** Looks of the form around the grid. A page may change the custom properties. */
export const formStyles = css`
  :host {
    container-type: inline-size;
    display: flex;
    flex-direction: column;
    position: relative;
    height: 100%;
    min-height: 320px;
    box-sizing: border-box;
    overflow: hidden;
    background: var(--_paper);
    color: var(--_ink);
    font: 14px/20px var(--_font);
    text-align: left;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 7px;
    min-height: 36px;
    padding: 0 13px;
    border: 1px solid var(--_line-strong);
    border-radius: 7px;
    background: var(--_paper);
    color: inherit;
    font: inherit;
    font-weight: 500;
    white-space: nowrap;
    cursor: pointer;
  }
  button:hover:not(:disabled) {
    background: var(--_hover);
  }
  button:disabled {
    color: var(--_disabled);
    cursor: not-allowed;
  }
  button svg {
    flex: none;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .quiet {
    border-color: transparent;
    background: none;
    padding: 0 9px;
  }
  .primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }
  .primary:hover:not(:disabled) {
    background: var(--_accent-hover);
  }
  .primary:disabled {
    border-color: var(--_line-strong);
    background: var(--_head);
    color: var(--_disabled);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 16px;
    padding: 10px 14px 8px 16px;
  }
  h2 {
    margin: 0;
    font-size: 18px;
    line-height: 24px;
    font-weight: 650;
    overflow-wrap: anywhere;
    flex: 1 1 calc(100% - 130px);
    min-width: 0;
  }
  .close {
    flex: none;
    align-self: start;
    margin-left: -16px;
  }
  .saving {
    flex: 1 1 240px;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    min-height: 36px;
    color: var(--_muted);
  }
  .state {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .calm svg {
    color: var(--_success);
  }
  .away .state {
    padding: 3px 10px;
    border-radius: 7px;
    background: var(--_warning-fill);
    color: var(--_attention);
  }
  .loud .state {
    padding: 3px 10px;
    border-radius: 7px;
    background: var(--_error-fill);
    color: var(--_error);
    font-weight: 600;
  }
  .readonly {
    padding: 3px 10px;
    border-radius: 7px;
    background: var(--_head);
    color: var(--_ink);
  }
  .decide {
    min-height: 28px;
    padding: 0 10px;
    border-color: var(--_warning);
    background: var(--_warning-fill);
    color: var(--_attention);
    font-weight: 600;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    margin-left: auto;
    gap: 6px;
  }
  .problems-button.bad {
    border-color: var(--_error);
    background: var(--_error);
    color: var(--_on-error);
    font-weight: 600;
  }
  .problems-button.bad:hover {
    background: var(--_error-hover);
  }
  .tabs {
    display: flex;
    gap: 2px;
    padding: 0 12px;
    overflow-x: auto;
    border-bottom: 1px solid var(--_line-strong);
    scrollbar-width: thin;
    flex: none;
  }
  .tab {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    padding: 0 8px 0 2px;
    border: 1px solid transparent;
    border-bottom: 0;
    border-radius: 8px 8px 0 0;
    position: relative;
  }
  .tab.chosen {
    background: var(--_paper);
    border-color: var(--_line-strong);
    box-shadow: 0 1px 0 var(--_paper);
  }
  .tab.chosen::before {
    content: '';
    position: absolute;
    inset: -1px -1px auto;
    height: 3px;
    border-radius: 8px 8px 0 0;
    background: var(--_accent);
  }
  .tab [role='tab'] {
    min-height: 38px;
    padding: 0 8px 0 10px;
    border: 0;
    background: none;
    color: var(--_muted);
  }
  .tab.chosen [role='tab'] {
    color: var(--_ink);
    font-weight: 600;
  }
  .tab :focus-visible {
    outline-offset: -3px;
    border-radius: 7px;
  }
  .count {
    min-width: 20px;
    padding: 0 6px;
    box-sizing: border-box;
    border-radius: 10px;
    background: var(--_error);
    color: var(--_on-error);
    font-size: 12px;
    line-height: 20px;
    font-weight: 600;
    text-align: center;
  }
  .dot {
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--_warning);
  }
  .hint {
    min-height: 0;
    width: 20px;
    height: 20px;
    padding: 0;
    border: 1.5px solid currentColor;
    border-radius: 50%;
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
  .main {
    flex: 1 1 auto;
    min-height: 120px;
    position: relative;
    overflow: hidden;
  }
  #sheet {
    position: absolute;
    inset: 0;
  }
  .foot {
    flex: none;
    display: flex;
    gap: 8px;
    min-height: 31px;
    max-height: 66px;
    overflow: hidden;
    padding: 4px 16px;
    box-sizing: border-box;
    border-top: 1px solid var(--_line);
    background: var(--_side);
    color: var(--_muted);
    font-size: 13px;
  }
  .foot strong {
    flex: none;
    max-width: 50%;
    font-weight: 600;
    color: var(--_ink);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .foot .error {
    color: var(--_error);
  }
  .foot .notice {
    color: var(--_ink);
  }
  .banner {
    display: flex;
    align-items: center;
    gap: 10px;
    margin: 0 14px 8px;
    padding: 8px 12px;
    border-radius: 8px;
    background: var(--_success-fill);
    color: var(--_success);
    font-weight: 600;
  }
  .empty {
    margin: auto;
    padding: 32px 24px;
    max-width: 460px;
    text-align: center;
    color: var(--_muted);
  }
  .empty h2 {
    margin-bottom: 8px;
    color: var(--_ink);
  }
  .empty button {
    margin: 12px 4px 0;
  }
  @media (prefers-reduced-motion: no-preference) {
    .busy svg {
      animation: turn 0.9s linear infinite;
    }
    @keyframes turn {
      to {
        transform: rotate(1turn);
      }
    }
  }
  @media (pointer: coarse) {
    button {
      min-height: 40px;
    }
    .hint {
      position: relative;
      min-height: 0;
    }
    .hint::after {
      content: '';
      position: absolute;
      inset: -9px;
    }
  }
`
