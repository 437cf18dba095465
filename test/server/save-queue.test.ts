import { SaveQueue } from '@tabel/server'
import { expect, test } from 'vitest'

/** A store with transactions: what it holds, and how often it was flushed. */
class Store {
  kept: readonly string[] = []
  commits = 0

  transact = async <T>(work: (texts: string[]) => Promise<T>): Promise<T> => {
    const texts = [...this.kept]
    const result = await work(texts)
    this.kept = texts
    this.commits += 1
    return result
  }
}

const full = () => new Error('too many wait')
const adding = (text: string) => (texts: string[]) => Promise.resolve(texts.push(text))
const breaking = (text: string) => (texts: string[]) => {
  texts.push(text)
  return Promise.reject(new Error(`${text} is broken`))
}

test('saves that wait together share one commit, in their order', async () => {
  const store = new Store()
  const queue = new SaveQueue(store.transact, full)
  const places = await Promise.all(['a', 'b', 'c'].map((text) => queue.add(adding(text))))
  expect(places).toEqual([1, 2, 3])
  expect(store).toMatchObject({ kept: ['a', 'b', 'c'], commits: 1 })
})

test('a save that breaks fails alone', async () => {
  const store = new Store()
  const queue = new SaveQueue(store.transact, full)
  const results = await Promise.allSettled([queue.add(adding('a')), queue.add(breaking('b')), queue.add(adding('c'))])
  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(store.kept).toEqual(['a', 'c'])
  await queue.add(adding('d'))
  expect(store.kept).toEqual(['a', 'c', 'd'])
})

test('nobody is answered before the commit', async () => {
  const store = new Store()
  const queue = new SaveQueue(store.transact, full)
  await queue.add(adding('a')).then(() => expect(store.commits).toBe(1))
})

test('when too many wait the next ones are refused, and the others are kept', async () => {
  const store = new Store()
  const queue = new SaveQueue(store.transact, full)
  const results = await Promise.allSettled(Array.from({ length: 2100 }, (_, index) => queue.add(adding(String(index)))))
  expect(results.filter((result) => result.status === 'rejected')).toHaveLength(100)
  expect(store.kept).toHaveLength(2000)
  await queue.idle()
  await queue.add(adding('later'))
  expect(store.kept).toHaveLength(2001)
})
