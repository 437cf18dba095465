// A page in Vue 3, as vue-tsc reads its templates: what `<tabel-form>` takes and emits.
import type { CompiledForm, FormData } from '@tabel/engine'
import type {} from '@tabel/renderer/vue'
import type { GlobalComponents } from 'vue'

type Element = InstanceType<GlobalComponents['tabel-form']>
type Props = Element['$props']

export function report(form: CompiledForm, data: FormData, keep: (data: FormData) => void): Props {
  return { class: 'report', form, data, readOnly: false, locale: 'en', 'ontabel-change': (event) => keep(event.detail.data) }
}

export function emitted(emit: Element['$emit'], data: FormData): void {
  emit('tabel-save', new CustomEvent('tabel-save', { detail: { data } }))
  // @ts-expect-error: there is no such event.
  emit('tabel-saved', new CustomEvent('tabel-saved'))
  // @ts-expect-error: what is saved comes with its data.
  emit('tabel-save', new CustomEvent('tabel-save', { detail: { id: '1' } }))
}

export const wrong: readonly Props[] = [
  // @ts-expect-error: a form is compiled, not the address of one.
  { form: '/form.json' },
  // @ts-expect-error: there is no such language.
  { locale: 'de' },
  // @ts-expect-error: there is no such property.
  { values: {} },
]
