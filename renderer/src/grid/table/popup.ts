/** Shows a popup under `anchor`, above it where there is no room below; in the top layer where the browser has one. */
export function placePopup(popup: HTMLElement, anchor: DOMRect, minWidth: number): void {
  if (typeof popup.showPopover === 'function' && !popup.matches(':popover-open')) popup.showPopover()
  popup.style.minWidth = `${minWidth}px`
  popup.style.maxHeight = ''
  const below = innerHeight - anchor.bottom - 8
  const above = anchor.top - 8
  const wanted = popup.offsetHeight
  const down = wanted <= below || below >= above
  const height = Math.min(wanted, Math.max(down ? below : above, 80))
  popup.style.maxHeight = `${height}px`
  popup.style.left = `${Math.max(4, Math.min(anchor.left, innerWidth - popup.offsetWidth - 4))}px`
  popup.style.top = `${down ? anchor.bottom + 1 : anchor.top - height - 1}px`
}

export function hidePopup(popup: HTMLElement): void {
  if (typeof popup.hidePopover === 'function' && popup.matches(':popover-open')) popup.hidePopover()
}
