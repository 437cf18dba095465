// Types alone: lets templates of Vue 3 write `<tabel-form>` with its properties and with `@tabel-change="(event) => …"`.
import type { HTMLAttributes, PublicProps } from 'vue'
import type { TabelFormEvents } from './form/events.ts'
import type { TabelFormListeners, TabelFormProperties } from './form/properties.ts'
import type { TabelForm } from './form/tabel-form.ts'

/** The element as Vue's tools see a component: what it takes, and what it emits. */
type TabelFormOfVue = new () => TabelForm & {
  readonly $props: HTMLAttributes & PublicProps & TabelFormProperties & TabelFormListeners<'on'>
  readonly $emit: <Name extends keyof TabelFormEvents>(name: Name, event: CustomEvent<TabelFormEvents[Name]>) => void
}

declare module 'vue' {
  interface GlobalComponents {
    'tabel-form': TabelFormOfVue
  }
}
