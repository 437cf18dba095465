const rules = new Intl.PluralRules('ru')

const words = {
  sheet: { one: 'лист', few: 'листа', many: 'листов', other: 'листа' },
  table: { one: 'таблица', few: 'таблицы', many: 'таблиц', other: 'таблицы' },
  column: { one: 'графа', few: 'графы', many: 'граф', other: 'графы' },
  check: { one: 'проверка', few: 'проверки', many: 'проверок', other: 'проверки' },
  mistake: { one: 'ошибка', few: 'ошибки', many: 'ошибок', other: 'ошибки' },
  change: { one: 'изменение', few: 'изменения', many: 'изменений', other: 'изменения' },
  case: { one: 'пример', few: 'примера', many: 'примеров', other: 'примера' },
} as const

/** A number with its word: 1 лист, 2 листа, 5 листов. */
export function counted(count: number, word: keyof typeof words): string {
  return `${count} ${words[word][rules.select(count) as keyof (typeof words)['sheet']]}`
}
