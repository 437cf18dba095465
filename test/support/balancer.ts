import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Stands in front of several nodes and gives each request to the next one in turn, as a balancer without sticky sessions does. */
export class Balancer {
  readonly #server = createServer()
  #turn = 0

  /** @returns its address. */
  async start(nodes: readonly string[]): Promise<string> {
    this.#server.on('request', (asked, answer) => {
      this.#turn += 1
      const node = new URL(nodes[this.#turn % nodes.length] ?? '')
      const { method, headers, url: path } = asked
      // A connection of its own for each: one that was kept may have been closed by the node just now.
      const passed = request({ host: node.hostname, port: node.port, method, headers, path, agent: false }, (reply) => {
        // Nor is one kept before it: a node that answers early leaves the rest of the body on it.
        answer.writeHead(reply.statusCode ?? 502, [...withoutConnection(reply.rawHeaders), 'connection', 'close'])
        answer.flushHeaders()
        reply.pipe(answer)
        // A stream that breaks behind the balancer breaks before it.
        reply.on('aborted', () => answer.destroy())
      })
      // A node may answer before it has heard everything.
      passed.on('error', () => answer.headersSent || answer.destroy())
      answer.on('close', () => passed.destroy())
      asked.pipe(passed)
    })
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }
}

/** How long the connection to the node lives is no matter of the client's. @param raw names and values by turns. */
function withoutConnection(raw: readonly string[]): string[] {
  return raw.filter((_, place) => !['connection', 'keep-alive'].includes((raw[place - (place % 2)] ?? '').toLowerCase()))
}
