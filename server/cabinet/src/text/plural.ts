const rules = new Intl.PluralRules('ru-RU')
const numbers = new Intl.NumberFormat('ru-RU')

/** The form of a noun that goes with a whole number: `['день', 'дня', 'дней']`. */
export function plural(count: number, [one, few, many]: readonly [string, string, string]): string {
  const rule = rules.select(count)
  return rule === 'one' ? one : rule === 'few' || rule === 'other' ? few : many
}

/** A number with its noun: «1 240 организаций». The groups of digits are parted by a no-break space. */
export function counted(count: number, forms: readonly [string, string, string]): string {
  return `${number(count)} ${plural(count, forms)}`
}

/** A number as it is written in Russian. */
export function number(value: number): string {
  return numbers.format(value)
}
