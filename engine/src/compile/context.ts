import { FormulaError } from '../language/formula-error.ts'
import type { CompiledBlock, Constant } from '../model/compiled-form.ts'
import { writtenPosition } from './written-position.ts'
import type { DiagnosticCode, Mistake, Path } from './diagnostic.ts'
import type { SourceForm } from './source-form.ts'
import type { Texts } from './texts.ts'

/** What all parts of the compiler share while one form is compiled. */
export class Context {
  readonly source: SourceForm
  readonly texts: Texts
  readonly mistakes: Mistake[] = []
  readonly constants: Record<string, Constant> = {}
  /** Blocks by key, those of sources under `$…`; formulas may name any of them, so all are laid out before the first formula is read. */
  readonly blocks: Record<string, CompiledBlock> = {}

  /** Formulas into which names were put, by path: what the author wrote, and what is read. */
  readonly rewritten: Map<string, { readonly written: string; readonly value: string }> = new Map()

  constructor(source: SourceForm, texts: Texts) {
    this.source = source
    this.texts = texts
  }

  report(code: DiagnosticCode, message: string, path: Path, more: Pick<Mistake, 'hint' | 'atKey'> = {}): void {
    this.mistakes.push({ code, message, path, ...more })
  }

  /**
   * Runs a step that reads a formula; a mistake in it is reported at its place in the string at `path`.
   * @param shift where in that string the formula begins.
   * @param position of a place of the formula in what the author wrote, where names were put into it.
   */
  formula<Result>(
    path: Path,
    step: () => Result,
    shift = 0,
    position: (at: number) => number = this.#positionAt(path),
  ): Result | undefined {
    try {
      return step()
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error
      const { code, message, hint, span } = error
      const [start, end] = [position(span.start + shift), position(span.end + shift)]
      this.mistakes.push({ code, message, hint, path, span: { start, end: Math.max(end, start + 1) } })
      return undefined
    }
  }

  #positionAt(path: Path): (at: number) => number {
    const text = this.rewritten.get(path.join('/'))
    return text ? (at) => writtenPosition(text.written, text.value, at) : (at) => at
  }
}
