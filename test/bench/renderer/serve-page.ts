import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { build } from 'vite'

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json' }

/** A page built as the cabinet is and served on this computer. */
export interface ServedPage {
  readonly url: string
  close(): Promise<void>
}

/**
 * @param forms what `/forms/<name>.json` answers.
 * @param root the folder of the page's `index.html`; default: the page of the bench.
 */
export async function servePage(
  forms: Readonly<Record<string, unknown>>,
  root: string = import.meta.dirname,
): Promise<ServedPage> {
  const folder = await mkdtemp(join(tmpdir(), 'tabel-bench-'))
  await build({
    configFile: false,
    logLevel: 'silent',
    root,
    resolve: { conditions: ['@tabel/source', 'module', 'browser', 'development|production'] },
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: true, target: 'es2023', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  })
  const texts = new Map(Object.entries(forms).map(([name, form]) => [`/forms/${name}.json`, JSON.stringify(form)]))
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const file = path === '/' ? '/index.html' : normalize(path)
    const answer = (body: string | Buffer): void => {
      response.setHeader('content-type', types[extname(file)] ?? 'text/css')
      response.end(body)
    }
    const text = texts.get(file)
    if (text !== undefined) answer(text)
    else readFile(join(folder, file)).then(answer, () => response.writeHead(404).end())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      await new Promise((done) => server.close(done))
      await rm(folder, { recursive: true, force: true })
    },
  }
}
