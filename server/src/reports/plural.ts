const nouns = {
  организация: { one: 'организация', few: 'организации', many: 'организаций', other: 'организации' },
  запись: { one: 'запись', few: 'записи', many: 'записей', other: 'записи' },
  строка: { one: 'строка', few: 'строки', many: 'строк', other: 'строки' },
} as const satisfies Readonly<Record<string, Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>>>

const rules = new Intl.PluralRules('ru')
const digits = new Intl.NumberFormat('ru')

/** A number with its noun: «21 строка», «1 345 строк». */
export function countOf(count: number, noun: keyof typeof nouns): string {
  const forms: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = nouns[noun]
  return `${digits.format(count)} ${forms[rules.select(count)] ?? noun}`
}
