const letters: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'i', к: 'k', л: 'l', м: 'm', н: 'n',
  о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y',
  ь: '', э: 'e', ю: 'iu', я: 'ia',
} // prettier-ignore

const longest = 50

/**
 * The part of an address made from a title, as the addresses of the manual are (§1: `obiavlenie-tekhnicheskii-reglament-…`): at
 * most 50 characters, cut without regard to words; a hyphen left at the end is kept, as it is there.
 */
export function slugOf(title: string): string {
  return title
    .normalize('NFC')
    .toLowerCase()
    .replace(/[а-яё]/g, (letter) => letters[letter] ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, longest)
}

/** A slug that is not taken: titles alike in 50 characters get a number, within the 50. */
export function freeSlug(title: string, taken: ReadonlySet<string>): string {
  const plain = slugOf(title) || 'publikatsiia'
  if (!taken.has(plain)) return plain
  for (let number = 2; ; number += 1) {
    const suffix = `-${number}`
    const numbered = `${plain.slice(0, longest - suffix.length).replace(/-+$/, '')}${suffix}`
    if (!taken.has(numbered)) return numbered
  }
}
