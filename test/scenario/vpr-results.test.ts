import { beforeAll, expect, test } from 'vitest'
import type { CompiledForm } from '@tabel/engine'
import { School, libraryForm } from '../support/school.ts'

const tasks = ['z1', 'z2', 'z3', 'z4', 'z5_1', 'z5_2', 'z6_1', 'z6_2', 'z7', 'z8', 'z9_1', 'z9_2', 'z10', 'z11']

let form: CompiledForm
beforeAll(async () => {
  form = await libraryForm('vpr-fsr-ma4')
})

/** Texts of one participant who got one point for every task. */
function participant(
  code: string,
  letter: string,
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return { code, letter, sex: 'ж', variant: '1', mark: '4', ...Object.fromEntries(tasks.map((task) => [task, '1'])), ...more }
}

test('a school with one class and two participants may submit as soon as everything adds up', async () => {
  const school = new School(form)
  const letter = school.fillRow('classes', { letter: 'А', listed: '2', wrote: '2', absent: '0', held: '21.4.26' })
  const first = school.fillRow('results', participant('10001', 'А'))
  await school.judged()
  expect(school.session.canSubmit).toBe(false)
  expect(await school.problems()).toEqual([`R08 at classes/${letter}/wrote`])

  school.fillRow('results', participant('10002', 'А', { z1: 'х', z2: 'X' }))
  expect(await school.problems()).toEqual([])
  expect(school.session.canSubmit).toBe(true)
  // A Cyrillic х is the code X, the date is shown as people write it, points are summed and graded.
  const second = school.session.document.rows('results')[1]!.$id
  expect(school.shows({ block: 'results', row: second, column: 'z1' })).toBe('X')
  expect(school.shows({ block: 'classes', row: letter, column: 'held' })).toBe('21.04.2026')
  expect(school.shows({ block: 'results', row: first, column: 'score' })).toBe('14')
  expect(school.shows({ block: 'results', row: second, column: 'score' })).toBe('12')
  expect(school.shows({ block: 'results', row: second, column: 'grade' })).toBe('4')
})

test('what cannot be read as a number stays as it was typed and is the only thing said of that class', async () => {
  const school = new School(form)
  const letter = school.fillRow('classes', { letter: 'А', listed: '5 чел.', wrote: '1', absent: '0', held: '21.04.2026' })
  school.fillRow('results', participant('10001', 'А'))
  const cell = { block: 'classes', row: letter, column: 'listed' }
  expect(school.shows(cell)).toBe('5 чел.')
  expect(await school.problems()).toEqual([`type at classes/${letter}/listed`])
  school.type('classes', letter, 'listed', '1')
  expect(await school.problems()).toEqual([])
})

test('a code that stands twice is reported on both rows and names the other one', async () => {
  const school = new School(form)
  school.fillRow('classes', { letter: 'А', listed: '2', wrote: '2', absent: '0', held: '21.04.2026' })
  const rows = ['10001', '10001'].map((code) => school.fillRow('results', participant(code, 'А')))
  expect(await school.problems()).toEqual(rows.map((row) => `R01 at results/${row}/code`))
  for (const sentence of await school.sentences()) expect(sentence).toContain('10001')
  school.session.undo()
  expect(school.session.canUndo).toBe(true)
})

test('a class letter in Latin is the same class, another letter is not on the sheet of classes', async () => {
  const school = new School(form)
  school.fillRow('classes', { letter: 'А', listed: '2', wrote: '2', absent: '0', held: '21.04.2026' })
  school.fillRow('results', participant('10001', 'A'))
  const other = school.fillRow('results', participant('10002', 'Б'))
  expect(await school.problems()).toContain(`R02 at results/${other}/letter`)
  school.type('results', other, 'letter', 'a')
  expect(await school.problems()).toEqual([])
})

test('undo takes back one action at a time and the checker follows', async () => {
  const school = new School(form)
  const letter = school.fillRow('classes', { letter: 'А', listed: '1', wrote: '1', absent: '0', held: '21.04.2026' })
  school.fillRow('results', participant('10001', 'А'))
  expect(await school.problems()).toEqual([])
  school.type('classes', letter, 'absent', '3')
  expect(await school.problems()).toEqual([`R09 at classes/${letter}/absent`, `R13 at classes/${letter}/wrote`])
  school.session.undo()
  expect(await school.problems()).toEqual([])
  school.session.redo()
  expect(await school.problems()).toHaveLength(2)
})
