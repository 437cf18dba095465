import type { Direction, Step } from './selection.ts'

/** What a key asks of a table while no cell is being edited. */
export type Command =
  | { readonly do: 'move'; readonly direction: Direction; readonly step: Step; readonly extend: boolean }
  | { readonly do: 'row-end'; readonly end: 'first' | 'last'; readonly extend: boolean }
  | { readonly do: 'table-end'; readonly end: 'first' | 'last'; readonly extend: boolean }
  | { readonly do: 'tab' | 'enter'; readonly back: boolean }
  | {
      readonly do:
        | 'edit'
        | 'open-list'
        | 'clear'
        | 'escape'
        | 'all'
        | 'rows'
        | 'columns'
        | 'undo'
        | 'redo'
        | 'fill-down'
        | 'fill-right'
        | 'menu'
    }
  | { readonly do: 'insert-row' | 'remove-rows' }
  | { readonly do: 'type' }

const arrows: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

/** Keys as in Excel. Letters are told by their place on the keyboard, so Ctrl+Z works with a Russian layout too. */
export function commandOf(event: KeyboardEvent): Command | null {
  const extend = event.shiftKey
  const control = event.ctrlKey || event.metaKey
  const direction = arrows[event.key]
  if (direction) {
    if (event.altKey) return direction === 'down' ? { do: 'open-list' } : null
    return { do: 'move', direction, step: control ? 'edge' : 'cell', extend }
  }
  if (event.key === 'F10' && extend) return { do: 'menu' }
  if (event.key === ' ' && (control || extend)) return { do: control ? 'columns' : 'rows' }
  const named = byName(event.key, extend, control)
  if (named) return named
  if (control && !event.altKey) return byPlace(event, extend)
  const typed = /^.$/u.test(event.key) || event.key === 'Process' || event.key === 'Unidentified'
  return typed && !event.metaKey && !(event.altKey && !event.getModifierState('AltGraph')) ? { do: 'type' } : null
}

function byName(key: string, extend: boolean, control: boolean): Command | null {
  switch (key) {
    case 'PageUp':
      return { do: 'move', direction: 'up', step: 'page', extend }
    case 'PageDown':
      return { do: 'move', direction: 'down', step: 'page', extend }
    case 'Home':
      return { do: control ? 'table-end' : 'row-end', end: 'first', extend }
    case 'End':
      return { do: control ? 'table-end' : 'row-end', end: 'last', extend }
    case 'Tab':
      return control ? null : { do: 'tab', back: extend }
    case 'Enter':
      return control ? null : { do: 'enter', back: extend }
    case 'F2':
      return { do: 'edit' }
    case 'Escape':
      return { do: 'escape' }
    case 'Delete':
    case 'Backspace':
      return { do: 'clear' }
    case 'ContextMenu':
      return { do: 'menu' }
    default:
      return null
  }
}

function byPlace(event: KeyboardEvent, extend: boolean): Command | null {
  switch (event.code) {
    case 'KeyA':
      return { do: 'all' }
    case 'KeyZ':
      return { do: extend ? 'redo' : 'undo' }
    case 'KeyY':
      return { do: 'redo' }
    case 'KeyD':
      return { do: 'fill-down' }
    case 'KeyR':
      return extend ? null : { do: 'fill-right' }
    case 'Minus':
    case 'NumpadSubtract':
      return { do: 'remove-rows' }
    case 'Equal':
    case 'NumpadAdd':
      return { do: 'insert-row' }
    default:
      return null
  }
}
