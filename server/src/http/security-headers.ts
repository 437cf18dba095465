import helmet from 'koa-helmet'
import type { Middleware } from 'koa'

/** What the canvas «Как в Excel» puts into the page: an empty sheet of styles, and the one of its scroll areas. By their hashes, and nothing else. */
const canvasStyles = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
]

/** Nothing is loaded from elsewhere, nothing runs inline, nobody frames us. */
export function securityHeaders(tls: boolean): Middleware {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", ...canvasStyles],
        imgSrc: ["'self'", 'data:'],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: tls,
  }) as Middleware
}
