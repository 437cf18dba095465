import { switchedProblem } from './document/check-switches.ts'
import type { CheckSwitches } from './document/check-switches.ts'
import { isUnexplained, seenOf, withExplanation } from './document/explanations.ts'
import { FormDocument } from './document/form-document.ts'
import { shownForm } from './document/shown-form.ts'
import { submittedData } from './document/submitted-data.ts'
import { mergeSorted, problemOrder } from './document/problem-order.ts'
import type { CheckerOptions, FromChecker, Port, ToChecker, Verdict } from './model/checker.ts'
import type { Choice, CompiledForm, Severity } from './model/compiled-form.ts'
import type { CellRef, CellValue, FormData } from './model/data.ts'
import type { Change, ExplainOp, Op } from './model/ops.ts'
import type { ComputedCell, Place, Problem } from './model/problem.ts'

/**
 * A form being filled and everything there is to say about it: the document and the checker together.
 * What is typed shows at once and is judged by the rules of its cell at once; checks and computed cells follow as the checker answers.
 */
export class FormSession {
  readonly document: FormDocument
  readonly #port: Port
  /** Problems of checks as the checker says them, by id, and as they count under the switches. */
  readonly #found = new Map<string, Problem>()
  readonly #checks = new Map<string, Problem>()
  #switches: CheckSwitches
  /** The same problems by place. */
  readonly #places = new Map<string, Problem[]>()
  readonly #computedCells = new Map<string, ComputedCell>()
  readonly #listeners = new Set<() => void>()
  readonly #counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 }
  /** Ids of problems that ask for a reason in writing. */
  readonly #explain = new Set<string>()
  #unexplained: number | null = null
  #problems: readonly Problem[] | null = null
  #judged = -1
  #form: CompiledForm
  #shown: CompiledForm | null = null
  #failed: string | null = null
  /** Questions to the checker that were asked, and those that wait for an answer. */
  #asked = 0
  readonly #questions = new Map<number, (choices: readonly Choice[]) => void>()

