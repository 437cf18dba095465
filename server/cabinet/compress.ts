import { readdir, readFile, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const compressible = new Set(['.html', '.js', '.css', '.json', '.svg', '.wasm', '.txt'])
/** What is smaller fits into one packet anyway. Bytes. */
const smallest = 1_024

/** Lays `.br` and `.gz` beside each built file that gains by it, so that the server need not compress while it serves. */
export function compressed(): Plugin {
  let folder = ''
  return {
    name: 'tabel-compressed',
    apply: 'build',
    configResolved: (config) => {
      folder = join(config.root, config.build.outDir)
    },
    closeBundle: async () => {
      const files = await readdir(folder, { recursive: true })
      await Promise.all(files.filter((file) => compressible.has(extname(file))).map((file) => compress(join(folder, file))))
    },
  }
}

async function compress(file: string): Promise<void> {
  const bytes = await readFile(file)
  if (bytes.length < smallest) return
  const br = promisify(brotliCompress)(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  })
  const gz = promisify(gzip)(bytes, { level: 9 })
  for (const [ending, packed] of [
    ['.br', await br],
    ['.gz', await gz],
  ] as const)
    if (packed.length < bytes.length) await writeFile(`${file}${ending}`, packed)
}
