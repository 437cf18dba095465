import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { run } from '@tabel/cli'
import { expect, test } from 'vitest'

const library = fileURLToPath(new URL('../../forms/library/', import.meta.url))

/** Runs `tabel` and gives back what it printed. */
async function tabel(...args: string[]): Promise<{ readonly code: number; readonly text: string }> {
  const lines: string[] = []
  const print = (text: string): unknown => lines.push(text)
  return { code: await run(args, { out: print, error: print }), text: lines.join('\n') }
}

const forms = readdirSync(library)

test('the library has forms', () => {
  expect(forms).toContain('vpr-fsr-ma4')
})

test.each(forms)('%s has no mistakes', async (form) => {
  const { code, text } = await tabel('check', `${library}${form}`)
  expect(text).toContain('ошибок нет')
  expect(code).toBe(0)
})

test.each(forms)('%s gives exactly the problems its cases name, and every check fails in some case', async (form) => {
  const { code, text } = await tabel('test', `${library}${form}`)
  expect(text).not.toContain('✗')
  expect(text).not.toContain('не сработали')
  expect(code).toBe(0)
})
