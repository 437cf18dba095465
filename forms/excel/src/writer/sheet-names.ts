/**
 * Gives worksheets names that Excel accepts: at most 31 characters, none of `\ / ? * [ ] :`, no two alike but for case.
 */
export class SheetNames {
  readonly #taken = new Set<string>()

  take(title: string): string {
    const clean =
      title
        .replace(/[\\/?*[\]:]/g, ' ')
        .replace(/\s+/g, ' ')
        .replace(/^'+|'+$/g, '')
        .trim() || 'Лист'
    for (let part = 1; ; part += 1) {
      const ending = part === 1 ? '' : ` (${part})`
      const name = clean.slice(0, 31 - ending.length).trimEnd() + ending
      if (this.#taken.has(name.toLowerCase())) continue
      this.#taken.add(name.toLowerCase())
      return name
    }
  }
}
