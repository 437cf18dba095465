import { SaveQueue } from '@tabel/server'
import { expect, test } from 'vitest'

/** A store with transactions: what it holds, and how often it was flushed. */
class Store {
  kept: readonly string[] = []
  commits = 0
  /** Resolves commits that are under way; null lets them end by themselves. */
  gates: (() => void)[] | null = null

  commit = async (texts: readonly string[]): Promise<readonly number[]> => {
    if (this.gates) await new Promise<void>((open) => this.gates?.push(open))
    if (texts.includes('broken')) throw new Error('broken')
    const places = texts.map((_, index) => this.kept.length + index + 1)
    this.kept = [...this.kept, ...texts]
    this.commits += 1
    return places
  }
}

const queueOf = (store: Store, lanes = 1) =>
  new SaveQueue<string, number>({ commit: store.commit, overloaded: () => new Error('too many wait'), most: 64, lanes })

test('saves that wait together share one commit, in their order', async () => {
  const store = new Store()
  const queue = queueOf(store)
  const places = await Promise.all(['a', 'b', 'c'].map((text) => queue.add(text)))
  expect(places).toEqual([1, 2, 3])
  expect(store).toMatchObject({ kept: ['a', 'b', 'c'], commits: 1 })
})

test('a save that breaks fails alone', async () => {
  const store = new Store()
  const queue = queueOf(store)
  const results = await Promise.allSettled([queue.add('a'), queue.add('broken'), queue.add('c')])
  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(store.kept).toEqual(['a', 'c'])
  await queue.add('d')
  expect(store.kept).toEqual(['a', 'c', 'd'])
})

test('nobody is answered before the commit', async () => {
  const store = new Store()
  await queueOf(store)
    .add('a')
    .then(() => expect(store.commits).toBe(1))
})

test('when too many wait the next ones are refused, and the others are kept', async () => {
  const store = new Store()
  const queue = queueOf(store)
  const results = await Promise.allSettled(Array.from({ length: 2100 }, (_, index) => queue.add(String(index))))
  expect(results.filter((result) => result.status === 'rejected')).toHaveLength(100)
  expect(store.kept).toHaveLength(2000)
  await queue.idle()
  await queue.add('later')
  expect(store.kept).toHaveLength(2001)
})

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 2; turn += 1) await new Promise((done) => setImmediate(done))
}

test('another commit begins only when half of what it can take along waits, and no more than there are lanes', async () => {
  const store = new Store()
  const gates: (() => void)[] = (store.gates = [])
  const queue = queueOf(store, 2)
  const answers: Promise<number>[] = []
  const add = async (count: number): Promise<void> => {
    for (let one = 0; one < count; one += 1) answers.push(queue.add(String(answers.length)))
    await turns()
  }
  await add(1)
  expect([gates.length, queue.length]).toEqual([1, 0])
  await add(31)
  expect([gates.length, queue.length]).toEqual([1, 31])
  await add(1)
  expect([gates.length, queue.length]).toEqual([2, 0])
  await add(100)
  expect([gates.length, queue.length]).toEqual([2, 100])
  store.gates = null
  for (const open of gates) open()
  await Promise.all(answers)
  expect([...store.kept].sort((one, other) => Number(one) - Number(other))).toEqual(answers.map((_, place) => String(place)))
})

test('who comes a moment after an answer, whichever moment that is, is served', async () => {
  const store = new Store()
  const queue = queueOf(store)
  for (let moments = 0; moments < 20; moments += 1) {
    await queue.add('one')
    for (let moment = 0; moment < moments; moment += 1) await Promise.resolve()
    await queue.add('another')
  }
  expect(store.kept).toHaveLength(40)
})
