import { FormSession, explanationsIn, findConflicts, findFaults, isUnexplained, localPort } from '@tabel/engine'
import type { FormData, Op } from '@tabel/engine'
import { judge, serveChecker } from '@tabel/engine/checker'
import { compileForm, submissionSchema } from '@tabel/engine/compile'
import { expect, test } from 'vitest'
import { formSource } from '../../support/form-source.ts'
import { oneSheet, problemsOf } from '../../support/judging.ts'

const form = oneSheet({
  blocks: [
    {
      table: 't',
      rows: { max: 5 },
      columns: [
        { key: 'x', title: 'x', type: 'integer' },
        { key: 'twice', title: 'Вдвое', type: 'integer', computed: '[@x] * 2' },
        { key: 'y', title: 'y', type: 'integer' },
      ],
      checks: [
        { id: 'small', assert: '[@twice] < 10', severity: 'warning', explain: true },
        { id: 'total', assert: 'SUM([y]) < 10', severity: 'warning', explain: true },
        { id: 'plain', assert: '[@y] < 100', severity: 'warning' },
      ],
    },
  ],
})
const start = { t: [{ $id: 'a', x: 7, y: 1 }, { $id: 'b' }] } as FormData
const id = 'small@t/a/twice'
const setX = (value: number): Op => ({ set: ['t', 'a', 'x'], value })

function open(data: FormData): FormSession {
  const [near, far] = localPort()
  serveChecker(far)
  return new FormSession(form, data, near, { today: '2026-04-22' })
}

async function judged(session: FormSession): Promise<FormSession> {
  while (session.pending) {
    await new Promise<void>((heard) => {
      const stop = session.on(() => {
        stop()
        heard()
      })
    })
  }
  return session
}

test('a warning that asks for a reason closes submission until the reason is written', async () => {
  const session = await judged(open(start))
  expect([session.errors, session.warnings, session.unexplained, session.canSubmit]).toEqual([0, 1, 1, false])
  expect(session.problems()).toMatchObject([{ id, explain: true }])

  session.apply([{ explain: id, text: ' новая  группа ' }])
  await judged(session)
  expect([session.warnings, session.unexplained, session.canSubmit]).toEqual([1, 0, true])
  expect(session.problemsAt({ block: 't', row: 'a', column: 'twice' })).toMatchObject([
    { explanation: { text: 'новая  группа' } },
  ])
  expect(explanationsIn(session.document.data)).toEqual({ [id]: { text: 'новая  группа', seen: [14] } })

  session.undo()
  await judged(session)
  expect(session.unexplained).toBe(1)
  session.redo()
  session.apply([{ explain: id, text: '' }])
  await judged(session)
  expect([session.unexplained, session.document.data]).toEqual([1, start])
})

test('an explanation lapses when what it explained changes, and stands again when it is as it was or confirmed', async () => {
  const session = await judged(open(start))
  session.apply([{ explain: id, text: 'да' }])
  session.apply([setX(8)])
  await judged(session)
  expect(session.problems()).toMatchObject([{ id, explanation: { text: 'да', lapsed: true } }])
  expect(session.canSubmit).toBe(false)
  session.apply([setX(7)])
  expect((await judged(session)).canSubmit).toBe(true)
  session.apply([setX(8), { set: ['t', 'a', 'y'], value: 2 }])
  await judged(session)
  session.apply([{ explain: id, text: 'да' }])
  expect((await judged(session)).canSubmit).toBe(true)
})

test('an explanation of a check over a column lapses with any row of it', async () => {
  const [problem] = await problemsOf(form, { t: [{ $id: 'a', y: 20 }] } as FormData)
  const session = await judged(open({ t: [{ $id: 'a', y: 20 }] } as FormData))
  session.apply([{ explain: problem?.id ?? '', text: 'так и есть' }])
  expect((await judged(session)).unexplained).toBe(0)
  session.apply([{ insert: 't', after: null, rows: [{ $id: 'c', y: 1 }] }])
  expect((await judged(session)).unexplained).toBe(1)
})

test('the judge of the server decides the same', async () => {
  const session = await judged(open(start))
  session.apply([{ explain: id, text: 'да' }])
  const decide = async (data: FormData) =>
    (await judge(form, data, { today: '2026-04-22' })).problems.filter(isUnexplained).map((problem) => problem.id)
  const explained = session.document.data
  expect(await decide(start)).toEqual([id])
  expect(await decide(explained)).toEqual([])
  session.apply([setX(9)])
  expect(await decide(session.document.data)).toEqual([id])
})

test('an explanation that is not asked for, or is no text, is refused', () => {
  const codes = (...ops: unknown[]) => findFaults(form, start, ops as Op[]).map((fault) => fault.code)
  expect(codes({ explain: 'plain@t/a/y', text: 'да' })).toEqual(['not-explainable'])
  expect(codes({ explain: 'x', text: 'да' })).toEqual(['not-explainable'])
  expect(codes({ explain: id, text: 'x'.repeat(1001) })).toEqual(['too-long'])
  expect(codes({ explain: id, text: 'да', seen: [{}] })).toEqual(['bad-value'])
  expect(codes({ explain: id, text: 'да', seen: 7 }, { explain: id, text: 'да', by: 'fed' })).toEqual([
    'unknown-op',
    'unknown-op',
  ])
  expect(codes({ explain: id, text: 'да' }, { explain: id, text: '' })).toEqual([])
})

test('two people meet over an explanation that both wrote', () => {
  const met = { block: '$explanations', row: id, column: 'text' }
  const say = (text: string): Op => ({ explain: id, text })
  expect(findConflicts(form, [say('да')], [say('нет')])).toEqual([met])
  expect(findConflicts(form, [say('да')], [say('да')])).toEqual([])
  expect(findConflicts(form, [say('да')], [setX(1)])).toEqual([])
})

test('only a warning can be explained, and a draft may hold explanations', () => {
  const check = (more: object) => compileForm(formSource({ checks: [{ id: 'c', assert: '[@all] > 0', explain: true, ...more }] }))
  expect(check({ severity: 'warning' }).form?.checks).toMatchObject([{ id: 'c', explain: true }])
  expect(check({}).diagnostics).toMatchObject([{ code: 'E_VALUE', hint: 'добавьте "severity": "warning" или уберите "explain"' }])
  expect(check({ severity: 'error', explain: false }).diagnostics).toEqual([])
  expect(submissionSchema(form, 'draft')).toHaveProperty('properties.$explanations')
  expect(submissionSchema(form, 'final')).not.toHaveProperty('properties.$explanations')
})
