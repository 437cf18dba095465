import { readFile } from 'node:fs/promises'
import { FormDocument, localPort } from '@tabel/engine'
import type { CompiledForm, DynamicRow, FormData, FromChecker, Op, Scalar } from '@tabel/engine'
import { judge, serveChecker } from '@tabel/engine/checker'
import { compileForm } from '@tabel/engine/compile'
import { HyperFormula } from 'hyperformula'
import { figure, median } from '../figure.ts'

const pupils = 1000
const options = { today: '2026-04-22' }
const letters = ['А', 'Б', 'В', 'Г']
/** A school whose results add up, with `count` pupils. */
function filled(form: CompiledForm, count: number): FormData {
  const tasks = (form.blocks['results']?.columns ?? []).filter((column) => column.key.startsWith('z'))
  const results = Array.from({ length: count }, (_, place) => {
    const points = tasks.map((task, at) => [task.key, task.key === 'z11' && place % 4 === 0 ? 'N' : (place + at) % 2] as const)
    return {
      $id: `p${place}`,
      code: String(10_000 + place),
      letter: letters[place % 4],
      sex: 'м',
      variant: 1,
      mark: 3,
      ...Object.fromEntries(points),
    }
  })
  const wrote = (letter: string) => results.filter((row) => row.letter === letter).length
  const classes = letters.map((letter, at) => ({
    $id: `c${at}`,
    letter,
    listed: wrote(letter),
    wrote: wrote(letter),
    absent: 0,
    held: '2026-04-21',
  }))
  return { classes, results: results as unknown as readonly DynamicRow[] }
}

/** Sends ops to a checker and says how long the answer takes, in ms. */
function timed(form: CompiledForm, data: FormData): { first: Promise<number>; apply: (ops: readonly Op[]) => Promise<number> } {
  const [near, far] = localPort()
  serveChecker(far)
  let heard: () => void = () => {}
  let revision = 0
  near.listen((message) => {
    const { type } = message as FromChecker
    if (type === 'failed') throw new Error(JSON.stringify(message))
    heard()
  })
  const answer = async (send: () => void): Promise<number> => {
    const start = performance.now()
    await new Promise<void>((done) => {
      heard = done
      send()
    })
    return performance.now() - start
  }
  return {
    first: answer(() => near.post({ type: 'open', form, data, revision, options })),
    apply: (ops) => answer(() => near.post({ type: 'apply', revision: ++revision, ops })),
  }
}

/** Another value that a cell of this column may have: right half of the time. */
const others: Readonly<Record<string, readonly Scalar[]>> = {
  code: ['99999', '10001', '77777'],
  letter: ['Б', 'В', 'А'],
  sex: ['ж', 'м'],
  variant: [2, 3],
  mark: [5, 4],
}

/** The form of a real collection with 1,000 pupils: how long each of its columns keeps one waiting. */
export async function libraryFigures(): Promise<void> {
  const source = await readFile(new URL('../../../forms/library/vpr-fsr-ma4/form.json', import.meta.url), 'utf8')
  const compileStart = performance.now()
  const { form } = compileForm(source)
  if (!form) throw new Error('the library form does not compile')
  figure('compile vpr-fsr-ma4', performance.now() - compileStart, 'ms')

  // Stock HyperFormula is measured first: functions once replaced are replaced in every instance made later.
  const stock = stockEdit(pupils)

  const data = filled(form, pupils)
  const open = performance.now()
  const document = new FormDocument(form, data)
  document.problems()
  figure(`open a document of ${pupils} rows, rules of cells judged`, performance.now() - open, 'ms')

  const checker = timed(form, data)
  figure(`first verdict of ${pupils} rows`, await checker.first, 'ms')

  const typing: number[] = []
  const medians = new Map<string, number>()
  for (const column of form.blocks['results']?.columns ?? []) {
    if (column.computed) continue
    const times: number[] = []
    for (let turn = 0; turn < 21; turn++) {
      const row = (turn * 37) % pupils
      const values = others[column.key] ?? ['X', 1, 0]
      const ops: Op[] = [{ set: ['results', `p${row}`, column.key], value: values[turn % values.length] ?? null }]
      const start = performance.now()
      document.apply(ops)
      document.problems()
      typing.push(performance.now() - start)
      times.push(await checker.apply(ops))
    }
    medians.set(column.key, median(times))
    figure(`verdict after an edit in results.${column.key} of ${pupils} rows`, median(times), 'ms')
  }
  figure('rules of cells after an edit, median over columns', median(typing), 'ms')
  figure('verdict after an edit, median over columns', median([...medians.values()]), 'ms')
  figure('verdict after an edit, worst column', Math.max(...medians.values()), 'ms')
  figure(
    'verdict after an edit in results.letter, against the same formulas on stock HyperFormula',
    medians.get('letter') ?? 0,
    'ms',
    stock,
  )

  const classTimes: number[] = []
  for (let turn = 0; turn < 11; turn++) classTimes.push(await checker.apply([{ set: ['classes', 'c1', 'wrote'], value: turn }]))
  figure('verdict after an edit in classes.wrote', median(classTimes), 'ms')

  const rowTimes: number[] = []
  for (let turn = 0; turn < 11; turn++) {
    rowTimes.push(await checker.apply([{ remove: 'results', ids: [`p${turn}`] }]))
    rowTimes.push(
      await checker.apply([
        { insert: 'results', after: null, rows: [{ $id: `p${turn}`, code: '55555', letter: 'А' } as DynamicRow] },
      ]),
    )
  }
  figure(`verdict after a row came or went, ${pupils} rows`, median(rowTimes), 'ms')

  const paste = Array.from({ length: 200 }, (_, row) =>
    ['z1', 'z2', 'z3', 'z4', 'z5_1', 'z5_2', 'z6_1', 'z6_2'].map((column): Op => ({
      set: ['results', `p${row + 100}`, column],
      value: 'X',
    })),
  ).flat()
  figure('verdict after a paste of 200 × 8', await checker.apply(paste), 'ms')

  const small = filled(form, 25)
  await judge(form, small, options)
  const judged: number[] = []
  for (let turn = 0; turn < 9; turn++) {
    const start = performance.now()
    await judge(form, small, options)
    judged.push(performance.now() - start)
  }
  figure('judge a submission of 25 pupils from nothing', median(judged), 'ms')
}

/** Median ms of an edit of a letter where each row has the formulas of R06, and the classes those of R08 and R14, without our functions. */
function stockEdit(rows: number): number {
  const end = rows
  const all = `data!$A$1:$A$${end}`
  const cells = Array.from({ length: rows }, (_, row) => [letters[row % 4] ?? '', row % 4 === 0 ? 'N' : 1, (row % 4) + 2])
  const rules = cells.map((_, row) => [
    `=IF(data!B${row + 1}="N",COUNTIFS(${all},data!A${row + 1},data!$B$1:$B$${end},"N")=COUNTIF(${all},data!A${row + 1}),TRUE())`,
  ])
  const classes = letters.map((letter) => [`=COUNTIF(${all},"${letter}")`, `=COUNTIFS(${all},"${letter}",data!$C$1:$C$${end},5)`])
  const engine = HyperFormula.buildFromSheets({ data: cells, rules, classes }, { licenseKey: 'gpl-v3', useArrayArithmetic: true })
  const times: number[] = []
  for (let turn = 0; turn < 7; turn++) {
    const start = performance.now()
    engine.setCellContents({ sheet: 0, row: (turn * 37) % rows, col: 0 }, letters[(turn + 1) % 4])
    times.push(performance.now() - start)
  }
  engine.destroy()
  return median(times)
}
