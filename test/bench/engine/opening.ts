import { Checker } from '@tabel/engine/checker'
import { compileForm } from '@tabel/engine/compile'
import { HyperFormula } from 'hyperformula'
import type { ConfigParams, Sheets } from 'hyperformula'
import { figure, median } from '../figure.ts'
import { largeData, largeSource, sizeM } from './forms.ts'

/** From the text of a form of middle size to its first verdict, against HyperFormula given the same cells and formulas. */
export function openFigure(): void {
  const source = largeSource(sizeM)
  const data = largeData(sizeM)
  const given = whatHyperFormulaIsGiven(() => open(source, data))
  const ours: number[] = []
  const bare: number[] = []
  for (let round = 0; round < 7; round++) {
    ours.push(timed(() => open(source, data)))
    bare.push(timed(() => HyperFormula.buildFromSheets(given.sheets, given.config).destroy()))
  }
  figure('engine.open.vs-bare', median(ours), 'ms', median(bare))
}

function open(source: string, data: ReturnType<typeof largeData>): void {
  const { form } = compileForm(source)
  if (!form) throw new Error('the form does not compile')
  const checker = new Checker(form, data, { today: '2026-04-22' })
  checker.judge(0)
  checker.close()
}

function timed(work: () => void): number {
  globalThis.gc?.()
  const start = performance.now()
  work()
  return performance.now() - start
}

/** The sheets and settings with which some work builds an engine. */
function whatHyperFormulaIsGiven(work: () => void): { readonly sheets: Sheets; readonly config: Partial<ConfigParams> } {
  const build = HyperFormula.buildFromSheets.bind(HyperFormula)
  let given: { readonly sheets: Sheets; readonly config: Partial<ConfigParams> } | null = null
  HyperFormula.buildFromSheets = (sheets, config = {}) => {
    given = { sheets, config }
    return build(sheets, config)
  }
  try {
    work()
  } finally {
    HyperFormula.buildFromSheets = build
  }
  if (!given) throw new Error('nothing was built')
  return given
}
