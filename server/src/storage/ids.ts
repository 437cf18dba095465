import { randomBytes } from 'node:crypto'

/** A new opaque id: 16 characters, 96 random bits. None begins like an option of a command, or like a formula in a table. */
export function newId(): string {
  const id = randomBytes(12).toString('base64url')
  return id.startsWith('-') ? newId() : id
}
