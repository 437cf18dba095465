import type { ReadLimits } from './limits.ts'
import { readPart } from './xml.ts'
import { suspicious } from './zip-guard.ts'
import type { Parts } from './zip-guard.ts'

/** How numbers of a style are shown. */
export type NumberKind = 'number' | 'date' | 'time' | 'percent'

/** By the number of a style. */
export async function readStyles(parts: Parts, part: string | undefined, limits: ReadLimits): Promise<readonly NumberKind[]> {
  const formats = new Map<number, string>()
  const styles: number[] = []
  let inStyles = false
  if (part !== undefined)
    await readPart(parts, part, limits, {
      opened(name, { numFmtId, formatCode }) {
        if (styles.length + formats.size > limits.formats) throw suspicious('слишком много форматов')
        if (name === 'cellXfs') inStyles = true
        else if (name === 'xf' && inStyles) styles.push(Number(numFmtId ?? 0))
        else if (name === 'numFmt') formats.set(Number(numFmtId), formatCode ?? '')
      },
      closed(name) {
        if (name === 'cellXfs') inStyles = false
      },
    })
  return styles.map((id) => kindOf(id, formats.get(id)))
}

/** The formats that every workbook has without naming them have numbers of their own. */
function kindOf(id: number, format: string | undefined): NumberKind {
  if (format === undefined) {
    if (id === 9 || id === 10) return 'percent'
    if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return 'time'
    return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? 'date' : 'number'
  }
  // What stands in quotes, behind a backslash or in brackets is text, a colour or a condition.
  const code = format.replace(/"[^"]*"|\\.|_.|\*.|\[(?![hmsч]+\])[^\]]*\]/gi, '').toLowerCase()
  if (/[ydгд]/.test(code)) return 'date'
  if (/[hsчс]/.test(code)) return 'time'
  if (/m/.test(code)) return 'date'
  return code.includes('%') ? 'percent' : 'number'
}
