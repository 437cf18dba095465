import { readFileSync } from 'node:fs'
import { compileForm, printDiagnostics, submissionSchema } from '@tabel/engine/compile'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formSource } from '../support/form-source.ts'

const library = readFileSync(new URL('../../forms/library/vpr-fsr-ma4/form.json', import.meta.url), 'utf8')

/** Every diagnostic stands in the text, and printing it shows as many lines as it says. */
function everyPlaceIsLegal(source: string): void {
  const { form, diagnostics } = compileForm(source)
  const lines = source.split('\n')
  for (const { line, column, length, message } of diagnostics) {
    const text = lines[line - 1]
    expect(text).toBeDefined()
    expect(column).toBeGreaterThanOrEqual(1)
    expect(length).toBeGreaterThanOrEqual(1)
    // An empty line, or the end of one, is pointed at with one caret.
    expect(column - 1 + length).toBeLessThanOrEqual(Math.max(1, (text ?? '').length + 1))
    expect(message).not.toBe('')
  }
  expect(form === null).toBe(diagnostics.length > 0)
  // What is served to browsers is what was compiled, and there is a schema for whatever compiles.
  expect(JSON.parse(JSON.stringify(form))).toStrictEqual(form)
  expect(form ? submissionSchema(form, 'final')['title'] : 'Submission').toBe('Submission')
  expect(printDiagnostics('f', source, diagnostics).split('\n')).toHaveLength(Math.max(1, diagnostics.length * 3))
}

const pieces = [
  '[@all]',
  '[all]',
  'meals',
  '[',
  ']',
  '@',
  '#',
  'SUM',
  'COUNTIFS',
  '(',
  ')',
  ',',
  ';',
  '+',
  '-',
  '=',
  '<>',
  "'X'",
  '1',
  '2.5',
  'info',
  '.',
  'listed',
  '$const',
  '.max',
  '$',
  ':',
  'IMPLIES',
  ' ',
  '%',
  '"',
  "'",
  'A1',
  '^',
  '[#1,all]',
  '{',
  'СУММ',
  'TRUE',
  '&',
  'ё',
  '\\',
  '\u0000',
  '😀',
]

test('a formula of any characters is read or refused at its place', () => {
  const formula = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join('')),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
  )
  fc.assert(
    fc.property(
      formula.filter((text) => text !== ''),
      (text) => everyPlaceIsLegal(formSource({ checks: [text, { assert: '[@all] = 1', when: text, message: text }] })),
    ),
    { numRuns: 2000 },
  )
})

test('any text and any JSON is compiled or refused, never thrown at', () => {
  fc.assert(fc.property(fc.string({ maxLength: 60 }), everyPlaceIsLegal), { numRuns: 1000 })
  fc.assert(fc.property(fc.json({ maxDepth: 5 }), everyPlaceIsLegal), { numRuns: 1000 })
})

test('a real form with a piece cut out, doubled or changed is compiled or refused at its place', () => {
  const place = fc.nat({ max: library.length - 1 })
  fc.assert(
    fc.property(
      place,
      fc.nat({ max: 60 }),
      fc.constantFrom('', '"', '{', '}', '[', ',', '1', 'null', '"table"', '\\u0', 'ё'),
      (at, length, instead) => everyPlaceIsLegal(library.slice(0, at) + instead + library.slice(at + length)),
    ),
    { numRuns: 400 },
  )
})

test('a real form in which one value was changed into another is compiled or refused at its place', () => {
  const parsed = JSON.parse(library) as unknown
  const paths: (string | number)[][] = []
  const walk = (value: unknown, path: (string | number)[]): void => {
    paths.push(path)
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) walk(inner, [...path, Array.isArray(value) ? Number(key) : key])
  }
  walk(parsed, [])
  fc.assert(
    fc.property(fc.constantFrom(...paths.filter((path) => path.length > 0)), fc.jsonValue({ maxDepth: 2 }), (path, value) => {
      const copy = structuredClone(parsed) as Record<string | number, unknown>
      let owner = copy
      for (const key of path.slice(0, -1)) owner = owner[key] as Record<string | number, unknown>
      owner[path.at(-1) as string] = value
      everyPlaceIsLegal(JSON.stringify(copy, null, 2))
    }),
    { numRuns: 500 },
  )
})
