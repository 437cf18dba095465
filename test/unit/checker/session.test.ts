import { FormSession, localPort } from '@tabel/engine'
import type { CompiledForm, DynamicRow, FormData, FromChecker, Port, ToChecker } from '@tabel/engine'
import { serveChecker } from '@tabel/engine/checker'
import { expect, test } from 'vitest'
import { oneSheet } from '../../support/judging.ts'

const form = oneSheet({
  blocks: [
    {
      table: 't',
      rows: { min: 1, max: 5 },
      columns: [
        { key: 'x', title: 'x', type: 'integer', required: true },
        { key: 'y', title: 'y', type: 'integer' },
        { key: 'sum', title: 'Сумма', type: 'integer', computed: '[@x] + [@y]' },
      ],
      checks: [
        { id: 'small', assert: '[@sum] < 5' },
        { id: 'even', assert: 'MOD([@x], 2) = 0', severity: 'warning' },
      ],
    },
  ],
})
const row = (id: string, cells: object): DynamicRow => ({ $id: id, ...cells }) as DynamicRow

function open(data: FormData = {}): FormSession {
  const [near, far] = localPort()
  serveChecker(far)
  return new FormSession(form, data, near, { today: '2026-04-22' })
}

async function judged(session: FormSession): Promise<void> {
  while (session.pending) {
    await new Promise<void>((heard) => {
      const stop = session.on(() => {
        stop()
        heard()
      })
    })
  }
}

test('what is typed shows at once, and the form may be handed in when the checker agrees', async () => {
  const session = open({ t: [row('a', { x: 1 })] })
  expect(session.pending).toBe(true)
  expect(session.canSubmit).toBe(false)
  await judged(session)
  expect([session.errors, session.warnings, session.canSubmit]).toEqual([0, 1, true])
  session.apply([{ set: ['t', 'a', 'x'], value: { $raw: 'два' } }])
  expect(session.problemsAt({ block: 't', row: 'a', column: 'x' }).map((one) => one.check)).toContain('type')
  expect(session.pending).toBe(true)
  await judged(session)
  expect(session.problems().map((one) => one.id)).toEqual(['type@t/a/x'])
  session.undo()
  await judged(session)
  expect(session.canSubmit).toBe(true)
  session.redo()
  await judged(session)
  expect(session.canSubmit).toBe(false)
})

test('errors stand before warnings, each in the order of the form', async () => {
  const session = open({ t: [row('a', { x: 9 }), row('b', {}), row('c', { y: 1 })] })
  await judged(session)
  expect(session.problems().map((one) => one.id)).toEqual(['small@t/a/sum', 'required@t/b', 'required@t/c/x', 'even@t/a/x'])
  expect(session.problemsAt({ block: 't', row: 'a', column: 'sum' })).toHaveLength(1)
  session.receive([{ remove: 't', ids: ['a'] }])
  await judged(session)
  expect(session.problems().map((one) => one.id)).toEqual(['required@t/b', 'required@t/c/x'])
  expect(session.warnings).toBe(0)
})

test('a computed cell holds what the checker said last', async () => {
  const session = open({ t: [row('a', { x: 1, y: 2 })] })
  const sum = { block: 't', row: 'a', column: 'sum' }
  await judged(session)
  expect([session.computed(sum), session.value(sum), session.value({ ...sum, column: 'x' })]).toEqual([3, 3, 1])
  session.apply([
    { set: ['t', 'a', 'x'], value: null },
    { set: ['t', 'a', 'y'], value: null },
  ])
  await judged(session)
  expect(session.value(sum)).toBeNull()
})

/** Everything a checker says when it is told these messages at one go. */
async function told(messages: readonly ToChecker[]): Promise<readonly FromChecker[]> {
  const [near, far] = localPort()
  const heard: FromChecker[] = []
  serveChecker(far)
  await new Promise<void>((done) => {
    near.listen((message) => {
      heard.push(message as FromChecker)
      if (heard.length === 1) setTimeout(done, 20)
    })
    for (const message of messages) near.post(message)
  })
  return heard
}

const opening = (changes: Partial<{ form: CompiledForm; data: FormData }> = {}): ToChecker => ({
  type: 'open',
  form,
  data: {},
  revision: 0,
  options: { today: '2026-04-22' },
  ...changes,
})

test('changes that come together are judged once, in their last state', async () => {
  const heard = await told([
    opening(),
    { type: 'apply', revision: 1, ops: [{ insert: 't', after: null, rows: [row('a', { x: 9 })] }] },
    { type: 'apply', revision: 2, ops: [{ set: ['t', 'a', 'y'], value: 1 }] },
  ])
  expect(heard).toMatchObject([{ type: 'verdict', verdict: { revision: 2, computed: [{ row: 'a', column: 'sum', value: 10 }] } }])
})

test('a checker that breaks says so, and the form cannot be handed in', async () => {
  const [heard] = await told([opening({ form: { ...form, checks: [null] } as unknown as CompiledForm })])
  expect(heard).toMatchObject({ type: 'failed' })
  let receive: (message: unknown) => void = () => {}
  const port: Port = { post() {}, close() {}, listen: (listener) => (receive = listener) }
  const session = new FormSession(form, { t: [row('a', { x: 2 })] }, port, { today: '2026-04-22' })
  receive({
    type: 'verdict',
    verdict: { revision: 0, added: [], removed: [], computed: [], flags: { set: [], cleared: [] }, evaluated: 0 },
  })
  expect(session.canSubmit).toBe(true)
  receive(heard)
  expect(session.failed).toContain('Обновите страницу')
  expect(session.canSubmit).toBe(false)
})
