import { FairQueue } from '@tabel/server'
import { expect, test } from 'vitest'

/** Tasks that end when they are told to. */
class Tasks {
  readonly begun: string[] = []
  readonly #ends: (() => void)[] = []

  readonly begin = (name: string) => (): Promise<string> => {
    this.begun.push(name)
    return new Promise((done) => this.#ends.push(() => done(name)))
  }

  /** Ends the task that was begun first. */
  async end(): Promise<void> {
    this.#ends.shift()?.()
    await new Promise((turn) => setImmediate(turn))
  }
}

test('so many run at once, and the lines of the others take turns', async () => {
  const tasks = new Tasks()
  const queue = new FairQueue(2, 100)
  const all = [
    ...['a1', 'a2', 'a3', 'a4', 'a5'].map((name) => queue.run('a', tasks.begin(name))),
    ...['b1', 'b2'].map((name) => queue.run('b', tasks.begin(name))),
  ]
  expect(tasks.begun).toEqual(['a1', 'a2'])
  for (let place = 0; place < all.length; place += 1) await tasks.end()
  expect(tasks.begun).toEqual(['a1', 'a2', 'a3', 'b1', 'a4', 'b2', 'a5'])
  expect(await Promise.all(all)).toEqual(['a1', 'a2', 'a3', 'a4', 'a5', 'b1', 'b2'])
  // A place that was given back is there again.
  void queue.run('c', tasks.begin('c1'))
  expect(tasks.begun.at(-1)).toBe('c1')
})

test('a task that fails gives its place to the next', async () => {
  const queue = new FairQueue(1, 100)
  const failed = queue.run('a', () => Promise.reject(new Error('broken')))
  const next = queue.run('a', () => Promise.resolve('done'))
  await expect(failed).rejects.toThrow('broken')
  expect(await next).toBe('done')
})

test('who finds too many waiting is sent away, and nothing was begun', async () => {
  const tasks = new Tasks()
  const queue = new FairQueue(1, 1)
  void queue.run('a', tasks.begin('a1'))
  void queue.run('a', tasks.begin('a2'))
  await expect(queue.run('b', tasks.begin('b1'))).rejects.toThrow('too many')
  expect(tasks.begun).toEqual(['a1'])
})
