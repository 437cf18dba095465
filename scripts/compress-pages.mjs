// Lays `.br` and `.gz` beside each built file of the cabinet that gains by it, so that the server need not compress while it serves.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const folder = fileURLToPath(new URL('../server/dist/page', import.meta.url))
const compressible = new Set(['.html', '.js', '.css', '.json', '.svg', '.wasm', '.txt'])
/** What is smaller fits into one packet anyway. Bytes. */
const smallest = 1_024
/** 11 would make the files a tenth smaller and the build thrice as long. */
const quality = { [constants.BROTLI_PARAM_QUALITY]: 9 }

const compress = async (file) => {
  const bytes = await readFile(file)
  if (bytes.length < smallest) return
  const lay = async (ending, packing) => {
    const packed = await packing
    if (packed.length < bytes.length) await writeFile(file + ending, packed)
  }
  await lay('.br', promisify(brotliCompress)(bytes, { params: quality }))
  await lay('.gz', promisify(gzip)(bytes, { level: 9 }))
}

const files = await readdir(folder, { recursive: true })
await Promise.all(files.filter((file) => compressible.has(extname(file))).map((file) => compress(join(folder, file))))