  /** @param port leads to a checker (`serveChecker`), which is this session's own and closes with it. */
  constructor(form: CompiledForm, data: FormData, port: Port, options: CheckerOptions) {
    this.document = new FormDocument(form, data)
    this.#form = this.document.form
    this.#switches = options.switches ?? {}
    this.#port = port
    port.listen((message) => this.#hear(message as FromChecker))
    this.#post({ type: 'open', form, data, revision: this.document.revision, options })
    this.document.on((change) => this.#changed(change))
  }

  /** A person's action: see {@link FormDocument.apply}. An explanation is given what its problem shows now. */
  apply(ops: readonly Op[]): Change {
    return this.document.apply(ops.map((op) => this.#withSeen(op)))
  }

  /** Somebody else's change: see {@link FormDocument.receive}. */
  receive(ops: readonly Op[]): Change {
    return this.document.receive(ops)
  }

  undo(): Change | null {
    return this.document.undo()
  }

  redo(): Change | null {
    return this.document.redo()
  }

  get canUndo(): boolean {
    return this.document.canUndo
  }

  get canRedo(): boolean {
    return this.document.canRedo
  }

  /** Everything that is wrong, errors first, then warnings and notes; each by sheet, row and column. */
  problems(): readonly Problem[] {
    this.#problems ??= this.#inOrder()
    return this.#problems
  }

  /** What is wrong at one cell. */
  problemsAt(ref: CellRef): readonly Problem[] {
    const own = this.document.problemAt(ref.block, ref.row, ref.column)
    const checks = (this.#places.get(placeKey(ref)) ?? []).map((problem) => this.#explained(problem))
    return own ? [own, ...checks] : checks
  }

  /** The value of a computed cell; null while there is none, and for any other cell. */
  computed(ref: CellRef): CellValue {
    return this.#computedCells.get(placeKey(ref))?.value ?? null
  }

  /** What a cell shows: computed or typed; nothing where it does not apply. */
  value(ref: CellRef): CellValue {
    if (!this.document.applies(ref)) return null
    return this.document.rulesAt(ref)?.computed ? this.computed(ref) : this.document.read(ref)
  }

  /** The form without what does not apply or is hidden now: what a person sees. The same object until that changes. */
  get shown(): CompiledForm {
    return (this.#shown ??= shownForm(this.document.form, this.document.flags))
  }

  /** Whether a person may type into a cell now. */
  isLocked(ref: CellRef): boolean {
    const block = this.document.form.blocks[ref.block]
    const closed = block !== undefined && this.document.flags.stands('closed', block, ref.row, ref.column)
    return closed || this.document.isLocked(ref) || !this.document.applies(ref)
  }

  /**
   * What may be chosen in a cell now. Where the choices do not depend on other cells they are those of the form; else the checker
   * is asked, and an answer that is late is as of the change before.
   */
  choicesAt(ref: CellRef): Promise<readonly Choice[]> {
    const rules = this.document.rulesAt(ref)
    if (!rules?.choicesWhere && !rules?.choicesFrom) return Promise.resolve(rules?.choices ?? [])
    const question = this.#asked++
    return new Promise((answer) => {
      this.#questions.set(question, answer)
      this.#post({ type: 'choices', question, ref })
    })
  }

  get errors(): number {
    return this.#counts.error + this.document.problemCount
  }

  get warnings(): number {
    return this.#counts.warning
  }

  /** How many problems wait for a reason in writing: none was given, or what it was about has changed since. */
  get unexplained(): number {
    this.#unexplained ??= [...this.#explain].filter((id) => {
      const problem = this.#checks.get(id)
      return problem && isUnexplained(this.#explained(problem))
    }).length
    return this.#unexplained
  }

  /** The last verdict is older than the document. */
  get pending(): boolean {
    return this.#judged !== this.document.revision
  }

  /** Why the checker cannot judge; null while it can. */
  get failed(): string | null {
    return this.#failed
  }

  /** Nothing stands in the way of handing the form in, as far as can be told here; the server decides. */
  get canSubmit(): boolean {
    return !this.pending && this.#failed === null && this.errors === 0 && this.unexplained === 0
  }

  /** Calls back after every change and every verdict; gives back how to stop. */
  on(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The data as they would be submitted now: computed cells put in, what does not apply left out. */
  get submitted(): FormData {
    const { form, data, flags } = this.document
    const computed = [...this.#computedCells.values()]
    return submittedData(form, data, { computed, flags: flags.all() })
  }

  /** Takes over what an organizer has switched meanwhile; nothing has to be evaluated for it. */
  setSwitches(switches: CheckSwitches): void {
    this.#switches = switches
    for (const problem of this.#found.values()) this.#put(problem)
    this.#tell()
  }

  /** Lets the checker go. */
  close(): void {
    this.#listeners.clear()
    this.#answerNothing()
    this.#port.close()
  }

  /** Lets go whoever waits for an answer that will not come. */
  #answerNothing(): void {
    for (const answer of this.#questions.values()) answer([])
    this.#questions.clear()
  }

  #changed(change: Change): void {
    this.#post({ type: 'apply', revision: change.revision, ops: change.ops })
    if (this.document.form !== this.#form) {
      this.#form = this.document.form
      this.#shown = null
    }
    this.#tell()
  }

  #hear(message: FromChecker): void {
    if (message.type === 'choices') {
      this.#questions.get(message.question)?.(message.choices)
      this.#questions.delete(message.question)
      return
    }
    if (message.type === 'failed') {
      this.#failed = message.message
      this.#answerNothing()
    }
    if (message.type === 'verdict') this.#take(message.verdict)
    this.#tell()
  }

  #take(verdict: Verdict): void {
    this.#judged = verdict.revision
    for (const id of verdict.removed) {
      this.#found.delete(id)
      this.#drop(id)
    }
    for (const problem of verdict.added) {
      this.#found.set(problem.id, problem)
      this.#put(problem)
    }
    for (const cell of verdict.computed) this.#computedCells.set(placeKey(cell), cell)
    this.document.setFlags(verdict.flags)
    if (verdict.flags.set.length > 0 || verdict.flags.cleared.length > 0) this.#shown = null
  }

  /** Counts a problem that the checker said, under the switches, in place of what stood under its id. */
  #put(found: Problem): void {
    this.#drop(found.id)
    const problem = switchedProblem(this.document.form, found, this.#switches)
    if (!problem) return
    this.#checks.set(problem.id, problem)
    if (problem.explain) this.#explain.add(problem.id)
    this.#counts[problem.severity]++
    const key = placeKey(problem.at)
    this.#places.set(key, [...(this.#places.get(key) ?? []), problem])
  }

  #drop(id: string): void {
    const problem = this.#checks.get(id)
    if (!problem) return
    this.#checks.delete(id)
    this.#explain.delete(id)
    this.#counts[problem.severity]--
    const key = placeKey(problem.at)
    const left = (this.#places.get(key) ?? []).filter((one) => one.id !== id)
    if (left.length > 0) this.#places.set(key, left)
    else this.#places.delete(key)
  }

  #inOrder(): readonly Problem[] {
    const order = problemOrder(this.document.form, this.document.data)
    const checks = [...this.#checks.values()].map((problem) => this.#explained(problem)).toSorted(order)
    const of = (severity: Severity) => checks.filter((problem) => problem.severity === severity)
    return [...mergeSorted(this.document.problems(), of('error'), order), ...of('warning'), ...of('info')]
  }

  #explained(problem: Problem): Problem {
    return withExplanation(this.document.form, this.document.data, (ref) => this.value(ref), problem)
  }

  #withSeen(op: Op): Op {
    const problem = isExplanation(op) && op.seen === undefined ? this.#checks.get(op.explain) : undefined
    if (!problem) return op
    return { ...op, seen: seenOf(this.document.form, this.document.data, (ref) => this.value(ref), problem) }
  }

  #post(message: ToChecker): void {
    this.#port.post(message)
  }

  #tell(): void {
    this.#problems = null
    this.#unexplained = null
    for (const listener of this.#listeners) listener()
  }
}

/** What was given may be anything: {@link FormDocument.apply} judges it. */
function isExplanation(op: Op): op is ExplainOp {
  return typeof op === 'object' && op !== null && 'explain' in op
}

function placeKey({ block, row, column }: Place): string {
  return `${block ?? ''}/${row ?? ''}/${column ?? ''}`
}
