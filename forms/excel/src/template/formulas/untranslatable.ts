/** A formula of the language that cannot be written as one that Excel and LibreOffice both understand. */
export class Untranslatable extends Error {
  override name = 'Untranslatable' as const
}

/** What a formula is in Excel; null when it cannot be written so. */
export function translated<T>(write: () => T): T | null {
  try {
    return write()
  } catch (error) {
    if (error instanceof Untranslatable) return null
    throw error
  }
}

/** Longest formula that Excel takes, a little less. */
const longest = 8_000

/** The formula, if Excel takes one as long as that. @throws Untranslatable */
export function fitting(formula: string): string {
  if (formula.length > longest) throw new Untranslatable('the formula is too long for Excel')
  return formula
}
