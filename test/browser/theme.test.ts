import { afterEach, expect, test } from 'vitest'
import { cdp } from 'vitest/browser'
import manifest from '../../renderer/custom-elements.json' with { type: 'json' }
import { openSample, place } from './support/open-form.ts'
import type { OpenForm } from './support/open-form.ts'
import { pupils, sampleForm } from './support/sample-form.ts'

const page = document.documentElement

afterEach(async () => {
  page.removeAttribute('style')
  document.body.replaceChildren()
  await prefer('light')
})

/** What the computer says it prefers. */
async function prefer(scheme: 'light' | 'dark'): Promise<void> {
  await (cdp() as { send(method: string, params: object): Promise<unknown> }).send('Emulation.setEmulatedMedia', {
    features: [{ name: 'prefers-color-scheme', value: scheme }],
  })
}

/** The colours of the form, of a cell and of the button «Сдать отчет», as they are drawn. */
async function drawn(form: OpenForm): Promise<readonly string[]> {
  await form.settled()
  const background = (element: Element) => getComputedStyle(element).backgroundColor
  return [background(form.element), background(form.cell('pupils/r1/z1')), getComputedStyle(form.button('Ошибки')).color]
}

const light = ['rgb(255, 255, 255)', 'rgb(255, 255, 255)', 'rgb(27, 36, 48)']
const dark = ['rgb(20, 25, 31)', 'rgb(20, 25, 31)', 'rgb(228, 233, 239)']
const complete = { pupils: pupils(2), info: { name: 'Лицей 1' } }

test('a form is light, dark when it is told to be, and follows the computer only when asked to', async () => {
  const form = await openSample(complete)
  await prefer('dark')
  expect(await drawn(form)).toEqual(light)
  form.element.theme = 'auto'
  expect(await drawn(form)).toEqual(dark)
  await prefer('light')
  expect(await drawn(form)).toEqual(light)
  form.element.setAttribute('theme', 'dark')
  expect(await drawn(form)).toEqual(dark)
  expect(getComputedStyle(form.element).colorScheme).toBe('dark')
})

test.each(['light', 'dark'] as const)(
  'a page that sets a colour itself, on the form or far around it, wins: %s',
  async (theme) => {
    page.style.setProperty('--tabel-paper', 'rgb(1, 2, 3)')
    const form = await openSample(complete)
    form.element.theme = theme
    form.element.style.setProperty('--tabel-ink', 'rgb(4, 5, 6)')
    expect(await drawn(form)).toEqual(['rgb(1, 2, 3)', 'rgb(1, 2, 3)', 'rgb(4, 5, 6)'])
  },
)

test('the canvas takes the colours of the form, and takes them anew when they change', async () => {
  const element = document.createElement('tabel-form')
  Object.assign(element, { form: sampleForm, data: complete, grid: 'excel', theme: 'dark' })
  place().append(element)
  const colours = () => {
    const canvas = [...element.querySelectorAll<HTMLCanvasElement>('.tabel-canvas canvas')].toSorted(
      (a, b) => b.width - a.width,
    )[0]
    const context = canvas?.getContext('2d')
    if (!canvas || !context) return []
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    const seen = new Map<string, number>()
    for (let at = 0; at < data.length; at += 4) {
      const colour = `rgb(${data[at]}, ${data[at + 1]}, ${data[at + 2]})`
      seen.set(colour, (seen.get(colour) ?? 0) + 1)
    }
    return [...seen]
      .toSorted(([, one], [, other]) => other - one)
      .slice(0, 3)
      .map(([colour]) => colour)
  }
  await expect.poll(colours, { timeout: 20_000 }).toContain('rgb(20, 25, 31)')
  expect(colours()).not.toContain('rgb(255, 255, 255)')
  // What the cells do not reach is no white page beside them.
  const around = [...element.querySelectorAll('.tabel-canvas *')].map((one) => getComputedStyle(one).backgroundColor)
  expect(around).toContain('rgb(20, 25, 31)')
  expect(around).not.toContain('rgb(255, 255, 255)')
  element.theme = 'light'
  await expect.poll(colours, { timeout: 20_000 }).toContain('rgb(255, 255, 255)')
  expect(colours()).not.toContain('rgb(20, 25, 31)')
  expect(document.documentElement.className).toBe('')
  element.remove()
  await expect.poll(() => document.body.children.length).toBeLessThanOrEqual(1)
})

const sources = Object.entries(
  import.meta.glob<string>('../../renderer/src/{form,grid}/**/*.ts', { query: '?raw', import: 'default', eager: true }),
).filter(([file]) => !file.endsWith('/theme.ts'))

test('every colour in the manifest is used, and every one that is used is in the manifest', () => {
  // Styles name them in var(), the canvas in a list.
  const names = (source: string) => source.matchAll(/var\(--_([a-z-]+)\)|^ {2}'([a-z-]+)',$/gmu)
  const used = new Set(sources.flatMap(([, source]) => [...names(source)].map(([, style, canvas]) => style ?? canvas)))
  const declared = manifest.modules[0]?.declarations[0]?.cssProperties ?? []
  expect(used).toEqual(new Set(declared.map(({ name }) => name.replace('--tabel-', ''))))
})

test('no colour is written anywhere but in the palette', () => {
  const written = sources.flatMap(([file, source]) =>
    [...source.matchAll(/#[0-9a-f]{3}(?:[0-9a-f]{3})?\b(?=[;,) '"])|\brgba?\(|--tabel-[a-z-]+/gu)].map(
      ([text]) => `${file}: ${text}`,
    ),
  )
  expect(written).toEqual([])
})

test('a page styles the parts of the form', async () => {
  const form = await openSample({ pupils: pupils(1) })
  const style = document.createElement('style')
  style.textContent = 'tabel-form::part(foot) { letter-spacing: 3px } tabel-form::part(problems) { letter-spacing: 4px }'
  document.body.append(style)
  await form.press('Ошибки')
  for (const [part, expected] of [
    ['foot', '3px'],
    ['problems', '4px'],
  ] as const)
    expect(getComputedStyle(form.root.querySelector(`[part=${part}]`) ?? document.body).letterSpacing).toBe(expected)
  const parts = [...form.root.querySelectorAll('[part]')].map((one) => one.getAttribute('part'))
  expect(new Set(parts)).toEqual(new Set(['actions', 'foot', 'main', 'problems', 'tabs', 'toolbar']))
})
