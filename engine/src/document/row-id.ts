/** What an id of a row may look like; `s:` begins ids of rows that came from a source. */
export const rowIdPattern: RegExp = /^(?:s:)?[A-Za-z0-9_-]{1,40}$/u

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'

/**
 * A new `$id` for a row: 8 characters of a–z and 0–9.
 * @param random gives numbers from 0 inclusive to 1 exclusive, as `Math.random`.
 */
export function newRowId(random: () => number): string {
  let id = ''
  for (let place = 0; place < 8; place++) id += alphabet[Math.floor(random() * alphabet.length)] ?? 'a'
  return id
}
