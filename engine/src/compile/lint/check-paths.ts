import type { Path } from '../diagnostic.ts'
import type { SourceCheck, SourceForm } from '../source-form.ts'

/** Where checks are written, by id; those that `for` makes of one stand at the same place. */
export function checkPaths(definition: SourceForm): ReadonlyMap<string, Path> {
  const paths = new Map<string, Path>()
  const add = (checks: readonly SourceCheck[] = [], prefix: string, path: Path): void =>
    checks.forEach((check, place) => {
      const id = (typeof check === 'object' ? check.id : undefined) ?? `${prefix}.${place + 1}`
      const at = [...path, 'checks', place]
      paths.set(id, at)
      const lists = typeof check === 'object' && 'for' in check ? Object.values(check.for ?? {}) : []
      lists[0]?.forEach((_, number) => paths.set(`${id}.${number + 1}`, at))
    })
  definition.sheets.forEach((sheet, index) => {
    sheet.blocks.forEach((block, place) => {
      if ('note' in block) return
      add(block.checks, 'table' in block ? block.table : block.fields, ['sheets', index, 'blocks', place])
    })
    add(sheet.checks, sheet.sheet, ['sheets', index])
  })
  add(definition.checks, 'form', [])
  return paths
}
