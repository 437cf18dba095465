import type { Context } from 'koa'

/** Where the session's token is kept in the browser. `__Host-` binds the cookie to this host and to TLS. */
export class SessionCookie {
  readonly #name: string
  readonly #secure: boolean

  /** @param secure the site is reached over TLS. */
  constructor(secure: boolean) {
    this.#name = secure ? '__Host-sid' : 'sid'
    this.#secure = secure
  }

  read(ctx: Context): string | null {
    return ctx.cookies.get(this.#name) ?? null
  }

  set(ctx: Context, token: string): void {
    this.#append(ctx, `${this.#name}=${token}; Path=/; HttpOnly; SameSite=Lax`)
  }

  clear(ctx: Context): void {
    this.#append(ctx, `${this.#name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`)
  }

  /** koa's own writer refuses a secure cookie when TLS ends at a proxy, so the header is written here. */
  #append(ctx: Context, cookie: string): void {
    ctx.append('Set-Cookie', this.#secure ? `${cookie}; Secure` : cookie)
  }
}
