import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Version of the engine that decides, for the record of a submission. */
export const engineVersion: string = read(import.meta.dirname)

/** Looks where Node looks for packages: in each node_modules on the way up. */
function read(folder: string): string {
  try {
    const text = readFileSync(join(folder, 'node_modules/@tabel/engine/package.json'), 'utf8')
    return (JSON.parse(text) as { version: string }).version
  } catch (error) {
    if (dirname(folder) === folder) throw new Error('@tabel/engine is not installed', { cause: error })
    return read(dirname(folder))
  }
}
