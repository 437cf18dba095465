import type { Port } from '@tabel/engine'
import { serveChecker } from '@tabel/engine/checker'

/** The part of a worker's global scope that is used; the DOM library has no type for it. */
interface WorkerScope {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void
  close(): void
}

const scope = self as unknown as WorkerScope

const port: Port = {
  post: (message) => scope.postMessage(message),
  listen: (receive) => scope.addEventListener('message', (event) => receive(event.data)),
  close: () => scope.close(),
}

serveChecker(port)
