import type { RegistryRow } from '../storage/registries.ts'

/** Columns of the demo's registry of pupils. */
export const pupilColumns = ['code', 'name', 'born', 'grade'] as const

const names = [
  'Абрамова Дарья',
  'Белов Тимур',
  'Васильева Анна',
  'Гучетль Аслан',
  'Дорохова Мария',
  'Егоров Илья',
  'Жукова София',
  'Зайцев Марк',
  'Ильина Полина',
  'Киреев Артём',
  'Лаптева Ульяна',
  'Мамий Заур',
] as const

/** Twelve pupils of a school, of grades 3 to 8: their codes and birthdays follow from its login. */
export function demoPupils(login: string): readonly RegistryRow[] {
  const school = Number(login.slice(-4))
  return names.map((name, place) => {
    const grade = 3 + Math.floor(place / 2)
    const born = new Date(Date.UTC(2026 - 7 - grade, (place * 5 + school) % 12, 1 + ((place * 7 + school) % 28)))
    return {
      code: String(10_000 + (school % 100) * 100 + place + 1),
      name,
      born: born.toISOString().slice(0, 10),
      grade: String(grade),
    }
  })
}
