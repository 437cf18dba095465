import type { FormDefinition } from '../generated/form-definition.ts'
import type { CompiledForm } from '../model/compiled-form.ts'
import { layOut } from './blocks.ts'
import { reportBudget } from './budget.ts'
import { addCellFormulas } from './cell-formulas.ts'
import { checkLists, defined } from './cell-rules.ts'
import { readChecks } from './checks.ts'
import { readConstants } from './constants.ts'
import { Context } from './context.ts'
import { reportCycles } from './cycles.ts'
import type { Diagnostic, DiagnosticCode, Mistake } from './diagnostic.ts'
import { addFlags } from './flags.ts'
import { addListBlocks, listSources } from './list-blocks.ts'
import { applyWithOwners } from './owner-relevance.ts'
import { readMigrations } from './migrations.ts'
import { readJson, withoutMark } from './read-json.ts'
import { addRowSources } from './row-source.ts'
import { readSources } from './sources.ts'
import type { SourceForm } from './source-form.ts'
import { structureMistakes } from './structure.ts'
import { Texts } from './texts.ts'
import { withoutMistakes } from './without-mistakes.ts'

/** A form file that was compiled, or the reasons why it was not. */
export interface Compilation {
  /** Null when there is an error. */
  readonly form: CompiledForm | null
  /** The form file as an object; null when its structure is wrong. */
  readonly definition: FormDefinition | null
  /** All mistakes, in the order of the text. */
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Compiles a form file: JSON, structure, names, formulas. Says every mistake at once, each with its place; never throws,
 * whatever the text.
 *
 * @param source text of the form file.
 * @param options.locale language of texts that are given in several; default: the form's own.
 */
export function compileForm(source: string, options: { readonly locale?: string } = {}): Compilation {
  const json = readJson(withoutMark(source))
  if (json.diagnostics.length > 0) return { form: null, definition: null, diagnostics: json.diagnostics }
  const structure = structureMistakes(json.value)
  // Formulas are read even where the structure is wrong elsewhere, as far as what is left makes a form.
  const rest = structure.length === 0 ? json.value : withoutMistakes(json.value)
  const built = rest === null ? { form: null, mistakes: [] } : build(rest as SourceForm, options.locale)
  const doubtful = consequences(structure)
  const mistakes = [...structure, ...built.mistakes.filter(({ code }) => !doubtful.has(code))]
  const diagnostics = mistakes
    .filter((one, place) => !one.span || mistakes.findIndex((other) => samePlace(one, other)) === place)
    .map((mistake) => json.map.place(mistake))
    .toSorted((a, b) => a.line - b.line || a.column - b.column)
  return {
    form: diagnostics.length === 0 ? built.form : null,
    definition: structure.length === 0 ? (json.value as FormDefinition) : null,
    diagnostics: diagnostics.filter((one, place) => diagnostics.findIndex((other) => same(one, other)) === place),
  }
}

function build(
  source: SourceForm,
  locale: string | undefined,
): { readonly form: CompiledForm; readonly mistakes: readonly Mistake[] } {
  const texts = new Texts(locale ?? source.locale ?? 'ru')
  const context = new Context(source, texts)
  readConstants(context)
  checkLists(context)
  const { sheets, plans, flags } = layOut(context)
  const sources = readSources(context)
  addListBlocks(context)
  addFlags(context, flags)
  addCellFormulas(context, plans)
  applyWithOwners(context, sheets)
  addRowSources(context)
  const checks = readChecks(context)
  const migrations = readMigrations(context)
  reportCycles(context, plans, sheets)
  reportBudget(context, checks)
  const form: CompiledForm = {
    format: 1,
    form: source.form,
    version: source.version,
    title: texts.text(source.title),
    ...defined('hint', source.hint === undefined ? undefined : texts.hint(source.hint)),
    zone: source.zone ?? 'moscow',
    ...defined('audience', source.audience),
    constants: context.constants,
    sources: { ...sources, ...listSources(context) },
    ...blocksOf(context),
    sheets,
    checks,
    ...defined('migrations', migrations),
  }
  return { form, mistakes: context.mistakes }
}

/** Blocks of the form, and blocks of sources. */
function blocksOf(context: Context): Pick<CompiledForm, 'blocks' | 'sourceBlocks'> {
  const entries = Object.entries(context.blocks)
  return {
    sourceBlocks: Object.fromEntries(entries.filter(([key]) => key.startsWith('$'))),
    blocks: Object.fromEntries(entries.filter(([key]) => !key.startsWith('$'))),
  }
}

/** Codes that may be mere consequences of mistakes of structure: of a column whose `type` is misspelt nobody knows the type. */
function consequences(structure: readonly Mistake[]): ReadonlySet<DiagnosticCode> {
  const codes = new Set<DiagnosticCode>(structure.length === 0 ? [] : ['E_MISSING', 'E_UNKNOWN_KEY'])
  for (const { path } of structure) {
    const [first] = path
    if (first === 'constants') codes.add('E_CONST').add('E_TYPE')
    else if (first === 'lists') codes.add('E_LIST')
    if (first === 'lists' || ['columns', 'items', 'defaults', 'cells'].some((key) => path.includes(key)))
      codes.add('E_TYPE').add('E_CODE').add('E_NEVER').add('E_LIMITS')
  }
  return codes
}

/** One mistake of a formula that stands for several cells: a formula is read up to its first mistake. */
function samePlace(a: Mistake, b: Mistake): boolean {
  return a.code === b.code && a.span?.start === b.span?.start && a.path.join('/') === b.path.join('/')
}

function same(a: Diagnostic, b: Diagnostic): boolean {
  return a.code === b.code && a.line === b.line && a.column === b.column && a.message === b.message
}
