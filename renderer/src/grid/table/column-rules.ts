import type { HeaderGroup } from '@tabel/engine'
import type { Geometry } from './geometry.ts'
import type { TableShape } from './shape.ts'

/** A merged cell of the header: columns `from…to` (inclusive, zero-based) on one level. */
export interface GroupCell {
  readonly group: HeaderGroup
  readonly level: number
  readonly from: number
  readonly to: number
}

/** The header as rows of merged cells; the titles of the columns fill what is left below them. */
export interface HeaderLayout {
  readonly levels: number
  readonly groups: readonly GroupCell[]
}

/** Finds the merged cells; one is cut where the frozen columns end, because its halves scroll apart. */
export function headerLayout(shape: TableShape, frozen: number): HeaderLayout {
  const groups: GroupCell[] = []
  const levels = Math.max(0, ...shape.columns.map((column) => column.groups.length))
  for (let level = 0; level < levels; level += 1) {
    shape.columns.forEach((column, index) => {
      const group = column.groups[level]
      if (!group) return
      const last = groups.at(-1)
      if (last?.level === level && last.to === index - 1 && last.group.id === group.id && index !== frozen)
        groups[groups.length - 1] = { ...last, to: index }
      else groups.push({ group, level, from: index, to: index })
    })
  }
  return { levels: levels + 1, groups }
}

/**
 * Widths and places of columns as a style sheet. It is put into the element as a constructed sheet:
 * a page with `style-src 'self'` forbids style attributes.
 */
export function columnRules(shape: TableShape, geometry: Geometry, layout: HeaderLayout): string {
  const { lefts, frozen, tops } = geometry
  const tracks = lefts.map((left, index) => `${left - (lefts[index - 1] ?? 0)}px`).join(' ')
  const rules = [
    `.line{grid-template-columns:${tracks};width:${lefts.at(-1) ?? 0}px}`,
    `.body{width:${lefts.at(-1) ?? 0}px;height:${tops.at(-1) ?? 0}px}`,
    `.group>span{left:${(lefts[frozen] ?? 0) + 8}px}`,
  ]
  shape.columns.forEach((column, index) => {
    if (index === frozen - 1) rules.push(`.c${index}{border-right-color:var(--_line-strong)!important}`)
    const sticky = index < frozen ? `;position:sticky;left:${lefts[index] ?? 0}px;z-index:2` : ''
    rules.push(`.c${index}{grid-column:${index + 2}${sticky}}`)
    // A title holds the edge by which its column is made wider; a sticky one does that as it is.
    const holds = index < frozen ? '' : ';position:relative'
    rules.push(`.h${index}{grid-row:${column.groups.length + 1}/${layout.levels + 1}${holds}}`)
  })
  layout.groups.forEach((cell, index) => {
    const sticky = cell.to < frozen ? `;position:sticky;left:${lefts[cell.from] ?? 0}px;z-index:2` : ''
    rules.push(`.g${index}{grid-column:${cell.from + 2}/${cell.to + 3};grid-row:${cell.level + 1}${sticky}}`)
  })
  rules.push(`.corner{grid-row:1/${layout.levels + 1}}.codes{grid-row:${layout.levels + 1}}`)
  return rules.join('\n')
}
