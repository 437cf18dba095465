import { canonicalKey } from '@tabel/engine'
import type { Expr } from '@tabel/engine'
import { textLiteral } from './literals.ts'
import { aliveAt } from './places.ts'
import { Untranslatable } from './untranslatable.ts'
import type { FormulaWriter, Here } from './writing.ts'

/**
 * COUNTIF, SUMIF and their kin. Excel's own take a text that begins with `<` or has a `*` for a pattern and `012` for 12, so
 * criteria that ask for a value are written as SUMPRODUCT, which compares; patterns and operators that the form's author wrote stay with
 * COUNTIFS and SUMIFS. Rows that are not there are no empty cells.
 */
export function conditionalText(to: FormulaWriter, name: string, args: readonly Expr[], here: Here): string {
  const counts = name.startsWith('COUNT')
  const conditions =
    name === 'COUNTBLANK' ? [...args, { kind: 'text', value: '' } as const] : name === 'SUMIFS' ? args.slice(1) : args
  const summed = name === 'SUMIFS' ? args[0] : name === 'SUMIF' ? (args[2] ?? args[0]) : undefined
  const pairs: (readonly [Expr, Expr])[] = []
  for (let at = 0; at + 1 < conditions.length; at += 2) pairs.push([conditions[at] as Expr, conditions[at + 1] as Expr])
  if (name === 'SUMIF') pairs.length = 1
  const areas = Math.max(...pairs.map(([range]) => (range.kind === 'cells' ? range.areas.length : 1)))
  const terms = Array.from({ length: areas }, (_, area) => {
    const asked = pairs.map(([range, criterion]) => ({ range: areaText(to, range, area, here), criterion, of: range }))
    const total = counts || !summed ? null : areaText(to, summed, area, here)
    if (asked.every(({ criterion }) => asksForValue(criterion))) {
      const tests = asked.map(({ range, criterion }) => equalTo(range, keyText(to, criterion, here), criterion)).join('*')
      return total === null
        ? `SUMPRODUCT(${asked.length === 1 ? `1*${tests}` : tests})`
        : `SUMPRODUCT(${asked.length === 1 ? `1*${tests}` : tests},${total})`
    }
    const criteria = asked.flatMap(({ range, criterion, of }) => [
      range,
      criterionText(to, criterion, here),
      ...alive(to, of, criterion),
    ])
    return total === null ? `COUNTIFS(${criteria.join(',')})` : `SUMIFS(${[total, ...criteria].join(',')})`
  })
  return terms.length === 1 ? (terms[0] ?? '0') : `(${terms.join('+')})`
}

/** AVERAGEIF and AVERAGEIFS, over ranges of one area. */
export function averageText(to: FormulaWriter, name: string, args: readonly Expr[], here: Here): string {
  const [first, second, third] = args
  const [summed, ...conditions] = (name === 'AVERAGEIF' ? [third ?? first, first, second] : args) as readonly Expr[]
  if (!summed) throw new Untranslatable(name)
  const criteria = conditions.flatMap((arg, place) => {
    if (place % 2 === 0) return [areaText(to, arg, 0, here)]
    const range = conditions[place - 1]
    return [criterionText(to, arg, here), ...(range ? alive(to, range, arg) : [])]
  })
  return `AVERAGEIFS(${[areaText(to, summed, 0, here), ...criteria].join(',')})`
}

/** Cells of a range that hold something, and this: an empty cell is no 0. */
export function equalTo(range: string, value: string, criterion?: Expr): string {
  const known = criterion?.kind === 'text' || criterion?.kind === 'boolean'
  return known ? `(${range}=${value})` : `(${range}=${value})*(${range}<>"")`
}

function areaText(to: FormulaWriter, range: Expr, area: number, here: Here): string {
  if (range.kind !== 'cells') throw new Untranslatable('a range of computed values')
  const texts = to.cells(range, here, 'key')
  return texts[area] ?? texts[0] ?? ''
}

function keyText(to: FormulaWriter, criterion: Expr, here: Here): string {
  return to.kind(criterion, here) === 'number' ? to.number(criterion, here) : to.text(criterion, here, 'key')
}

const pattern = /^(?:<=|>=|<>|=|<|>)|[*?~]/u
const plainNumber = /^[+-]?\d+(?:\.\d+)?$/u

/** Whether a criterion is a value to be equal to. */
function asksForValue(criterion: Expr): boolean {
  if (criterion.kind === 'text')
    return criterion.value !== '' && !pattern.test(criterion.value) && !plainNumber.test(criterion.value)
  return (
    criterion.kind === 'cells' || criterion.kind === 'number' || criterion.kind === 'boolean' || criterion.kind === 'constant'
  )
}

function criterionText(to: FormulaWriter, criterion: Expr, here: Here): string {
  if (criterion.kind === 'text') {
    const [, operator = '', operand = criterion.value] = /^(<=|>=|<>|=|<|>)?([\s\S]*)$/u.exec(criterion.value) ?? []
    return textLiteral(operator + canonicalKey(operand))
  }
  if (criterion.kind === 'cells') {
    const text = to.text(criterion, here, 'key')
    return `IF(LEN(${text})=0,CHAR(1),"="&${text})`
  }
  return to.text(criterion, here, 'key')
}

/** For a criterion that an empty cell could meet: only rows that are there. */
function alive(to: FormulaWriter, range: Expr, criterion: Expr): readonly string[] {
  const matchesEmpty =
    criterion.kind === 'text'
      ? criterion.value === '' || /^(?:<>|=$)/u.test(criterion.value)
      : criterion.kind === 'binary' && criterion.operator === '&'
  if (!matchesEmpty || range.kind !== 'cells') return []
  const placed = to.places.placed(range.block)
  const [{ rows, columns } = {}] = range.areas
  if (placed.block.kind !== 'dynamic' || rows?.kind === 'here' || columns?.kind !== 'span' || columns.from !== columns.to)
    return []
  return [aliveAt(placed, null), '">0"']
}
