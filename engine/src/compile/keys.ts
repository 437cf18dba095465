import type { Context } from './context.ts'
import type { Path } from './diagnostic.ts'

const reserved = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype'].map((name) => name.toLowerCase()))

/** Watches that keys of one kind do not repeat, do not differ in case alone, and do not stand on `Object.prototype`. */
export class Keys {
  readonly #context: Context
  readonly #what: string
  readonly #seen = new Map<string, string>()

  /** @param what for the message: «Графа», «Строка», «Таблица». */
  constructor(context: Context, what: string) {
    this.#context = context
    this.#what = what
  }

  /** @returns whether the key may be used. */
  take(key: string, path: Path): boolean {
    const folded = key.toLowerCase()
    const other = this.#seen.get(folded)
    if (reserved.has(folded)) {
      this.#context.report('E_KEY', `Имя «${key}» занято`, path, { hint: 'возьмите другое' })
      return false
    }
    if (other !== undefined) {
      const message =
        other === key ? `${this.#what} «${key}» уже есть` : `Имена «${other}» и «${key}» отличаются только регистром`
      this.#context.report('E_KEY', message, path, { hint: 'имена не должны повторяться' })
      return false
    }
    this.#seen.set(folded, key)
    return true
  }
}
