import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** So many programs side by side. */
const programs = 2

/**
 * Opens workbooks in LibreOffice, which calculates them, and saves them: many at once, because it takes longer to start than to work.
 * Needs `soffice` (the package libreoffice-calc).
 *
 * @param files by name, without an ending. @returns the same in the other format.
 */
export async function convert(
  files: ReadonlyMap<string, Uint8Array>,
  to: 'xlsx' | 'pdf',
): Promise<ReadonlyMap<string, Uint8Array>> {
  const folder = await mkdtemp(join(tmpdir(), 'tabel-office-'))
  try {
    const names = [...files.keys()]
    const share = Math.ceil(names.length / programs)
    const shares = Array.from({ length: programs }, (_, place) => names.slice(place * share, (place + 1) * share))
    const done = await Promise.all(shares.map((some, place) => convertIn(join(folder, String(place)), some, files, to)))
    return new Map(done.flat())
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function convertIn(
  folder: string,
  names: readonly string[],
  files: ReadonlyMap<string, Uint8Array>,
  to: 'xlsx' | 'pdf',
): Promise<readonly (readonly [name: string, bytes: Uint8Array])[]> {
  if (names.length === 0) return []
  const [source, out] = [join(folder, 'in'), join(folder, 'out')]
  await mkdir(source, { recursive: true })
  const paths = names.map((name) => join(source, `${name}.xlsx`))
  for (const [place, path] of paths.entries()) await writeFile(path, files.get(names[place] ?? '') ?? '')
  // A profile of its own: LibreOffice runs once for a profile.
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
  await run('soffice', [profile, '--headless', '--convert-to', to, '--outdir', out, ...paths], { maxBuffer: 64_000_000 })
  return Promise.all(names.map(async (name) => [name, await readFile(join(out, `${name}.${to}`))] as const))
}
