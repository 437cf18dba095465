import type { ReadLimits } from './limits.ts'
import { readPart } from './xml.ts'
import { suspicious } from './zip-guard.ts'
import type { Parts } from './zip-guard.ts'

/** The texts that cells refer to by number. Rich text is its runs one after another; how to read characters aloud is left out. */
export async function readSharedStrings(parts: Parts, part: string | undefined, limits: ReadLimits): Promise<readonly string[]> {
  const strings: string[] = []
  if (part === undefined) return strings
  let current = ''
  let reading = false
  let aloud = 0
  await readPart(parts, part, limits, {
    opened(name) {
      if (name === 'si') current = ''
      else if (name === 'rPh') aloud += 1
      else if (name === 't') reading = aloud === 0
    },
    text(text) {
      if (!reading) return
      current += text
      parts.countText(text, current.length)
    },
    closed(name) {
      if (name === 't') reading = false
      else if (name === 'rPh') aloud -= 1
      else if (name === 'si') {
        if (strings.length >= limits.strings) throw suspicious('слишком много текстов')
        strings.push(unescaped(current))
      }
    },
  })
  return strings
}

/** Excel writes characters that XML cannot hold as `_x000D_`. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
}
