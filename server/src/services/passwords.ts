import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { FairQueue } from '../jobs/fair-queue.ts'

/** Argon2id at OWASP's least: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** A hash of nobody's password, so that an unknown login costs the same work as a known one. */
const nobodys = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$GUSNm2vyWLyDeLhXh0m3Lp3ncWx5tTRTq1qbGYNGhSs'

/** Letters and digits that are not taken for each other on paper. */
const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const once = 'sha256:'

/**
 * A password to be used once: 14 random signs, about 81 bits. Nobody guesses it from a quick hash, so forty thousand of them are
 * made in a moment; what people choose themselves takes {@link Passwords.hash}.
 */
export function oneTimePassword(): { readonly password: string; readonly hash: string } {
  const password = Array.from({ length: 14 }, () => letters[randomInt(letters.length)]).join('')
  const salt = randomBytes(16).toString('hex')
  return { password, hash: `${once}${salt}:${quick(salt, password)}` }
}

function quick(salt: string, password: string): string {
  return createHash('sha256').update(`${salt}:${password}`).digest('hex')
}

/** Makes and checks password hashes, few at a time: each takes a processor for some 20 ms and 19 MiB. */
export class Passwords {
  readonly #queue: FairQueue

  constructor(atOnce = 2, waiting = 200) {
    this.#queue = new FairQueue(atOnce, waiting)
  }

  hash(password: string): Promise<string> {
    return this.#queue.run('', () => hash(password, cost))
  }

  /** @param known hash of the account; null when the login is unknown. It takes as long whatever it is. */
  async matches(known: string | null, password: string): Promise<boolean> {
    const slow = known === null || known.startsWith(once) ? nobodys : known
    const matches = await this.#queue.run('', () => verify(slow, password))
    return known?.startsWith(once) ? matchesOnce(known, password) : matches && known !== null
  }
}

function matchesOnce(known: string, password: string): boolean {
  const [salt = '', hex = ''] = known.slice(once.length).split(':')
  const [given, wanted] = [Buffer.from(quick(salt, password)), Buffer.from(hex)]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
