import { css } from 'lit'

/** Looks of a table. Colours come from the form's custom properties, so a page can change them. */
export const gridStyles = css`
  :host {
    display: block;
    width: max-content;
    min-width: 100%;
    font: inherit;
    color: var(--tabel-ink, #1b2430);
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
    border-right: 1px solid var(--tabel-line, #dbe1e8);
    border-bottom: 1px solid var(--tabel-line, #dbe1e8);
    font-variant-numeric: tabular-nums;
  }
  .line {
    display: grid;
  }
  .head {
    position: sticky;
    top: 0;
    z-index: 5;
    background: var(--tabel-head, #eef2f7);
    box-shadow: 0 1px 0 var(--tabel-line-strong, #b9c4d0);
  }
  .head > .contents > div {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 4px;
    min-height: 30px;
    padding: 4px 6px;
    box-sizing: border-box;
    border: 0 solid var(--tabel-line, #d3dae3);
    border-width: 0 1px 1px 0;
    background: var(--tabel-head, #eef2f7);
    font-size: 12.5px;
    line-height: 16px;
    font-weight: 600;
    text-align: center;
    color: var(--tabel-ink, #1b2430);
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
    background: linear-gradient(to right, transparent 3px, var(--tabel-accent, #1a5fb4) 3px 5px, transparent 5px);
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
    color: var(--tabel-muted, #5b6774);
  }
  .head > .contents > .code {
    min-height: 20px;
    padding: 1px 4px;
    font-weight: 400;
    font-size: 11.5px;
    color: var(--tabel-muted, #5b6774);
  }
  .head > .contents > .title.picked {
    background: var(--tabel-head-picked, #d9e6f7);
  }
  .head > .contents > .title.active {
    box-shadow: inset 0 0 0 2px var(--tabel-accent, #1a5fb4);
  }
  .body {
    position: relative;
  }
  .row {
    position: absolute;
    contain: layout style;
    left: 0;
    background: #fff;
  }
  .side,
  .cell {
    box-sizing: border-box;
    display: flex;
    align-items: center;
    min-width: 0;
    border: 0 solid var(--tabel-line, #e2e7ed);
    border-width: 0 1px 1px 0;
  }
  .side {
    position: sticky;
    left: 0;
    z-index: 4;
    gap: 8px;
    padding: 4px 8px;
    background: var(--tabel-side, #f6f8fa);
    color: var(--tabel-muted, #5b6774);
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
    color: var(--tabel-ink, #1b2430);
    font-size: 13.5px;
    line-height: 18px;
  }
  .side:has(.words) .number {
    flex: 0 0 auto;
  }
  .side.picked {
    background: var(--tabel-head-picked, #d9e6f7);
    color: var(--tabel-ink, #1b2430);
  }
  .side small {
    color: var(--tabel-muted, #5b6774);
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
    background: var(--tabel-side, #f6f8fa);
    border-bottom: 1px solid var(--tabel-line, #e2e7ed);
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
    background: #fff;
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
  .cell.integer .text,
  .cell.number .text {
    text-align: right;
  }
  .cell.date .text,
  .cell.boolean .text,
  .cell.coded .text {
    text-align: center;
  }
  .fields .cell .text {
    text-align: left;
  }
  .cell.computed {
    background: var(--tabel-computed, #f1f4f8);
    color: var(--tabel-computed-ink, #2f4a6d);
    font-weight: 600;
  }
  .cell.locked {
    background: var(--tabel-locked, #f1f2f4);
    color: var(--tabel-muted, #55606c);
  }
  .cell.crossed {
    background: var(--tabel-locked, #f1f2f4) repeating-linear-gradient(135deg, transparent 0 5px, rgb(0 0 0 / 4%) 5px 6px);
    color: var(--tabel-muted, #6a7682);
  }
  .cell.crossed .text {
    text-align: center;
  }
  .ghost .cell:not(.computed, .locked) {
    background: var(--tabel-ghost, #fbfdff);
  }
  .ghost .side {
    color: var(--tabel-accent, #1a5fb4);
    font-weight: 600;
  }
  .listed:not(.locked, .crossed)::after {
    content: '';
    flex: none;
    margin-left: 4px;
    border: 4px solid transparent;
    border-top: 5px solid var(--tabel-faint, #9aa6b2);
    border-bottom: 0;
    opacity: 0;
  }
  .listed:hover::after,
  .listed.active::after,
  .ghost .listed::after {
    opacity: 1;
  }
  .mark-error {
    background: var(--tabel-error-fill, #fdeaea) !important;
    color: var(--tabel-error, #a61b1b);
  }
  .mark-warning {
    background: var(--tabel-warning-fill, #fff5da) !important;
  }
  .cell.mark-error::before,
  .side.mark-error::before {
    content: '';
    position: absolute;
    left: 0;
    top: 0;
    border: 5px solid;
    border-color: var(--tabel-error, #c62828) transparent transparent var(--tabel-error, #c62828);
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
    background: var(--tabel-warning, #b26a00);
  }
  .cell.selected {
    background-image: linear-gradient(rgb(26 95 180 / 11%), rgb(26 95 180 / 11%));
  }
  .cell.active {
    background-image: none;
    outline: 2px solid var(--tabel-accent, #1a5fb4);
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
    border: 1px solid #fff;
    background: var(--tabel-accent, #1a5fb4);
    cursor: crosshair;
  }
  .corner-hint {
    position: absolute;
    right: 2px;
    top: 2px;
    width: 6px;
    height: 6px;
    border-radius: 50%;
    border: 1.5px solid var(--tabel-accent, #1a5fb4);
    box-sizing: border-box;
  }
  .corner-hint.attention {
    border: 0;
    border-radius: 0;
    width: 8px;
    height: 8px;
    background: var(--tabel-attention, #8a4b00);
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
    color: var(--tabel-accent, #1a5fb4);
    font:
      700 11px/1 system-ui,
      sans-serif;
    cursor: help;
  }
  .hint.attention {
    color: var(--tabel-attention, #8a4b00);
    border-radius: 4px;
  }
  .hint:hover {
    background: currentColor;
    box-shadow: inset 0 0 0 9px rgb(255 255 255 / 85%);
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
