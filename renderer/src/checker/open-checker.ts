import { localPort } from '@tabel/engine'
import type { FromChecker, Port } from '@tabel/engine'

/** Starts the checker in a Worker; where the page forbids workers, in the same thread, loaded only then. */
export function openChecker(): Port {
  try {
    // Named as it is in dist; bundlers of the source find worker.ts under this name.
    return new WorkerPort(new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }))
  } catch {
    return sameThread()
  }
}

/** A port to a Worker. If its script cannot be loaded, the checker moves into this thread with all it was told so far. */
class WorkerPort implements Port {
  readonly #worker: Worker
  readonly #sent: unknown[] = []
  #instead: Port | null = null
  #receive: ((message: unknown) => void) | null = null
  #alive = false

  constructor(worker: Worker) {
    this.#worker = worker
    worker.addEventListener('error', (event) => this.#failed(event))
  }

  post(message: unknown): void {
    if (this.#instead) return this.#instead.post(message)
    if (!this.#alive) this.#sent.push(message)
    this.#worker.postMessage(message)
  }

  listen(receive: (message: unknown) => void): void {
    this.#receive = receive
    this.#worker.addEventListener('message', (event: MessageEvent<unknown>) => {
      this.#alive = true
      this.#sent.length = 0
      receive(event.data)
    })
  }

  close(): void {
    this.#worker.terminate()
    this.#instead?.close()
  }

  #failed(event: ErrorEvent): void {
    if (this.#alive) {
      const broken: FromChecker = { type: 'failed', message: event.message }
      this.#receive?.(broken)
      return
    }
    if (this.#instead) return
    this.#worker.terminate()
    this.#instead = sameThread()
    if (this.#receive) this.#instead.listen(this.#receive)
    for (const message of this.#sent.splice(0)) this.#instead.post(message)
  }
}

function sameThread(): Port {
  const [ours, theirs] = localPort()
  void import('@tabel/engine/checker').then(({ serveChecker }) => serveChecker(theirs))
  return ours
}
