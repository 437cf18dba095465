import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const sources = ['server/cabinet/src', 'renderer/src'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name: `${folder}/${name}`, text: readFileSync(join(root, folder, name), 'utf8') })),
)
/** Files in which a pattern is found. */
const having = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name)

// What the browser draws or says by itself is in the language of the browser, which need not be Russian.
test('no field is drawn by the browser with words of its own', () => {
  expect(having(/<input\b[^>]*type="?(?:date|datetime-local|time|month|week|color|image|reset)\b/u)).toEqual([])
  // File fields are hidden behind buttons.
  expect(having(/<input\b[^>]*type="?file\b/u)).toEqual([
    'server/cabinet/src/elements/file-button.ts',
    'renderer/src/form/attachment-window.ts',
  ])
})

test('no form is checked by the browser, whose bubbles speak its language', () => {
  expect(having(/<form\b(?![^>]*\b(?:novalidate|role="search"|method="dialog"))/u)).toEqual([])
  expect(having(/\.reportValidity\(|\b(?:window\.)?(?:alert|confirm|prompt)\(['"`]/u)).toEqual([])
})
