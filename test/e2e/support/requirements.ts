import { afterAll, afterEach, expect, test } from 'vitest'
import { openStage } from './stage.ts'
import type { Stage } from './stage.ts'

/**
 * Opens a stage for the requirements of one file, `from` … `to`, and at the end says what came of each: number, test, result.
 * A requirement without a test fails the file, and so does a page that complains or asks another host.
 */
export function stageFor(section: string, from: number, to: number): Stage {
  const stage = openStage({ computer: { viewport: { width: 1440, height: 900 } } })
  const ends = new Map<number, string>()
  afterEach(({ task }) => {
    const [, number, words] = /^(\d+) (.+)$/u.exec(task.name) ?? []
    if (number === undefined) return
    ends.set(Number(number), `${number.padStart(2)} │ ${task.result?.state === 'pass' ? 'pass' : 'FAIL'} │ ${words}`)
  })
  afterAll(() => {
    const numbers = Array.from({ length: to - from + 1 }, (_, place) => from + place)
    const lines = numbers.map((number) => ends.get(number) ?? `${String(number).padStart(2)} │ not run`)
    process.stdout.write(`\n${section}\n${lines.join('\n')}\n`)
  })
  test(`every requirement of ${section} has a test`, ({ task }) => {
    const named = task.file.tasks.map(({ name }) => Number.parseInt(name, 10)).filter((number) => !Number.isNaN(number))
    expect(named.sort((one, other) => one - other)).toEqual(Array.from({ length: to - from + 1 }, (_, place) => from + place))
  })
  return stage
}
