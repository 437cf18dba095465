import type { CompiledForm } from '../model/compiled-form.ts'
import { blockNamed } from './copies/owners.ts'
import { explanationsKey } from './explanations.ts'
import type { Placed } from './old-places.ts'
import { columnName } from './place-name.ts'

/** Counts what a migration did to values, and says it in sentences that people understand. */
export class MigrationNotes {
  readonly #form: CompiledForm
  readonly #mapped = new Map<string, number>()
  readonly #unreadable = new Map<string, number>()
  readonly #orphans = new Map<string, number>()

  constructor(form: CompiledForm) {
    this.#form = form
  }

  placed({ ref, mapped, unreadable }: Placed): void {
    const found = blockNamed(this.#form, ref.block)
    const name = found ? columnName(found.block, ref.column) : ref.column
    if (mapped) count(this.#mapped, name)
    if (unreadable) count(this.#unreadable, name)
  }

  orphan(block: string, column: string): void {
    count(this.#orphans, block === explanationsKey ? 'пояснения' : `«${block}», «${column}»`)
  }

  /** What happened, the gravest last. */
  list(): readonly string[] {
    return [
      ...said(this.#mapped, (name, times) => `Форма обновлена, ${name}: прежние значения заменены новыми (${times}).`),
      ...said(
        this.#unreadable,
        (name, times) => `Форма обновлена, ${name}: проверьте значения, которые ей не подходят (${times}).`,
      ),
      ...said(
        this.#orphans,
        (name, times) => `В новой форме нет места для введенного раньше (${name}): оно сохранено отдельно (${times}).`,
      ),
    ]
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

function said(counts: ReadonlyMap<string, number>, sentence: (name: string, times: number) => string): readonly string[] {
  return [...counts].map(([name, times]) => sentence(name, times))
}
