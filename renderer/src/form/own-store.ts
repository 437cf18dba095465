import { withSources } from '@tabel/engine'
import type { CompiledForm, FormData, SourceData } from '@tabel/engine'
import type { DraftStore } from '../store/draft-store.ts'
import { embeddedStore } from '../store/local-stores.ts'
import { moscowToday } from './events.ts'

/** What an element was given instead of a store. */
interface Given {
  readonly form: CompiledForm | null
  readonly sources: SourceData | null
  readonly today: string
}

/** A store around a form that stands in the page itself; null where there is none. */
export function ownStore({ form, sources, today }: Given, data: FormData): DraftStore | null {
  return form && embeddedStore({ form, data: sources ? withSources(data, sources) : data, today: today || moscowToday() })
}
