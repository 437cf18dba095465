// Types alone: lets TSX of React 19 write `<tabel-form>` with its properties and with `ontabel-change={(event) => …}`.
import type { DetailedHTMLProps, HTMLAttributes } from 'react'
import type { TabelFormListeners, TabelFormProperties } from './form/properties.ts'
import type { TabelForm } from './form/tabel-form.ts'

type TabelFormOfReact = DetailedHTMLProps<HTMLAttributes<TabelForm>, TabelForm> & TabelFormProperties & TabelFormListeners<'on'>

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'tabel-form': TabelFormOfReact
    }
  }
}
