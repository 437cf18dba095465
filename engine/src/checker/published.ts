import type { Problem } from '../model/problem.ts'

/**
 * The problems that a checker has said, and what it says next as a difference. A finding belongs to one rule at one place; two
 * findings that point at the same cell under the same check are one problem.
 */
export class Published {
  readonly #found = new Map<string, Problem>()
  /** Keys of the findings of each problem. */
  readonly #keys = new Map<string, Set<string>>()
  readonly #said = new Map<string, Problem>()
  readonly #stale = new Set<string>()

  /** Says what a rule finds at a place now; null: nothing. */
  put(key: string, problem: Problem | null): void {
    const old = this.#found.get(key)
    if (old) {
      this.#keys.get(old.id)?.delete(key)
      this.#stale.add(old.id)
      this.#found.delete(key)
    }
    if (!problem) return
    this.#found.set(key, problem)
    this.#stale.add(problem.id)
    const keys = this.#keys.get(problem.id)
    if (keys) keys.add(key)
    else this.#keys.set(problem.id, new Set([key]))
  }

  /** Forgets all findings, to be found again. */
  forget(): void {
    for (const key of this.#found.keys()) this.put(key, null)
  }

  /** What is said anew and what no longer, since the last time. */
  difference(): { readonly added: readonly Problem[]; readonly removed: readonly string[] } {
    const added: Problem[] = []
    const removed: string[] = []
    for (const id of this.#stale) {
      const said = this.#said.get(id)
      const now = this.#problem(id)
      if (now && !(said && sameProblem(said, now))) added.push(now)
      if (now) this.#said.set(id, now)
      else {
        this.#keys.delete(id)
        if (this.#said.delete(id)) removed.push(id)
      }
    }
    this.#stale.clear()
    return { added, removed }
  }

  /** Everything as it was said. */
  all(): readonly Problem[] {
    return [...this.#said.values()]
  }

  /** The finding that speaks for a problem does not depend on the order in which findings came. */
  #problem(id: string): Problem | undefined {
    let first: string | undefined
    for (const key of this.#keys.get(id) ?? []) if (first === undefined || key < first) first = key
    return first === undefined ? undefined : this.#found.get(first)
  }
}

function sameProblem(a: Problem, b: Problem): boolean {
  return a === b || (a.message === b.message && JSON.stringify(a) === JSON.stringify(b))
}
