import type { CompiledBlock, CompiledForm } from '@tabel/engine'
import { memberTable, rowTable } from './long-table.ts'
import type { ResultTable } from './result-table.ts'
import { wideTables } from './wide-table.ts'

/**
 * The tables of the results of a form, in the order of its sheets: on each sheet the fields and the tables whose rows the form
 * names together, every table to which people add rows by itself, and what is repeated in columns by itself.
 */
export function resultTables(form: CompiledForm): readonly ResultTable[] {
  const blocks = Object.values(form.blocks)
  const sheets = [...new Set(blocks.map(({ sheet }) => sheet))]
  return sheets.flatMap((sheet) =>
    sheetTables(
      form,
      blocks.filter((block) => block.sheet === sheet),
    ),
  )
}

function sheetTables(form: CompiledForm, blocks: readonly CompiledBlock[]): readonly ResultTable[] {
  const named = blocks.filter(({ kind }) => kind !== 'dynamic')
  const owners = [...new Set(named.map(({ repeat }) => repeat))]
  const wide = owners.map((owner) => named.filter(({ repeat }) => repeat === owner))
  return blocks.flatMap((block) => {
    // Blocks that share a line stand where the first of them stands.
    const together = wide.find(([first]) => first === block)
    const own = block.kind === 'dynamic' ? [rowTable(form, block)] : together ? wideTables(form, together) : []
    const members = [...new Set(block.columns.flatMap(({ repeat }) => repeat?.table ?? []))]
    return [...own, ...members.map((table) => memberTable(form, block, table))]
  })
}
