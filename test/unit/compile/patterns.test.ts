import { compileForm } from '@tabel/engine/compile'
import { expect, test } from 'vitest'
import { formSource } from '../../support/form-source.ts'

/** Codes of what is said of a form with a column of this pattern. */
function said(pattern: string): readonly string[] {
  const columns = [{ key: 'a', title: 'А', type: 'string', pattern }]
  return compileForm(formSource({ columns })).diagnostics.map(({ code }) => code)
}

test.each([
  '^[0-9]{5}$',
  '^[А-ЯЁ][а-яё]+(-[А-ЯЁ][а-яё]+)*$',
  '^[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+( [А-ЯЁ][а-яё]+)?$',
  '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$',
  '^\\+7 \\(\\d{3}\\) \\d{3}-\\d{2}-\\d{2}$',
  '^(?:[1-9]|1[01])[а-я]$',
  '^(м|ж)+$',
  '^(ab|cd)+$',
  '^(,\\d+)*$',
  '^(\\d{3})+$',
  '[(+]+',
  '[^\\]]+',
  '\\p{L}+',
  '\\\\1',
  '(?!x)a+',
  '(?<year>\\d{4})',
])('a pattern that takes time as long as the text is accepted: %s', (pattern) => {
  expect(said(pattern)).toEqual([])
})

test.each([
  '^(a+)+$',
  '^(a|a)*$',
  '^(a|ab)*c',
  '(a?a?)+',
  '(aa?)+',
  '(ac?|c)+',
  '(\\d{1,3})+',
  '(\\s*a\\s*)*',
  '(\\w+\\s?)*',
  '(?:(?:a+))*',
  '(?=(a+)+)b',
  '((ab)+)+',
  'a*a*a*b',
  '^\\s*.*\\s*$',
  '^.*,.*,.*$',
  '(a)\\1',
  '(?<x>a)\\k<x>',
])('a pattern that may take a time out of measure is refused: %s', (pattern) => {
  expect(said(pattern)).toEqual(['E_PATTERN'])
})

test.each(['(', '[a-', 'a{2,1}', '\\-', '(?<a>x)(?<a>y)'])('a pattern that is none is refused: %s', (pattern) => {
  expect(said(pattern)).toEqual(['E_PATTERN'])
})
