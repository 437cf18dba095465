import type { CompiledForm, DynamicRow, FormData } from '@tabel/engine'
import { columnName } from '../read/sheet.ts'
import { Dictionaries } from './dictionaries.ts'
import { cellLines, untoldLine } from './formulas/cell-lines.ts'
import type { CheckLines } from './formulas/check-line.ts'
import { DataSheet } from './formulas/data-sheet.ts'
import { FaultList } from './formulas/faults.ts'
import type { Fill } from './formulas/fill.ts'
import { FormPlaces } from './formulas/form-places.ts'
import { formulaLines } from './formulas/formula-lines.ts'
import { LiveCells } from './formulas/live-cells.ts'
import { quoted } from './formulas/places.ts'
import type { PlacedBlock } from './formulas/places.ts'
import { setLines } from './formulas/set-lines.ts'
import { idColumn } from './layout.ts'
import type { LaidSheet } from './layout.ts'

/** What is alive on a sheet of the form, and on the hidden worksheet beside it. */
export interface LiveSheet {
  readonly beside: string
  readonly blocks: readonly PlacedBlock[]
  readonly computed: readonly Fill[]
  readonly besides: readonly Fill[]
}

/** All formulas of a template. */
export interface LiveBook {
  /** In the order of the sheets. */
  readonly sheets: readonly LiveSheet[]
  readonly lines: readonly CheckLines[]
  readonly faults: FaultList
  readonly lists: Dictionaries
  readonly data: DataSheet
}

/** Name of the hidden worksheet beside a sheet, by its place. */
export function besideName(place: number): string {
  return `_лист${place + 1}`
}

/** Writes the formulas of a form for its laid out sheets. @param data with what its sources gave. */
export function liveBook(form: CompiledForm, data: FormData, laid: readonly LaidSheet[]): LiveBook {
  const placed = laid.map((sheet, place) => placedOn(form, sheet, besideName(place)))
  const sheet = new DataSheet()
  const places = new FormPlaces(form, data, placed.flat(), sheet)
  const [faults, lists] = [new FaultList(), new Dictionaries()]
  const live = new LiveCells(places, faults, lists)
  const sheets = placed.map((blocks) => {
    const computed: Fill[] = []
    const besides: Fill[] = []
    for (const block of blocks) {
      const { fills, still } = live.computed(block)
      computed.push(...fills)
      for (const column of still) live.untold.push({ placed: block, column, check: 'computed', what: 'вычисляется при загрузке' })
      besides.push(...live.alive(block, columnName(idColumn)), ...live.states(block))
    }
    return { blocks, computed, besides }
  })
  const filled = (block: string): number => (Array.isArray(data[block]) ? (data[block] as readonly DynamicRow[]).length : 0)
  const told = [...formulaLines(live, filled), ...setLines(live, filled)]
  const ofCells = placed.flat().flatMap((block) => cellLines(live, block))
  const values = new Map<string, Fill[]>()
  for (const { placed: block, fill } of live.values()) {
    const beside = block.beside ?? ''
    values.set(beside, [...(values.get(beside) ?? []), fill])
  }
  const order = new Map(form.sheets.map(({ title }, place) => [title, place]))
  const lines = [...ofCells, ...told].toSorted((a, b) => (order.get(a.sheet) ?? 0) - (order.get(b.sheet) ?? 0))
  return {
    sheets: sheets.map(({ blocks, computed, besides }, place) => {
      const beside = besideName(place)
      return { beside, blocks, computed, besides: [...besides, ...(values.get(quoted(beside)) ?? [])] }
    }),
    lines: [...lines, ...live.untold.map((one) => untoldLine(live, one))],
    faults,
    lists,
    data: sheet,
  }
}

/** The blocks of a sheet as formulas find them: values stand to the right of everything that the sheet has. */
function placedOn(form: CompiledForm, { name, blocks, widths }: LaidSheet, beside: string): readonly PlacedBlock[] {
  const shift = Math.max(0, ...widths.keys()) + 1
  return blocks.map(({ block, top, left, rows }) => ({
    block: form.blocks[block.key] ?? block,
    sheet: quoted(name),
    beside: quoted(beside),
    shift,
    top,
    left,
    rows,
    alive: 2,
  }))
}
