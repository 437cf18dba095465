import type { PathParams } from './match-path.ts'
import type { PageName } from './routes.ts'
import { findRoute } from './routes.ts'
import { ScrollMemory } from './scroll-memory.ts'

/** Where the person is. A new object after every move. */
export interface Place {
  readonly page: PageName
  readonly params: PathParams
  readonly query: URLSearchParams
  /** Address without the query. */
  readonly path: string
  /** Slugs of the publications that are expanded here. */
  readonly expanded: readonly string[]
}

interface Entry {
  readonly key: string
  readonly expanded?: readonly string[]
  /** A window was opened over the page, so Back closes it. */
  readonly over?: boolean
}

/** Addresses, Back and Forward, reload: the history of the browser says what is shown. */
export class Router {
  readonly #moved: (place: Place) => void
  readonly #scrolls = new ScrollMemory()
  #place: Place
  #key: string
  #leaving = false
  #wantsFocus = false

  constructor(moved: (place: Place) => void) {
    this.#moved = moved
    this.#key = entry().key
    this.#place = currentPlace()
  }

  get place(): Place {
    return this.#place
  }

  /** Begins to follow links and the history. */
  start(): void {
    history.scrollRestoration = 'manual'
    history.replaceState({ ...entry(), key: this.#key }, '')
    addEventListener('popstate', () => this.#popped())
    addEventListener('pagehide', () => this.#scrolls.save(this.#key))
    document.addEventListener('click', (event) => this.#clicked(event))
    this.#scrolls.restore(this.#key)
  }

  /** Moves to another page. */
  go(to: string): void {
    this.#push(to, {})
    this.#wantsFocus = true
    this.#scrolls.reset()
    this.#update()
  }

  /** Changes the address of the page that is shown; Back skips over the former one. */
  replace(to: string): void {
    history.replaceState(history.state, '', to)
    this.#update()
  }

  /** Says in the address which publications are expanded; Back skips over it. */
  expand(to: string, expanded: readonly string[]): void {
    history.replaceState({ ...entry(), expanded }, '', to)
    this.#update()
  }

  /** Opens a window over the page: `query` is added to the address, Back closes it. */
  openOver(path: string, query: Readonly<Record<string, string>>): void {
    const search = path === this.#place.path ? new URLSearchParams(this.#place.query) : new URLSearchParams()
    for (const [name, value] of Object.entries(query)) search.set(name, value)
    this.#push(`${path}?${search}`, { expanded: this.#place.expanded, over: true })
    this.#update()
  }

  /** Shows something else in the window that is open: a reload keeps it, Back closes the window. What is empty leaves the address. */
  moveOver(query: Readonly<Record<string, string>>): void {
    const search = new URLSearchParams(this.#place.query)
    for (const [name, value] of Object.entries(query)) {
      if (value === '') search.delete(name)
      else search.set(name, value)
    }
    history.replaceState(history.state, '', `${this.#place.path}?${search}`)
    this.#update()
  }

  /** Closes such a window, whether it was opened here or by its address. */
  closeOver(...names: readonly string[]): void {
    if (this.#leaving || !names.some((name) => this.#place.query.has(name))) return
    if (entry().over) {
      this.#leaving = true
      history.back()
      return
    }
    const search = new URLSearchParams(this.#place.query)
    for (const name of names) search.delete(name)
    history.replaceState(history.state, '', search.size > 0 ? `${this.#place.path}?${search}` : this.#place.path)
    this.#update()
  }

  /** True once after a move: the new page puts the focus on its heading. */
  takeFocus(): boolean {
    const wants = this.#wantsFocus
    this.#wantsFocus = false
    return wants
  }

  #push(to: string, more: Omit<Entry, 'key'>): void {
    this.#scrolls.save(this.#key)
    this.#key = newKey()
    history.pushState({ key: this.#key, ...more }, '', to)
  }

  #popped(): void {
    const before = this.#place.path
    this.#leaving = false
    this.#scrolls.save(this.#key)
    this.#key = entry().key
    this.#update()
    if (before === this.#place.path) return
    this.#wantsFocus = true
    this.#scrolls.restore(this.#key)
  }

  #update(): void {
    this.#place = currentPlace()
    this.#moved(this.#place)
  }

  #clicked(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const link = event.composedPath().find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement)
    if (!link || link.target !== '' || link.hasAttribute('download') || link.origin !== location.origin) return
    if (link.hash !== '' || findRoute(link.pathname).page === 'missing') return
    event.preventDefault()
    this.go(link.href)
  }
}

function currentPlace(): Place {
  const path = location.pathname
  const { page, params } = findRoute(path)
  const slug = params['slug']
  const expanded = entry().expanded ?? (slug === undefined ? [] : [slug])
  return { page, params, query: new URLSearchParams(location.search), path, expanded }
}

function entry(): Entry {
  const state = history.state as Partial<Entry> | null
  return { ...state, key: state?.key ?? newKey() }
}

function newKey(): string {
  return `${Date.now()}-${Math.random()}`
}
