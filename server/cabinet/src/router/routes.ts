import type { PathParams } from './match-path.ts'
import { matchPath } from './match-path.ts'

/** Pages of the cabinet. */
export type PageName = 'sections' | 'section' | 'organisations' | 'forms' | 'audit' | 'missing'

const table: readonly (readonly [pattern: string, page: PageName])[] = [
  ['/', 'sections'],
  ['/lk', 'sections'],
  ['/lk/organisations', 'organisations'],
  ['/lk/forms', 'forms'],
  ['/lk/audit', 'audit'],
  ['/lk/:section', 'section'],
  ['/lk/publications/:section/:slug', 'section'],
]

/** Which page an address leads to; `missing` when none. */
export function findRoute(pathname: string): { readonly page: PageName; readonly params: PathParams } {
  for (const [pattern, page] of table) {
    const params = matchPath(pattern, pathname)
    if (params) return { page, params }
  }
  return { page: 'missing', params: {} }
}

/** Address of a section. */
export function sectionPath(section: string): string {
  return `/lk/${encodeURIComponent(section)}`
}

/** Permanent address of a publication. */
export function publicationPath(section: string, slug: string): string {
  return `/lk/publications/${encodeURIComponent(section)}/${encodeURIComponent(slug)}`
}
