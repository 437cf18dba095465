import { isWithin } from '@tabel/server'
import { expect, test } from 'vitest'

test.each([
  ['2026.1.0', undefined, true],
  ['2026.1.0', '2026.1.0', true],
  ['2026.1.1', '2026.1.0', false],
  ['2026.1.1', '2026.1', true],
  ['2026.3.0', '2026', true],
  ['2026.3.0', '^2026.1.0', true],
  ['2026.0.9', '^2026.1.0', false],
  ['2027.1.0', '^2026.1.0', false],
  ['2026.1.9', '~2026.1.2', true],
  ['2026.1.1', '~2026.1.2', false],
  ['2026.2.0', '~2026.1.2', false],
  ['2026.10.0', '^2026.9.0', true],
  ['2026', '^2026.0.0', true],
] as const)('version %s within %s: %s', (version, range, expected) => {
  expect(isWithin(version, range)).toBe(expected)
})
