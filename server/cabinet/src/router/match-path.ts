/** The parts of an address that a pattern names. */
export type PathParams = Readonly<Record<string, string>>

/**
 * Compares an address with a pattern such as `/lk/:section`: a word after a colon stands for one part of the address.
 *
 * @returns The named parts, decoded; null when the address is another one or cannot be decoded. A slash at the end means nothing.
 */
export function matchPath(pattern: string, pathname: string): PathParams | null {
  const wanted = parts(pattern)
  const given = parts(pathname)
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, want] of wanted.entries()) {
    const value = decode(given[index] ?? '')
    if (value === null) return null
    if (!want.startsWith(':')) {
      if (want !== value) return null
    } else params[want.slice(1)] = value
  }
  return params
}

function parts(path: string): readonly string[] {
  return path.replace(/\/+$/, '').split('/')
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}
