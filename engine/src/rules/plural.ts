const categories = new Intl.PluralRules('ru')

/** The form of a noun after a number: `plural(5, 'знак', 'знака', 'знаков')` is «знаков». */
export function plural(count: number, one: string, few: string, many: string): string {
  const category = categories.select(count)
  if (category === 'one') return one
  return category === 'few' ? few : many
}
