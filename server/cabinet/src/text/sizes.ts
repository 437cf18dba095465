const units = ['Б', 'КБ', 'МБ', 'ГБ'] as const

/** A size of a file for people: «512 Б», «18 КБ», «1,4 МБ». */
export function sizeText(bytes: number): string {
  const step = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10))
  const value = bytes / 1024 ** step
  const digits = new Intl.NumberFormat('ru-RU', { maximumFractionDigits: step > 0 && value < 10 ? 1 : 0 })
  return `${digits.format(value)}\u00A0${units[step]}`
}
