import { css } from 'lit'

/** Looks of a table. Colours come from the form's custom properties, so a page can change them. */
export const gridStyles = css`
  :host {
    display: block;
    width: max-content;
    min-width: 100%;
    font: inherit;
    color: var(--_ink);
  }
  [hidden] {
    display: none !important;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .contents {
    display: contents;
  }
  #grid {
    position: relative;
    outline: none;
    width: max-content;
    cursor: default;
    user-select: none;
    -webkit-user-select: none;
    border-right: 1px solid var(--_line);
    border-bottom: 1px solid var(--_line);
    font-variant-numeric: tabular-nums;
  }
  .line {
    display: grid;
  }
  .head {
    position: sticky;
    top: 0;
    z-index: 5;
    background: var(--_head);
    box-shadow: 0 1px 0 var(--_line-strong);
  }
  .head > .contents > div {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 4px;
    min-height: 30px;
    padding: 4px 6px;
    box-sizing: border-box;
    border: 0 solid var(--_line);
    border-width: 0 1px 1px 0;
    background: var(--_head);
    font-size: 12.5px;
    line-height: 16px;
    font-weight: 600;
    text-align: center;
    color: var(--_ink);
  }
  .head .words {
    overflow-wrap: anywhere;
    hyphens: auto;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 5;
    overflow: hidden;
  }
  .grip {
    position: absolute;
    top: 0;
    bottom: 0;
    right: -4px;
    width: 8px;
    z-index: 1;
    cursor: col-resize;
    touch-action: none;
  }
  .grip:hover {
    background: linear-gradient(to right, transparent 3px, var(--_accent) 3px 5px, transparent 5px);
  }
  .head > .contents > .group > span {
    position: sticky;
    right: 8px;
    display: inline-flex;
    align-items: center;
    gap: 5px;
  }
  .head > .contents > .corner,
  .head > .contents > .first {
    position: sticky;
    left: 0;
    z-index: 3;
    grid-column: 1;
    color: var(--_muted);
  }
  .head > .contents > .code {
    min-height: 20px;
    padding: 1px 4px;
    font-weight: 400;
    font-size: 11.5px;
    color: var(--_muted);
  }
  .head > .contents > .title.picked {
    background: var(--_picked);
  }
  .head > .contents > .title.active {
    box-shadow: inset 0 0 0 2px var(--_accent);
  }
  .body {
    position: relative;
  }
  .row {
    position: absolute;
    contain: layout style;
    left: 0;
    background: var(--_paper);
  }
  .side,
  .cell {
    box-sizing: border-box;
    display: flex;
    align-items: center;
    min-width: 0;
    border: 0 solid var(--_line);
    border-width: 0 1px 1px 0;
  }
  .side {
    position: sticky;
    left: 0;
    z-index: 4;
    gap: 8px;
    padding: 4px 8px;
    background: var(--_side);
    color: var(--_muted);
    font-size: 13px;
  }
  .side .number {
    flex: 1 0 auto;
    min-width: 20px;
    text-align: center;
    font-size: 12px;
  }
  .side .words {
    flex: 1 1 100%;
    color: var(--_ink);
    font-size: 13.5px;
    line-height: 18px;
  }
  .side:has(.words) .number {
    flex: 0 0 auto;
  }
  .side.picked {
    background: var(--_picked);
    color: var(--_ink);
  }
  .side small {
    color: var(--_muted);
    font-size: inherit;
  }
  .level1 {
    padding-left: 14px;
  }
  .level2 {
    padding-left: 28px;
  }
  .level3 {
    padding-left: 42px;
  }
  .level4 {
    padding-left: 56px;
  }
  .level5 {
    padding-left: 70px;
  }
  .level6 {
    padding-left: 84px;
  }
  .heading {
    background: var(--_side);
    border-bottom: 1px solid var(--_line);
    box-sizing: border-box;
  }
  .heading > div {
    grid-column: 1 / -1;
    display: flex;
    align-items: center;
    font-weight: 600;
    font-size: 13.5px;
  }
  .heading span {
    position: sticky;
    left: 8px;
    margin-left: 8px;
  }
  .cell {
    position: relative;
    padding: 0 7px;
    background: var(--_paper);
    font-size: 14px;
    line-height: 18px;
  }
  .text {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    flex: 1 1 auto;
    min-width: 0;
  }
  .cell.at-right .text {
    text-align: right;
  }
  .cell.at-middle .text {
    text-align: center;
  }
  .fields .cell .text {
    text-align: left;
  }
  .cell.computed {
    background: var(--_computed);
    color: var(--_computed-ink);
    font-weight: 600;
  }
  .cell.locked {
    background: var(--_locked);
    color: var(--_muted);
  }
  .cell.crossed {
    background: var(--_locked) repeating-linear-gradient(135deg, transparent 0 5px, var(--_hatch) 5px 6px);
    color: var(--_muted);
  }
  .cell.crossed .text {
    text-align: center;
  }
  .ghost .cell:not(.computed, .locked) {
    background: var(--_ghost);
  }
  .ghost .side {
    color: var(--_accent);
    font-weight: 600;
  }
  .listed:not(.locked, .crossed)::after {
    content: '';
    flex: none;
    margin-left: 4px;
    border: 4px solid transparent;
    border-top: 5px solid var(--_faint);
    border-bottom: 0;
    opacity: 0;
  }
  .listed:hover::after,
  .listed.active::after,
  .ghost .listed::after {
    opacity: 1;
  }
  .mark-error {
    background: var(--_error-fill) !important;
    color: var(--_error);
  }
  .mark-warning {
    background: var(--_warning-fill) !important;
  }
  .cell.mark-error::before,
  .side.mark-error::before {
    content: '';
    position: absolute;
    left: 0;
    top: 0;
    border: 5px solid;
    border-color: var(--_error) transparent transparent var(--_error);
  }
  .cell.mark-warning::before,
  .side.mark-warning::before {
    content: '';
    position: absolute;
    left: 3px;
    top: 3px;
    width: 6px;
    height: 6px;
    border-radius: 50%;
    background: var(--_warning);
  }
  .cell.selected {
    background-image: linear-gradient(var(--_selection), var(--_selection));
  }
  .cell.active {
    background-image: none;
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
    z-index: 1;
  }
  .fill-handle {
    position: absolute;
    right: -1px;
    bottom: -1px;
    width: 8px;
    height: 8px;
    z-index: 1;
    box-sizing: border-box;
    border: 1px solid var(--_paper);
    background: var(--_accent);
    cursor: crosshair;
  }
  .corner-hint {
    position: absolute;
    right: 2px;
    top: 2px;
    width: 6px;
    height: 6px;
    border-radius: 50%;
    border: 1.5px solid var(--_accent);
    box-sizing: border-box;
  }
  .corner-hint.attention {
    border: 0;
    border-radius: 0;
    width: 8px;
    height: 8px;
    background: var(--_attention);
    clip-path: polygon(50% 0, 100% 100%, 0 100%);
  }
  .hint {
    flex: none;
    width: 18px;
    height: 18px;
    margin: 0;
    padding: 0;
    border: 1.5px solid currentColor;
    border-radius: 50%;
    background: none;
    color: var(--_accent);
    font:
      700 11px/1 system-ui,
      sans-serif;
    cursor: help;
  }
  .hint.attention {
    color: var(--_attention);
    border-radius: 4px;
  }
  .hint:hover {
    background: var(--_hover);
  }
  /* A finger needs more room than the icon shows. */
  @media (pointer: coarse) {
    .hint {
      position: relative;
    }
    .hint::after {
      content: '';
      position: absolute;
      inset: -10px;
    }
  }
  @media (forced-colors: active) {
    .cell.active {
      outline-color: Highlight;
    }
    .cell.mark-error {
      border: 2px dashed;
    }
  }
`
