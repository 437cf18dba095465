import { formFor, migrateData } from '@tabel/engine'
import type { CompiledForm, FormData } from '@tabel/engine'
import type { WorkbookMeta } from '../workbook/marks.ts'
import { dataOf, filledOf } from './as-data.ts'
import { differenceOf } from './difference.ts'
import type { UploadPlan } from './difference.ts'
import { readFilled } from './filled.ts'
import type { Filled } from './filled.ts'
import { locateByHeaders } from './locate-by-headers.ts'
import { hasMarks, locateByMarks } from './locate-by-marks.ts'
import { metaOf } from './meta.ts'
import { FileRefused } from './refusal.ts'
import type { ReadBook } from './workbook.ts'

/** For whom a workbook is read. */
export interface UploadContext {
  /** The form as it is now. */
  readonly form: CompiledForm
  /** Whose report it goes into; null where that does not matter. */
  readonly organisation: { readonly login: string; readonly name: string } | null
  /** Id of the collection; null where that does not matter. */
  readonly collection: string | null
  /** The data as they are now. */
  readonly current: FormData
  /**
   * The data that the template carried, in the names of the form that it was made for; null when they are not known.
   */
  readonly base: (meta: WorkbookMeta) => Promise<{ readonly form: CompiledForm; readonly data: FormData } | null>
}

/**
 * What a filled workbook changes in a report. Nothing in it is believed: who may fill which report is decided before.
 *
 * @throws FileRefused when it is of another form or organisation, or nothing of the form is in it.
 */
export async function planUpload(book: ReadBook, context: UploadContext): Promise<UploadPlan> {
  const { form, current } = context
  const meta = metaOf(book)
  if (meta) refuseForeign(meta, context)
  const carried = meta && (await context.base(meta))
  if (meta && !carried && meta.formVersion !== form.version) throw otherVersion(meta, form)
  const then = carried?.form ?? form
  const base = carried?.data ?? current
  const made = formFor(then, base)
  const { found, missing } = hasMarks(book) ? locateByMarks(book, made) : locateByHeaders(book, made)
  if (found.length === 0)
    throw new FileRefused(
      'nothing-found',
      'В файле не нашлось ни одной таблицы этой формы. Скачайте шаблон и перенесите данные в него.',
    )
  const filled = readFilled(book, made, found)
  const notices = [
    ...missing.map((message) => ({ address: '', text: '', message })),
    ...(book.macros ? [{ address: '', text: '', message: 'В файле есть макросы: они не выполнялись.' }] : []),
    ...filled.notices,
  ]
  const told: Filled = { ...filled, notices }
  if (then.version === form.version) return differenceOf(formFor(form, current), base, current, told)
  return acrossVersions(context, then, base, told)
}

function refuseForeign(meta: WorkbookMeta, { form, organisation, collection }: UploadContext): void {
  if (meta.form !== form.form)
    throw new FileRefused(
      'other-form',
      `Этот файл – шаблон другой формы (${meta.form}), а здесь заполняется «${form.title}». Скачайте шаблон этой формы.`,
    )
  if (organisation !== null && meta.organisation !== '' && meta.organisation !== organisation.login)
    throw new FileRefused(
      'other-organisation',
      `Шаблон скачала другая организация: ${meta.organisationName} (${meta.organisation}). Здесь отчет организации ${organisation.name} (${organisation.login}). Скачайте шаблон заново и перенесите данные в него.`,
    )
  if (collection !== null && meta.collection !== '' && meta.collection !== collection)
    throw new FileRefused(
      'other-form',
      'Этот шаблон скачан для другого сбора данных. Скачайте шаблон этого сбора и перенесите данные в него.',
    )
}

function otherVersion(meta: WorkbookMeta, form: CompiledForm): FileRefused {
  return new FileRefused(
    'other-version',
    `Шаблон сделан для версии ${meta.formVersion} формы, сейчас действует версия ${form.version}. Скачайте шаблон заново и перенесите данные в него.`,
  )
}

/** The organizer has changed the form since: the workbook is taken over by the migrations of the form, as drafts are. */
function acrossVersions({ form, current }: UploadContext, then: CompiledForm, base: FormData, filled: Filled): UploadPlan {
  const now = (data: FormData): FormData => migrateData(form, data, then.version).data
  const carried = now(base)
  const made = formFor(form, current)
  const blocks = filledOf(made, now(dataOf(then, filled, base)), carried)
  return differenceOf(made, carried, current, { ...filled, blocks })
}
