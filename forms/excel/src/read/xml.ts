import { SaxesParser } from 'saxes'
import type { ReadLimits } from './limits.ts'
import type { FileRefused } from './refusal.ts'
import { broken, suspicious } from './zip-guard.ts'
import type { Parts } from './zip-guard.ts'

/** Attributes by their names without prefix. */
export type Attributes = Readonly<Record<string, string>>

/** Hears a part of a workbook from its beginning to its end. Names come without prefix: programs write `<row>` and `<x:row>`. */
export interface PartListener {
  opened(name: string, attributes: Attributes): void
  text?(text: string): void
  closed?(name: string): void
}

/** Elements within each other; ours nest seven deep. */
const deepest = 64

/** Reads a part piece by piece. @returns false when there is none. @throws FileRefused */
export async function readPart(parts: Parts, name: string, limits: ReadLimits, listener: PartListener): Promise<boolean> {
  if (!parts.has(name)) return false
  const parser = new SaxesParser({ position: false, xmlns: false })
  const decoder = new TextDecoder('utf-8')
  const faults: FileRefused[] = []
  const refuse = (error: FileRefused): void => void faults.push(error)
  let depth = 0
  let run = 0
  parser.on('error', () => refuse(broken()))
  parser.on('doctype', () => refuse(suspicious('внутри описание типа документа')))
  // Most programs write none, and to go through the attributes of every element is a tenth of the reading.
  let prefixed = false
  parser.on('attribute', ({ name }) => {
    if (name.includes(':')) prefixed = true
  })
  parser.on('opentag', (tag) => {
    run = 0
    depth += 1
    if (!parts.countElement()) refuse(suspicious('слишком много частей в листах'))
    if (depth > deepest) refuse(suspicious('слишком глубокая вложенность'))
    if (faults.length === 0) listener.opened(local(tag.name), prefixed ? withoutPrefixes(tag.attributes) : tag.attributes)
    prefixed = false
  })
  const text = (piece: string): void => {
    run += piece.length
    if (run > limits.text) refuse(suspicious('слишком длинный текст'))
    if (faults.length === 0) listener.text?.(piece)
  }
  parser.on('text', text)
  parser.on('cdata', text)
  parser.on('closetag', (tag) => {
    run = 0
    depth -= 1
    if (faults.length === 0) listener.closed?.(local(tag.name))
  })
  // A text that never ends gathers inside the parser: it is told only when it is whole.
  let gathered = 0
  for await (const piece of parts.read(name)) {
    const decoded = decoder.decode(piece, { stream: true })
    gathered = /[<>]/.test(decoded) ? 0 : gathered + decoded.length
    if (gathered > limits.text) refuse(suspicious('слишком длинный текст'))
    if (faults.length === 0) parser.write(decoded)
    if (faults[0]) throw faults[0]
  }
  parser.close()
  if (faults[0]) throw faults[0]
  return true
}

function local(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

function withoutPrefixes(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [local(name), value]))
}
