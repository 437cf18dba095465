import type { CompiledBlock, CompiledForm, CompiledSource } from '../model/compiled-form.ts'
import type { BlockData, Cells, CellValue, DynamicRow, FormData, SourceData } from '../model/data.ts'

/** Key of the source snapshot among the data of a form. */
export const sourcesKey = '$sources'

/** What sources gave when they were read last; a draft keeps it, so that browser and server judge by the same values. */
export function sourcesIn(data: FormData): SourceData {
  return (data as unknown as { readonly [sourcesKey]?: SourceData })[sourcesKey] ?? none
}

const none: SourceData = {}

/** The data with another source snapshot. */
export function withSources(data: FormData, sources: SourceData): FormData {
  return { ...data, [sourcesKey]: sources } as unknown as FormData
}

/** A source that has to be read for a form, and those of its blocks that something in the form names ('' is the only one). */
export interface ReadSource {
  readonly name: string
  readonly source: CompiledSource
  /** Compiled blocks by their own names. */
  readonly parts: Readonly<Record<string, CompiledBlock>>
}

const read = new WeakMap<CompiledForm, readonly ReadSource[]>()

/**
 * What a form needs from outside: not its tables of constants, and nothing that no formula, row or list of the form names.
 * Found once per form.
 */
export function sourcesRead(form: CompiledForm): readonly ReadSource[] {
  let found = read.get(form)
  if (!found) {
    const text = JSON.stringify([form.blocks, form.checks, form.sheets])
    const blocks = form.sourceBlocks ?? {}
    found = Object.entries(form.sources ?? {}).flatMap(([name, source]) => {
      const named = Object.entries(source.blocks).flatMap(([part, key]) => {
        const block = blocks[key]
        return source.kind !== 'values' && block && text.includes(JSON.stringify(key)) ? [[part, block] as const] : []
      })
      return named.length === 0 ? [] : [{ name, source, parts: Object.fromEntries(named) }]
    })
    read.set(form, found)
  }
  return found
}

const extended = new WeakMap<CompiledForm, CompiledForm>()

/** The form with the blocks of its sources among its own, as formulas see them. Made once per form. */
export function formWithSources(form: CompiledForm): CompiledForm {
  let whole = extended.get(form)
  if (!whole) {
    whole = form.sourceBlocks ? { ...form, blocks: { ...form.blocks, ...form.sourceBlocks } } : form
    extended.set(form, whole)
  }
  return whole
}

/** The data with the values of sources beside them, under the keys of their blocks. */
export function dataWithSources(form: CompiledForm, data: FormData): FormData {
  const snapshot = sourcesIn(data)
  const own = Object.fromEntries(Object.entries(data).filter(([key]) => !key.startsWith('$')))
  const blocks = form.sourceBlocks ?? {}
  for (const [name, source] of Object.entries(form.sources ?? {})) {
    const content = snapshot[name] as BlockData | Readonly<Record<string, BlockData>> | undefined
    for (const [part, key] of Object.entries(source.blocks)) {
      const block = blocks[key]
      const found =
        source.values ?? (part === '' ? content : (content as Readonly<Record<string, BlockData>> | undefined)?.[part])
      if (block && found !== undefined) own[key] = blockContent(block, found as BlockData)
    }
  }
  return own
}

/** Rows of a source that have no `$id` are named by their key, or by their number. */
function blockContent(block: CompiledBlock, content: BlockData): BlockData {
  if (block.kind !== 'dynamic') return Array.isArray(content) ? {} : content
  if (!Array.isArray(content)) return []
  const seen = new Set<string>()
  return (content as readonly (Cells & { readonly $id?: string })[]).map((row, place): DynamicRow => {
    const key = block.keyColumn === undefined ? null : (row[block.keyColumn] ?? null)
    let id = row.$id ?? sourceRowId(key ?? place + 1)
    while (seen.has(id)) id = `${id}_`
    seen.add(id)
    return { ...row, $id: id }
  })
}

/** The `$id` of a row made of a source's row with this key: letters that no id has are written as their numbers. */
export function sourceRowId(key: CellValue): string {
  const text = typeof key === 'object' ? JSON.stringify(key) : String(key)
  const plain = text.replace(/[^A-Za-z0-9-]/gu, (letter) => `_${(letter.codePointAt(0) ?? 0).toString(36)}`)
  return `s:${plain.length <= 40 ? plain : `${plain.slice(0, 30)}_${checksum(text)}`}`
}

function checksum(text: string): string {
  let sum = 7
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 2_147_483_647
  return sum.toString(36)
}
