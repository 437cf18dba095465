import { readFile, readdir } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const source = resolve(import.meta.dirname, '../../../engine/src')

/** Packages that a module needs when it runs, with everything it imports. Types vanish and do not count. */
async function packagesOf(file: string, seen = new Set<string>()): Promise<Set<string>> {
  const packages = new Set<string>()
  if (seen.has(file)) return packages
  seen.add(file)
  const text = await readFile(file, 'utf8')
  for (const [, statement = '', path = ''] of text.matchAll(
    /^((?:import|export)\s[^'"]*?from\s+|import\s+)['"]([^'"]+)['"]/gmu,
  )) {
    if (/^(?:import|export)\s+type\s/u.test(statement)) continue
    if (!path.startsWith('.')) packages.add(path)
    else for (const found of await packagesOf(join(dirname(file), path), seen)) packages.add(found)
  }
  return packages
}

test('what a page loads first has no ajv, no parser and no HyperFormula', async () => {
  expect([...(await packagesOf(join(source, 'index.ts')))]).toEqual([])
})

test('the checker brings HyperFormula and nothing else', async () => {
  expect([...(await packagesOf(join(source, 'checker/index.ts')))]).toEqual(['hyperformula'])
})

test('nothing that runs in a page makes code out of text', async () => {
  const compile = join(source, 'compile')
  const files = (await readdir(source, { recursive: true }))
    .map((file) => join(source, file))
    .filter((file) => file.endsWith('.ts') && !file.startsWith(compile))
  const makers: string[] = []
  for (const file of files) {
    if (/\beval\(|\bnew Function\b|\bFunction\(/u.test(await readFile(file, 'utf8'))) makers.push(relative(source, file))
  }
  expect(files.length).toBeGreaterThan(20)
  expect(makers).toEqual([])
})
