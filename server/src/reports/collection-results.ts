import type { FormData } from '@tabel/engine'
import { writeResults } from '@tabel/excel'
import type { SubmittedForm } from '@tabel/excel'
import { DraftCache } from '../services/drafts/draft-cache.ts'
import { Drafts } from '../services/drafts/drafts.ts'
import { Forms } from '../services/forms.ts'
import { todayFor } from '../services/today.ts'
import { countByStatus, findAssignment } from '../storage/assignments.ts'
import type { Collection } from '../storage/collections.ts'
import { findZone } from '../storage/organisations.ts'
import { listSubmitted } from '../storage/submissions.ts'
import { hasOthersPart, withOthersPart } from './others-part.ts'
import { countOf } from './plural.ts'
import type { ReportTask, WrittenReport } from './report-task.ts'

const pageSize = 50

/** What a submission's document says that a report needs. */
interface Document {
  readonly submittedAt: string
  /** Version of the form under which it was taken; the collection may have another by now. */
  readonly formVersion: string
  readonly data: FormData
}

/**
 * «Экспорт результатов»: what the organisations of a coordinator submitted (Manual §3.3, Рис. 24–25).
 *
 * @throws when it has written another number of organisations than it has read.
 */
export async function writeCollectionResults(task: ReportTask, collection: Collection): Promise<WrittenReport> {
  const forms = new Forms()
  const { form } = await forms.get(task.db, collection.formVersionId)
  const drafts = hasOthersPart(form) ? new Drafts(forms, new DraftCache()) : null
  let read = 0
  const counted = async function* (): AsyncGenerator<SubmittedForm> {
    for await (const one of submittedForms(task, collection, drafts)) {
      read += 1
      yield one
    }
  }
  const { organisations, rows } = await writeResults(form, counted(), task.file, task.report.format)
  if (organisations !== read) throw new Error(`${read} forms were read, ${organisations} written`)
  return { rows, contents: `${countOf(organisations, 'организация')}, ${countOf(rows, 'строка')}` }
}

/** @param drafts where a part of the form is filled after the submission, and by others. */
async function* submittedForms(
  { db, scope, progress }: ReportTask,
  collection: Collection,
  drafts: Drafts | null,
): AsyncGenerator<SubmittedForm> {
  const { submitted } = await countByStatus(scope, db, collection.id)
  let read = 0
  for (let after = ''; ;) {
    const page = await listSubmitted(scope, db, collection.id, { after, size: pageSize })
    if (page.length === 0) return
    for (const { organisation, login, name, document } of page) {
      const { submittedAt, formVersion, data } = JSON.parse(document) as Document
      const one = { organisation: { login, name }, submittedAt }
      const head = drafts && (await findAssignment(scope, db, collection.id, organisation))
      if (drafts === null || head === null || head.part === null) yield { ...one, formVersion, data }
      else {
        const { form, data: draft } = await drafts.current(db, head, collection.formVersionId)
        // The day on which they filled it in, so that the results say the same whenever they are written.
        const today = todayFor(form, await findZone(scope, db, organisation), head.part.at)
        yield { ...one, formVersion: form.version, data: await withOthersPart(form, data, formVersion, draft, today) }
      }
    }
    after = page.at(-1)?.path ?? after
    read += page.length
    progress(submitted === 0 ? 1 : Math.min(1, read / submitted))
  }
}
