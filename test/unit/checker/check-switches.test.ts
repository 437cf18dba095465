import { FormSession, localPort, switchableChecks } from '@tabel/engine'
import type { CheckSwitches } from '@tabel/engine'
import { judge, serveChecker } from '@tabel/engine/checker'
import { expect, test } from 'vitest'
import { formOf } from '../../support/cells.ts'

const form = formOf({
  blocks: [
    {
      fields: 'head',
      items: [
        { key: 'all', title: 'Всего', type: 'integer', required: true },
        { key: 'girls', title: 'Девочек', type: 'integer' },
      ],
      checks: [
        { id: 'part', assert: 'head.girls <= head.all' },
        { id: 'broken', assert: 'head.all / (head.girls - head.girls) > 0' },
      ],
    },
  ],
})
const data = { head: { all: 5, girls: 7 } }
const options = { today: '2026-04-22' }

async function judged(switches: CheckSwitches) {
  const { problems } = await judge(form, data, { ...options, switches })
  return problems.map(({ check, severity }) => `${check} ${severity}`)
}

test('a check that is off says nothing, one that is a warning stops nobody, a broken one no longer either', async () => {
  expect(await judged({})).toEqual(['broken error', 'part error'])
  expect(await judged({ part: 'off' })).toEqual(['broken error'])
  expect(await judged({ part: 'warning', broken: 'warning' })).toEqual(['broken warning', 'part warning'])
  expect(await judged({ part: 'off', broken: 'off' })).toEqual([])
})

test('what a cell must be is not switched, and an unknown id means nothing', async () => {
  expect(switchableChecks(form)).toEqual(['part', 'broken'])
  const { problems } = await judge(form, { head: { girls: 1 } }, { ...options, switches: { required: 'off', nobody: 'off' } })
  expect(problems.map(({ check }) => check)).toContain('required')
})

test('an open form follows the switches, there and back', async () => {
  const [near, far] = localPort()
  serveChecker(far)
  const session = new FormSession(form, data, near, { ...options, switches: { broken: 'off' } })
  await expect.poll(() => session.pending).toBe(false)
  expect([session.errors, session.warnings, session.canSubmit]).toEqual([1, 0, false])
  let told = 0
  session.on(() => (told += 1))
  session.setSwitches({ broken: 'off', part: 'warning' })
  expect([session.errors, session.warnings, session.canSubmit, told]).toEqual([0, 1, true, 1])
  expect(session.problemsAt({ block: 'head', row: null, column: 'girls' }).map(({ severity }) => severity)).toEqual(['warning'])
  session.setSwitches({ broken: 'off', part: 'off' })
  expect(session.problems()).toEqual([])
  session.setSwitches({})
  expect(session.problems().map(({ check }) => check)).toEqual(['broken', 'part'])
  expect(session.canSubmit).toBe(false)
  // The mended value takes the problem away, whatever the switches were.
  session.apply([{ set: ['head', null, 'girls'], value: 4 }])
  await expect.poll(() => session.problems().map(({ check }) => check)).toEqual(['broken'])
  session.close()
})
