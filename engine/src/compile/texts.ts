import type { Hint } from '../model/compiled-form.ts'

/** A text of the form file: one string, or one per language. */
export type SourceText = string | Readonly<Record<string, string>>

/** A hint of the form file. */
export type SourceHint = SourceText | { readonly text: SourceText; readonly kind: 'info' | 'attention' }

/** Chooses the texts of one language. */
export class Texts {
  readonly #locale: string

  constructor(locale: string) {
    this.#locale = locale
  }

  /** The text in this language; where it is missing, the first one there is. */
  text(text: SourceText): string {
    return typeof text === 'string' ? text : (text[this.language(text)] ?? '')
  }

  /** Which of the languages of a text is shown; where this one is missing, the first one there is. */
  language(text: Readonly<Record<string, string>>): string {
    const wanted = [this.#locale, this.#locale.split('-')[0] ?? '']
    return wanted.find((locale) => Object.hasOwn(text, locale)) ?? Object.keys(text)[0] ?? ''
  }

  hint(hint: SourceHint): Hint {
    if (
      typeof hint === 'object' &&
      'kind' in hint &&
      typeof hint.text !== 'undefined' &&
      (hint.kind === 'info' || hint.kind === 'attention')
    )
      return { text: this.text(hint.text), kind: hint.kind }
    return { text: this.text(hint as SourceText), kind: 'info' }
  }
}
