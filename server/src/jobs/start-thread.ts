import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { WorkerOptions } from 'node:worker_threads'

/**
 * Starts a worker thread from a module of this package, named without its ending. Built code is plain JavaScript; when the
 * sources themselves run (tests, development) a thread has to register the TypeScript loader first, for threads do not inherit it.
 *
 * @param base `import.meta.url` of the caller.
 */
export function startThread(module: string, base: string, options: WorkerOptions): Worker {
  const isSource = base.endsWith('.ts')
  const url = new URL(`${module}${isSource ? '.ts' : '.js'}`, base)
  if (!isSource) return new Worker(url, options)
  const loader = createRequire(import.meta.url)
    .resolve('tsx/esm/api')
    .replace(/\.cjs$/, '.mjs')
  const boot = `import(${JSON.stringify(pathToFileURL(loader).href)})
    .then(({ register }) => { register(); return import(${JSON.stringify(url.href)}) })`
  return new Worker(boot, { ...options, eval: true, execArgv: ['--conditions=@tabel/source'] })
}
