import type { LitElement } from 'lit'
import type { TabelFormEvents } from './events.ts'
import type { TabelForm } from './tabel-form.ts'

/** What a page may set on `<tabel-form>`; see each property there. */
export type TabelFormProperties = Partial<Omit<TabelForm, keyof LitElement | 'flush' | 'resume'>>

/** Listeners of the events of `<tabel-form>`, under the name of the event with something in front of it. */
export type TabelFormListeners<Prefix extends string> = {
  readonly [Name in keyof TabelFormEvents as `${Prefix}${Name}`]?: (event: CustomEvent<TabelFormEvents[Name]>) => void
}
