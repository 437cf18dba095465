import { expect, test } from 'vitest'
import { findRoute, publicationPath, sectionPath } from '../../../server/cabinet/src/router/routes.ts'
import { withQuery } from '../../../server/cabinet/src/router/with-query.ts'

test.each([
  ['/', 'sections', {}],
  ['/lk', 'sections', {}],
  ['/lk/vpr', 'section', { section: 'vpr' }],
  ['/lk/publications/vpr/poriadok', 'section', { section: 'vpr', slug: 'poriadok' }],
  ['/lk/publications/vpr/poriadok/more', 'missing', {}],
  ['/lk/organisations', 'organisations', {}],
  ['/lk/forms', 'forms', {}],
  ['/lk/audit', 'audit', {}],
  ['/admin', 'missing', {}],
])('%s is the page «%s»', (path, page, params) => {
  expect(findRoute(path)).toEqual({ page, params })
})

test('addresses that are made are found again, whatever the slug', () => {
  expect(findRoute(sectionPath('впр спо'))).toEqual({ page: 'section', params: { section: 'впр спо' } })
  expect(findRoute(publicationPath('vpr', 'a/b?c'))).toEqual({ page: 'section', params: { section: 'vpr', slug: 'a/b?c' } })
})

test('a query leaves out what is empty, and keeps what only looks like an address', () => {
  expect(withQuery('/lk/organisations', { parent: '', q: '' })).toBe('/lk/organisations')
  const search = new URLSearchParams(withQuery('/lk/organisations', { parent: '', q: 'a&b=№ 5' }).split('?')[1])
  expect([...search]).toEqual([['q', 'a&b=№ 5']])
})
