/** What a key asks of a form, wherever in it the focus is. */
export type FormKey = 'hide' | 'next' | 'find' | 'save' | 'undo' | 'redo' | 'part'

/** Letters are told by their place on the keyboard, so they work with a Russian layout too; null: the key is not the form's. */
export function formKeyOf(event: KeyboardEvent, hinted: boolean): FormKey | null {
  if (event.defaultPrevented) return null
  if (event.key === 'Escape') return hinted ? 'hide' : null
  if (event.key === 'F8') return 'next'
  if (event.key === 'F6') return 'part'
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null
  if (event.code === 'KeyZ') return event.shiftKey ? 'redo' : 'undo'
  if (event.code === 'KeyY') return 'redo'
  if (event.code === 'KeyS') return 'save'
  return event.code === 'KeyF' && !event.shiftKey ? 'find' : null
}
