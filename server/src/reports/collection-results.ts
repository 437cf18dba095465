import type { FormData } from '@tabel/engine'
import type { SubmittedForm } from '@tabel/excel'
import type { Forms } from '../services/forms.ts'
import { countByStatus } from '../storage/assignments.ts'
import { listSubmitted } from '../storage/submissions.ts'
import { countOf } from './plural.ts'
import type { ReportTask, WrittenReport } from './report-task.ts'
import { writeResultsInThread } from './write-results.ts'

const pageSize = 200

/** What a submission's document says that a report needs. */
interface Document {
  readonly submittedAt: string
  /** Version of the form under which it was taken; the collection may have another by now. */
  readonly formVersion: string
  readonly data: FormData
}

/** «Экспорт результатов»: what the organisations of a coordinator submitted (Manual §3.3, Рис. 24–25). */
export async function writeCollectionResults(task: ReportTask, forms: Forms): Promise<WrittenReport> {
  const { file, report, collection, signal } = task
  const { form } = await forms.get(task.database.read, collection.formVersionId)
  const { organisations, rows } = await writeResultsInThread({ form, file, format: report.format }, pagesOf(task), signal)
  return { rows, contents: `${countOf(organisations, 'организация')}, ${countOf(rows, 'строка')}` }
}

/** Pages of submitted forms, one after another; tells the progress on the way. */
function pagesOf({ database, scope, collection, progress }: ReportTask): () => Promise<readonly SubmittedForm[]> {
  let after = ''
  let read = 0
  return async () => {
    const page = await listSubmitted(scope, database.read, collection.id, { after, size: pageSize })
    const { submitted } = await countByStatus(scope, database.read, collection.id)
    await progress(submitted === 0 ? 0 : Math.min(1, read / submitted))
    after = page.at(-1)?.path ?? after
    read += page.length
    return page.map(({ login, name, document }) => {
      const { submittedAt, formVersion, data } = JSON.parse(document) as Document
      return { organisation: { login, name }, submittedAt, formVersion, data }
    })
  }
}
