import { en } from './en.ts'
import { ru } from './ru.ts'
import type { Words } from './ru.ts'

/** A language of the form's own texts. */
export type Locale = 'ru' | 'en'

const languages: Readonly<Record<Locale, { readonly words: Words; readonly tag: string }>> = {
  ru: { words: ru, tag: 'ru-RU' },
  en: { words: en, tag: 'en-GB' },
}
let spoken = languages.ru

/** The texts in the language of the page. */
export const words: Words = {
  get grid() {
    return spoken.words.grid
  },
  get find() {
    return spoken.words.find
  },
  get form() {
    return spoken.words.form
  },
  get open() {
    return spoken.words.open
  },
  get save() {
    return spoken.words.save
  },
  get problems() {
    return spoken.words.problems
  },
  get renewal() {
    return spoken.words.renewal
  },
  get files() {
    return spoken.words.files
  },
  get decisions() {
    return spoken.words.decisions
  },
}

/** Sets the language of all forms of the page. */
export function speak(locale: Locale): void {
  spoken = languages[locale]
}

/** How dates and numbers are written: a BCP 47 tag. */
export function languageTag(): string {
  return spoken.tag
}
