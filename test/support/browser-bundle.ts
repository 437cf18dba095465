import { gzipSync } from 'node:zlib'
import { build } from 'vite'

/** Bytes of what a browser is sent for some entries of the engine, as one minified module, with and without gzip. */
export interface BundleSize {
  readonly bytes: number
  readonly gzip: number
}

/**
 * Bundles all exports of these packages as the cabinet's build does, and measures the result. Nothing is written.
 * @param entries names as one imports them: `@tabel/engine/checker`.
 */
export async function bundleSize(entries: readonly string[]): Promise<BundleSize> {
  const entry = '\0entry'
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    root: import.meta.dirname,
    resolve: { conditions: ['@tabel/source', 'module', 'browser', 'development|production'] },
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? entries.map((one) => `export * from '${one}'`).join('\n') : null),
      },
    ],
    build: {
      write: false,
      target: 'es2023',
      modulePreload: false,
      rolldownOptions: { input: entry, preserveEntrySignatures: 'strict', output: { format: 'es' } },
    },
  })
  const outputs = Array.isArray(result) ? result : 'output' in result ? [result] : []
  const code = outputs.flatMap(({ output }) => output.map((file) => (file.type === 'chunk' ? file.code : ''))).join('\n')
  return { bytes: Buffer.byteLength(code), gzip: gzipSync(code, { level: 9 }).length }
}
