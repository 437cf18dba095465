import type { CompiledForm } from '../model/compiled-form.ts'
import { textOf } from './aspects.ts'
import type { Aspects } from './aspects.ts'
import { blockChanges } from './block-changes.ts'
import { ChangeList } from './change-list.ts'
import type { FormChange } from './change-list.ts'
import { typeWords } from '../compile/cell-words.ts'
import { hintAspects, relevanceAspects, roleText } from './cell-aspects.ts'
import { checkAspects, mainAspects } from './check-aspects.ts'
import { dataEffects } from './data-effects.ts'
import type { DataEffect } from './data-effects.ts'
import { sheetName } from './names.ts'
import { Successors } from './successors.ts'

/** How a version of a form differs from another, in Russian. */
export interface FormDifference {
  /** In the order: the form, sheets, tables with columns and rows, lists, checks, values. */
  readonly changes: readonly FormChange[]
  /** What happens to data that were typed into the earlier form when it becomes the later one. */
  readonly data: readonly DataEffect[]
}

/**
 * Says how `after` differs from `before`: what was added, removed and changed, parts that the migrations of `after` rename
 * recognised, and what becomes of the data typed so far. Both lists are empty for a form and itself.
 */
export function formDifference(before: CompiledForm, after: CompiledForm): FormDifference {
  const list = new ChangeList()
  const successors = new Successors(before, after)
  list.changed('form', 'форма в целом', formAspects(before), formAspects(after))
  sheetChanges(list, before, after)
  blockChanges(list, before, after, successors)
  checkChanges(list, before, after)
  valueChanges(list, before, after)
  return { changes: list.changes, data: dataEffects(before, after, successors) }
}

const sourceWords = {
  organisation: 'сведения об организации',
  registry: 'реестр',
  form: 'отчет по форме',
  previous: 'прошлый отчет по этой форме',
  values: 'таблица постоянных',
} as const
const refreshWords = { open: 'при открытии', save: 'и при сохранении черновика', never: 'только вначале' } as const

function formAspects({ title, hint, zone, audience }: CompiledForm): Aspects {
  return {
    название: title,
    ...hintAspects(hint),
    '«сегодня» по времени': zone === 'org' ? 'организации' : 'Москвы',
    'виды организаций': textOf(audience?.kinds),
    регионы: textOf(audience?.regions),
  }
}

function sheetChanges(list: ChangeList, before: CompiledForm, after: CompiledForm): void {
  const aspects = (form: CompiledForm, key: string): Aspects | undefined => {
    const sheet = form.sheets.find((one) => one.key === key)
    return (
      sheet && {
        название: sheet.title,
        ...hintAspects(sheet.hint),
        'кто заполняет': roleText(sheet.filledBy),
        'повторяется для строк таблицы': textOf(sheet.repeat),
        'когда открывается': sheet.opens === 'submitted' ? 'после сдачи' : sheet.opens === 'inProgress' ? 'с началом работы' : '',
        ...relevanceAspects(sheet),
        тексты: sheet.items
          .flatMap((item) => (item.kind === 'note' ? [item.visible ? `${item.text} (${item.visible.text})` : item.text] : []))
          .join(' · '),
      }
    )
  }
  const keys = (form: CompiledForm): readonly string[] => form.sheets.map(({ key }) => key)
  for (const sheet of before.sheets) if (!keys(after).includes(sheet.key)) list.removed('sheet', sheetName(sheet), {})
  for (const sheet of after.sheets) {
    const earlier = aspects(before, sheet.key)
    if (earlier) list.changed('sheet', sheetName(sheet), earlier, aspects(after, sheet.key) ?? {})
    else list.added('sheet', sheetName(sheet), {})
  }
  list.reordered('form', 'форма в целом', 'порядок листов', keys(before), keys(after))
}

/** Checks are the same when their ids are: switches and explanations go by them as well. */
function checkChanges(list: ChangeList, before: CompiledForm, after: CompiledForm): void {
  const aspects = (form: CompiledForm): ReadonlyMap<string, Aspects> => {
    const found = new Map<string, Aspects>()
    const times = new Map<string, number>()
    for (const check of form.checks) {
      const time = (times.get(check.id) ?? 0) + 1
      times.set(check.id, time)
      found.set(time === 1 ? check.id : `${check.id} (${time})`, checkAspects(form, check))
    }
    return found
  }
  const [were, are] = [aspects(before), aspects(after)]
  for (const [id, check] of were) if (!are.has(id)) list.removed('check', `проверка ${id}`, mainAspects(check))
  for (const [id, check] of are) {
    const earlier = were.get(id)
    if (earlier) list.changed('check', `проверка ${id}`, earlier, check)
    else list.added('check', `проверка ${id}`, mainAspects(check))
  }
}

/** Named values, and where values come from that nobody types. */
function valueChanges(list: ChangeList, before: CompiledForm, after: CompiledForm): void {
  const values = (form: CompiledForm): Readonly<Record<string, Aspects>> => ({
    ...Object.fromEntries(
      Object.entries(form.constants).map(([name, { type, value }]) => [
        `постоянная ${name}`,
        { значение: textOf(value), тип: typeWords[type] },
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(form.sources ?? {}).map(([name, source]) => [
        `источник ${name}`,
        {
          откуда: `${sourceWords[source.kind]} ${source.of ?? ''} ${source.version ?? ''}`.trim(),
          'когда обновляется': refreshWords[source.refresh],
          // What was submitted last has the shape of the form, whose changes are told already.
          состав:
            source.kind === 'previous'
              ? ''
              : Object.values(source.blocks)
                  .map((key) => sourceBlockText(form, key))
                  .join('; '),
          значения: source.values ? source.values.map((row) => Object.values(row).map(textOf).join(', ')).join('; ') : '',
        },
      ]),
    ),
  })
  const [were, are] = [values(before), values(after)]
  for (const [what, aspects] of Object.entries(were)) if (!are[what]) list.removed('value', what, aspects)
  for (const [what, aspects] of Object.entries(are)) {
    const earlier = were[what]
    if (earlier) list.changed('value', what, earlier, aspects)
    else list.added('value', what, aspects)
  }
}

function sourceBlockText(form: CompiledForm, key: string): string {
  const block = form.sourceBlocks?.[key]
  if (!block) return key
  const rows = block.kind === 'fixed' ? block.rows.map((row) => `#${row.key}`) : []
  return `${key}: ${[...block.columns.map((column) => `${column.key} – ${typeWords[column.type]}`), ...rows].join(', ')}`
}
