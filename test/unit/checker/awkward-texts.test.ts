import type { CompiledForm } from '@tabel/engine'
import { judge } from '@tabel/engine/checker'
import { compileForm } from '@tabel/engine/compile'
import { expect, test } from 'vitest'
import { formSource } from '../../support/form-source.ts'

function formWith(check: unknown): CompiledForm {
  const { form, diagnostics } = compileForm(formSource({ checks: [check] }))
  if (!form) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return form
}

test.each([`а"б`, `"`, `C:\\`, `\\`, `a\\"b`, `""`])('a formula may name the text %j', async (text) => {
  const quoted = `'${text}'`
  const found = async (name: string, assert: string): Promise<readonly string[]> =>
    (await judge(formWith({ id: 'c', assert }), { meals: [{ $id: 'a', name }] }, { today: '2026-04-22' })).problems.map(
      ({ check }) => check,
    )
  expect(await found(text, `[@name] = ${quoted}`)).toEqual([])
  expect(await found('другое', `[@name] = ${quoted}`)).toEqual(['c'])
  expect(await found(text, `COUNTIF([name], ${quoted}) = 1`)).toEqual([])
  expect(await found(text, `[@name] & 'z' = '${text}z'`)).toEqual([])
})

test('a check without a message may read several areas wherever they stand', async () => {
  const data = { meals: [{ $id: 'a', all: 5, free: 5, task: 2 }], info: { listed: 3 } }
  for (const assert of ['NOT(COUNTIF([@all,task], 5) = 1)', 'EMPTY(MIN([@all,free], info.listed))']) {
    const { problems } = await judge(formWith({ id: 'c', assert }), data, { today: '2026-04-22' })
    const [problem] = problems.filter(({ check }) => check === 'c')
    expect(problem?.message).toContain('«Всего»')
    expect(problem?.formError).toBeUndefined()
  }
})
