import { createHash } from 'node:crypto'
import canonicalizeModule from 'canonicalize'

// The package is CommonJS and its types describe an ES module.
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string | undefined

/** JSON after RFC 8785: equal values give equal texts. */
export function canonicalJson(value: object): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('not a JSON value')
  return text
}

/** SHA-256 of bytes, or of a text in UTF-8; hexadecimal. */
export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex')
}
