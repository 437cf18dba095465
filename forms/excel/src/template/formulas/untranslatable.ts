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
