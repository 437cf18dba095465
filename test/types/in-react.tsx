// A page in React 19. tsc refuses this file when a right use does not compile, or a wrong one does.
import type { CompiledForm, FormData } from '@tabel/engine'
import type {} from '@tabel/renderer/react'
import type { TabelForm } from '@tabel/renderer'

interface Props {
  readonly form: CompiledForm
  readonly data: FormData
  readonly element: { current: TabelForm | null }
  readonly keep: (data: FormData) => void
}

export function Report({ form, data, element, keep }: Props) {
  return (
    <tabel-form
      ref={element}
      className="report"
      form={form}
      data={data}
      readOnly={false}
      locale="en"
      ontabel-change={(event) => keep(event.detail.data)}
      ontabel-submitted={({ detail }) => detail.id.toUpperCase()}
      ontabel-close={() => void element.current?.flush()}
    />
  )
}

export const wrong = [
  // @ts-expect-error: a form is compiled, not the address of one.
  <tabel-form form="/form.json" key="form" />,
  // @ts-expect-error: there is no such language.
  <tabel-form locale="de" key="locale" />,
  // @ts-expect-error: there is no such property.
  <tabel-form values={{}} key="values" />,
  // @ts-expect-error: a change carries ops and data, no id.
  <tabel-form ontabel-change={(event) => event.detail.id} key="change" />,
]
