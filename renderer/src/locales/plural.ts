const rules = new Intl.PluralRules('ru')

/** Forms of a Russian word: 1 строка, 2 строки, 5 строк, 1,5 строки. */
export interface PluralForms {
  readonly one: string
  readonly few: string
  readonly many: string
  readonly other: string
}

/** The form of a word that agrees with the number, without the number. */
export function plural(count: number, forms: PluralForms): string {
  const rule = rules.select(count)
  return rule === 'one' || rule === 'few' || rule === 'many' ? forms[rule] : forms.other
}

/** «1 000 строк»: the number as people write it and the word that agrees with it. */
export function counted(count: number, forms: PluralForms): string {
  return `${count.toLocaleString('ru-RU')} ${plural(count, forms)}`
}
