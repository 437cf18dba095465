/** Looks of what lies over the canvas: the field of the active cell and the corner that fills. */
export const overStyles = `
  .anchor { position: absolute; pointer-events: none; }
  .anchor > input, .anchor > button { pointer-events: auto; }
  .fill-handle { position: absolute; width: 9px; height: 9px; box-sizing: border-box; border: 1px solid var(--_paper); background: var(--_accent); cursor: crosshair; }
  .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .more { position: absolute; inset: 0 auto auto 0; width: 1px; height: 100%; }
`
