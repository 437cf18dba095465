import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')
const oxlint = join(root, 'node_modules', '.bin', 'oxlint')
const run = promisify(execFile)

let house: string
beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), 'tabel-arrows-'))
  const config = JSON.parse(await readFile(join(root, '.oxlintrc.json'), 'utf8')) as Record<string, unknown>
  // The seeded files belong to no TypeScript project; the arrows need no types.
  await writeFile(join(house, '.oxlintrc.json'), JSON.stringify({ ...config, options: { typeAware: false } }))
})
afterAll(async () => {
  await rm(house, { recursive: true })
})

/** What lint says of one file that does nothing but import. */
async function lint(file: string, from: string): Promise<string> {
  const path = join(house, file)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, `import { thing } from '${from}'\n\nexport const seen = thing\n`)
  try {
    return (await run(oxlint, [file], { cwd: house })).stdout
  } catch (failure) {
    return (failure as { stdout: string }).stdout
  } finally {
    await rm(path)
  }
}

test.each([
  ['engine/src/document/seed.ts', '@tabel/server'],
  ['engine/src/document/seed.ts', 'node:fs'],
  ['engine/src/document/seed.ts', 'hyperformula'],
  ['engine/src/language/seed.ts', 'ajv'],
  ['engine/src/checker/seed.ts', 'ajv'],
  ['engine/src/compile/seed.ts', 'hyperformula'],
  ['renderer/src/form/seed.ts', '@tabel/server'],
  ['renderer/src/form/seed.ts', '@tabel/engine/compile'],
  ['forms/excel/src/seed.ts', '@tabel/renderer'],
  ['forms/cli/src/seed.ts', '@tabel/server'],
  ['server/src/services/seed.ts', '@tabel/renderer'],
  ['server/src/services/seed.ts', 'knex'],
  ['server/src/routes/seed.ts', 'ajv'],
  ['server/src/jobs/seed.ts', 'exceljs'],
  ['server/src/storage/seed.ts', 'exceljs'],
  ['server/cabinet/src/seed.ts', 'knex'],
])('%s may not import %s', async (file, from) => {
  expect(await lint(file, from)).toContain('no-restricted-imports')
})

test.each([
  ['engine/src/checker/seed.ts', 'hyperformula'],
  ['engine/src/compile/seed.ts', 'ajv/dist/2020.js'],
  ['renderer/src/form/seed.ts', '@tabel/engine'],
  ['forms/excel/src/seed.ts', 'exceljs'],
  ['server/src/storage/seed.ts', 'knex'],
  ['server/src/http/seed.ts', 'ajv/dist/2020.js'],
  ['server/src/jobs/seed.ts', '@tabel/excel'],
  ['server/cabinet/src/seed.ts', '@tabel/renderer'],
])('%s may import %s', async (file, from) => {
  expect(await lint(file, from)).not.toContain('no-restricted-imports')
})
