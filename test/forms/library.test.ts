import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { run } from '@tabel/cli'
import { submittedData, withSources } from '@tabel/engine'
import type { FormData, SourceData } from '@tabel/engine'
import { judge } from '@tabel/engine/checker'
import { compileForm, submissionSchema } from '@tabel/engine/compile'
import { Ajv2020 } from 'ajv/dist/2020.js'
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

interface Case {
  readonly name: string
  readonly data: FormData
  readonly sources?: SourceData
  readonly expect: readonly { readonly check: string }[]
}

test.each(forms)('cases of %s have names of their own and data that its draft may hold', async (name) => {
  const { form } = compileForm(readFileSync(`${library}${name}/form.json`, 'utf8'))
  if (!form) throw new Error(`${name} does not compile`)
  const files = readdirSync(`${library}${name}/cases`)
  const cases = files.map((file) => JSON.parse(readFileSync(`${library}${name}/cases/${file}`, 'utf8')) as Case)
  expect(new Set(cases.map((one) => one.name)).size).toBe(files.length)

  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { date: true } })
  const [draft, final] = [ajv.compile(submissionSchema(form, 'draft')), ajv.compile(submissionSchema(form, 'final'))]
  for (const one of cases) {
    expect([one.name, draft(one.data), draft.errors]).toEqual([one.name, true, null])
    // What only checks refuse, or nothing does, has the shape of a submission.
    const byRules = one.expect.some(({ check }) => !form.checks.some(({ id }) => id === check))
    const judged = await judge(form, withSources(one.data, one.sources ?? {}), { today: '2026-04-22' })
    expect([one.name, byRules || final(submittedData(form, one.data, judged))]).toEqual([one.name, true])
  }
})

test.each(forms)('%s gives exactly the problems its cases name, and every check fails in some case', async (form) => {
  const { code, text } = await tabel('test', `${library}${form}`)
  expect(text).not.toContain('✗')
  expect(text).not.toContain('не сработали')
  expect(code).toBe(0)
})
