import { compileForm } from '@tabel/engine/compile'
import type { CompiledForm } from '@tabel/engine'

/** Compiles parts of a form file; `sheets` may be given as the blocks of a single sheet `main`. Its mistakes are thrown. */
export function formOf(parts: Readonly<Record<string, unknown>> & { readonly blocks?: readonly object[] }): CompiledForm {
  const { form, diagnostics } = compileForm(sourceOf(parts))
  if (!form) throw new Error(diagnostics.map((one) => `${one.code} ${one.message} (${one.hint ?? ''})`).join('\n'))
  return form
}

/** What is wrong with such a form: code and the text that is underlined. */
export function mistakesOf(
  parts: Readonly<Record<string, unknown>> & { readonly blocks?: readonly object[] },
): readonly string[] {
  const source = sourceOf(parts)
  const lines = source.split('\n')
  return compileForm(source).diagnostics.map(
    ({ code, line, column, length }) => `${code} ${lines[line - 1]?.slice(column - 1, column - 1 + length) ?? ''}`,
  )
}

function sourceOf({ blocks, ...parts }: Readonly<Record<string, unknown>> & { readonly blocks?: readonly object[] }): string {
  const sheets = blocks ? { sheets: [{ sheet: 'main', title: 'Лист', blocks }] } : {}
  return JSON.stringify({ form: 'f', version: '1.0.0', title: 'Форма', ...sheets, ...parts }, null, 1)
}
