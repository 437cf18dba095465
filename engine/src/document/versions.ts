import type { Migration } from '../model/migration.ts'

/** Compares versions `MAJOR.MINOR.PATCH` by their numbers: negative when the first is lower. */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [numbersOf(a), numbersOf(b)]
  const place = one.findIndex((part, index) => part !== other[index])
  return place < 0 ? 0 : (one[place] ?? 0) - (other[place] ?? 0)
}

/** Whether a migration is for data of this version. */
export function isFor({ from }: Pick<Migration, 'from'>, version: string): boolean {
  const order = compareVersions(version, from.version)
  return order === 0 ? from.operator !== '<' : order < 0 && from.operator !== '='
}

/** Three numbers; what is no number counts as 0. */
function numbersOf(version: string): readonly number[] {
  const parts = version.split('.')
  return [0, 1, 2].map((place) => Number.parseInt(parts[place] ?? '', 10) || 0)
}
