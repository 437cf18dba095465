import { hash, verify } from '@node-rs/argon2'
import { Turnstile } from './turnstile.ts'

/** Argon2id at OWASP's least: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** A hash of nobody's password, so that an unknown login costs the same work as a known one. */
const nobodys = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$GUSNm2vyWLyDeLhXh0m3Lp3ncWx5tTRTq1qbGYNGhSs'

/** Makes and checks password hashes, few at a time: each takes a processor for some 20 ms and 19 MiB. */
export class Passwords {
  readonly #turnstile: Turnstile

  constructor(atOnce = 2, waiting = 200) {
    this.#turnstile = new Turnstile(atOnce, waiting)
  }

  hash(password: string): Promise<string> {
    return this.#turnstile.pass(() => hash(password, cost))
  }

  /** @param known hash of the account; null when the login is unknown, which takes as long and is false. */
  async matches(known: string | null, password: string): Promise<boolean> {
    const matches = await this.#turnstile.pass(() => verify(known ?? nobodys, password))
    return matches && known !== null
  }
}
