import { listChoices } from './cell-rules.ts'
import type { Context } from './context.ts'
import type { Path } from './diagnostic.ts'
import type { SourceCell, SourceColumn, SourceColumnRepeat } from './source-form.ts'
import type { SourceHint, SourceText } from './texts.ts'

/** One of those for whom columns are repeated. */
export interface Member {
  /** Stands behind `~` in keys. */
  readonly code: string
  /** Stands in formulas for `{name}`; of rows that people add it is `_`: the same row. */
  readonly inFormulas: string
  readonly title: string
  /** The table whose rows the members are. */
  readonly table?: string
}

/** A code that can be part of a name in formulas. */
const plainCode = /^[A-Za-z0-9_]+$/u

/** For whom columns are repeated: items of a list, or one stand-in for the rows of a table. */
export function membersOf(source: SourceColumnRepeat, path: Path, context: Context): readonly Member[] {
  const { repeat } = source
  if (typeof repeat !== 'string') return repeat.map((code) => ({ code, inFormulas: code, title: code }))
  const lists = context.source.lists ?? {}
  const list = Object.hasOwn(lists, repeat) ? lists[repeat] : undefined
  if (list) {
    return listChoices(list, context).flatMap(({ code, title }) => {
      const text = String(code)
      if (plainCode.test(text)) return [{ code: text, inFormulas: text, title }]
      context.report('E_KEY', `Код «${text}» из «${repeat}» не может стоять в имени графы`, [...path, 'repeat'], {
        hint: 'дайте кодам списка латинские имена: { "code": "rus", "title": "Русский язык" }',
      })
      return []
    })
  }
  const [table] = context.source.sheets.flatMap((sheet) =>
    sheet.blocks.flatMap((block) =>
      'table' in block && block.table === repeat && !Array.isArray(block.rows)
        ? [{ repeated: (sheet.repeat ?? block.repeat) !== undefined }]
        : [],
    ),
  )
  if (table?.repeated)
    context.report('E_VALUE', `Таблица «${repeat}» сама повторяется`, [...path, 'repeat'], { hint: 'копий копий не бывает' })
  if (table) return [{ code: '*', inFormulas: '_', title: `{${source.as}}`, table: repeat }]
  context.report('E_LIST', `Ни списка, ни таблицы с добавляемыми строками «${repeat}» нет`, [...path, 'repeat'], {
    hint: 'списки описаны в lists',
  })
  return []
}

const formulas = ['required', 'editable', 'applies', 'computed', 'prefill', 'choicesWhere'] as const

/** A column as it is for one member: `{name}` is the title in texts and the code in formulas. */
export function columnFor(column: SourceColumn, name: string, member: Member): SourceColumn {
  return {
    ...cellFor(column, name, member),
    key: `${column.key}~${member.code}`,
    title: textFor(column.title, name, member.title),
    ...(column.code === undefined ? {} : { code: column.code.replaceAll(`{${name}}`, member.title) }),
  }
}

/** The words of a cell for one member. */
export function cellFor<Cell extends SourceCell>(cell: Cell, name: string, member: Member): Cell {
  const copy: Record<string, unknown> = { ...(cell as object) }
  for (const key of formulas) {
    const formula = cell[key]
    if (typeof formula === 'string') copy[key] = formula.replaceAll(`{${name}}`, member.inFormulas)
  }
  if (cell.hint !== undefined) copy['hint'] = hintFor(cell.hint, name, member.title)
  if (cell.patternHint !== undefined) copy['patternHint'] = textFor(cell.patternHint, name, member.title)
  return copy as Cell
}

export function textFor(text: SourceText, name: string, title: string): SourceText {
  if (typeof text === 'string') return text.replaceAll(`{${name}}`, title)
  return Object.fromEntries(Object.entries(text).map(([locale, one]) => [locale, one.replaceAll(`{${name}}`, title)]))
}

export function hintFor(hint: SourceHint, name: string, title: string): SourceHint {
  if (
    typeof hint === 'object' &&
    'kind' in hint &&
    typeof hint.text !== 'undefined' &&
    (hint.kind === 'info' || hint.kind === 'attention')
  )
    return { text: textFor(hint.text, name, title), kind: hint.kind }
  return textFor(hint as SourceText, name, title)
}
