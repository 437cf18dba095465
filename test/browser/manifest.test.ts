import { TabelForm } from '@tabel/renderer'
import type { TabelFormEvents } from '@tabel/renderer'
import { expect, test } from 'vitest'
import manifest from '../../renderer/custom-elements.json' with { type: 'json' }
import own from '../../renderer/package.json' with { type: 'json' }

const [module] = manifest.modules
const [declared] = module?.declarations ?? []
if (!module || !declared) throw new Error('the manifest has no element')

/** Every event there is, by its type: TypeScript refuses a list that leaves one out or makes one up. */
const events = {
  'tabel-change': true,
  'tabel-problems': true,
  'tabel-save': true,
  'tabel-submit': true,
  'tabel-submitted': true,
  'tabel-close': true,
  'tabel-signed-out': true,
} satisfies Record<keyof TabelFormEvents, true>

const sorted = (names: Iterable<string>) => [...names].toSorted((one, other) => one.localeCompare(other))
const names = (list: readonly { readonly name: string }[]) => sorted(list.map(({ name }) => name))

test('the package says where its manifest is, and the manifest which element it defines', () => {
  expect(own).toMatchObject({ customElements: 'custom-elements.json', files: expect.arrayContaining(['custom-elements.json']) })
  expect(module.exports).toContainEqual(expect.objectContaining({ kind: 'custom-element-definition', name: 'tabel-form' }))
  expect(customElements.get(declared.tagName)).toBe(TabelForm)
})

test('the properties, attributes and methods of the manifest are those of the element', () => {
  const element = document.createElement('tabel-form')
  const open = [...TabelForm.elementProperties].filter(([, { state }]) => state !== true)
  const fields = declared.members.filter(({ kind }) => kind === 'field')
  expect(names(fields)).toEqual(sorted(open.map(([name]) => String(name))))
  expect(names(declared.attributes)).toEqual(sorted(TabelForm.observedAttributes))
  const methods = declared.members.filter(({ kind }) => kind === 'method')
  expect(methods.filter(({ name }) => typeof element[name as keyof TabelForm] !== 'function')).toEqual([])
})

test('the events of the manifest are those that are dispatched, each with the type of its detail', () => {
  expect(names(declared.events)).toEqual(sorted(Object.keys(events)))
  for (const { name, type } of declared.events) expect(type.text).toBe(`CustomEvent<TabelFormEvents['${name}']>`)
})

test('everything in the manifest is explained', () => {
  const all = [...declared.members, ...declared.attributes, ...declared.events, ...declared.cssProperties]
  expect(all.filter(({ description }) => !description).map(({ name }) => name)).toEqual([])
})
