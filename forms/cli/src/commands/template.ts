import { writeFile } from 'node:fs/promises'
import { judge } from '@tabel/engine/checker'
import { buildTemplate, marksVersion } from '@tabel/excel'
import { onlyName, readArgs, readData, readForm } from '../form-file.ts'
import { UsageError } from '../terminal.ts'
import type { Terminal } from '../terminal.ts'

/** `tabel template`: a form as a workbook to be filled in Excel. It belongs to no organisation. */
export async function template(args: readonly string[], terminal: Terminal): Promise<number> {
  const { positionals, values } = readArgs(args, { output: { type: 'string', short: 'o' }, base: { type: 'string' } })
  if (values.output === undefined) throw new UsageError('Назовите книгу, которую записать: -o КНИГА.xlsx')
  const form = await readForm(onlyName(positionals), terminal)
  if (!form) return 1
  const data = values.base === undefined ? {} : await readData(values.base)
  const meta = {
    marks: marksVersion,
    form: form.form,
    formVersion: form.version,
    formHash: '',
    collection: '',
    organisation: '',
    organisationName: '',
    draftVersion: 0,
    madeAt: new Date().toISOString(),
  }
  const { computed } = await judge(form, data, { today: new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Moscow' }) })
  await writeFile(values.output, await buildTemplate(form, { meta, data, computed }))
  terminal.out(`Записано: ${values.output}`)
  return 0
}
