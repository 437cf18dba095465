// Runs in Chromium: opens forms for the bench and says when they can be used.
import type { CompiledForm, FormData } from '@tabel/engine'
import { memoryDraftStore } from '@tabel/renderer'
import type { TabelForm } from '@tabel/renderer'
import type {} from './bench-page.ts'

const nextFrame = (): Promise<number> => new Promise((done) => requestAnimationFrame(done))

/** Resolves when what the next frame shows has been drawn. */
async function drawn(): Promise<void> {
  await nextFrame()
  await new Promise((done) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', done, { once: true })
    port1.start()
    port2.postMessage(null)
  })
}

const asked = new URLSearchParams(location.search)
const name = asked.get('form') ?? 'small'
const grid = asked.get('grid') === 'excel' ? 'excel' : 'table'
const { form, data } = (await (await fetch(`/forms/${name}.json`)).json()) as { form: CompiledForm; data: FormData }

let reached: (at: number) => void = () => {}
const usable = new Promise<number>((done) => {
  reached = done
})

function mount(): TabelForm {
  const store = memoryDraftStore({ form, data, today: '2026-04-22' })
  const save = store.save.bind(store)
  store.save = (ops) => {
    save(ops)
    reached(performance.now())
  }
  const element = document.createElement('tabel-form')
  element.grid = grid
  document.body.append(element)
  element.store = store
  return element
}

function firstGrid(element: TabelForm): HTMLElement | null {
  const sheet = element.shadowRoot?.querySelector('tabel-sheet')
  const grids = [...(sheet?.shadowRoot?.querySelectorAll<HTMLElement>('tabel-grid') ?? [])]
  return grids.find((grid) => grid.shadowRoot?.querySelector('[data-cell^="t0/"]')) ?? null
}

/** The canvas, once it has drawn its active cell. */
function drawnCanvas(element: TabelForm): HTMLElement | null {
  const canvas = element.querySelector<HTMLElement>('.tabel-canvas')
  const active = canvas?.lastElementChild?.shadowRoot?.querySelector('.anchor')
  return canvas && (active?.getBoundingClientRect().width ?? 0) > 0 ? canvas : null
}

/** The cells of the table, once they are drawn. */
async function opened(element: TabelForm): Promise<HTMLElement> {
  for (;;) {
    const target =
      grid === 'excel'
        ? drawnCanvas(element)
        : (firstGrid(element)?.shadowRoot?.querySelector<HTMLElement>('[role=grid]') ?? null)
    if (target) return target
    await nextFrame()
  }
}

/** Presses keys until one has reached the store: a form that is drawn but deaf is not usable. */
async function press(element: TabelForm): Promise<void> {
  const target = await opened(element)
  let heard = false
  void usable.then(() => (heard = true))
  while (!heard) {
    target.focus()
    target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Delete', bubbles: true, composed: true, cancelable: true }))
    await nextFrame()
  }
}

const frames: number[] = []
const problemFrames: number[] = []
const countOf = (element: TabelForm): string =>
  [...(element.shadowRoot?.querySelectorAll('button') ?? [])].find((one) => one.textContent?.includes('Ошибки'))?.textContent ??
  ''

function watchEnter(element: TabelForm): void {
  addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Enter') return
      const before = countOf(element)
      void drawn().then(() => frames.push(performance.now() - event.timeStamp))
      const look = async (): Promise<void> => {
        for (let frame = 1; frame <= 60; frame++) {
          await nextFrame()
          if (countOf(element) === before) continue
          problemFrames.push(frame)
          return
        }
      }
      void look()
    },
    { capture: true },
  )
}

window.bench = {
  usable,
  frames,
  problemFrames,
  remount: async (times) => {
    for (let turn = 0; turn < times; turn++) {
      const element = mount()
      await opened(element)
      await nextFrame()
      element.remove()
      await nextFrame()
    }
  },
}

const first = mount()
watchEnter(first)
await press(first)
