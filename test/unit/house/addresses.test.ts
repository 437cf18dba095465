import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('the cabinet names addresses of the server only as routes, so that its types know them', () => {
  const sources = join(import.meta.dirname, '../../../server/cabinet/src')
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const read = (name: string): string => readFileSync(join(sources, name), 'utf8')
  expect(files.filter((name) => /'get \/api\//.test(read(name)))).toContain(join('api', 'client.ts'))
  expect(files.filter((name) => /['"`]\/api\//.test(read(name)))).toEqual([])
})
