import type { FileRef, FormData } from '@tabel/engine'
import { AttachError, memoryAttachments, memoryDraftStore, readOnlyStore } from '@tabel/renderer'
import type { Attachments } from '@tabel/renderer'
import axe from 'axe-core'
import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { formOf } from '../support/cells.ts'
import { Seen } from './support/either-grid.ts'
import { openForm } from './support/open-form.ts'
import type { OpenForm } from './support/open-form.ts'

// A cell for a file, as people meet it: in fields, in a table, in a form that is only looked at.

const form = formOf({
  sheets: [
    {
      sheet: 'main',
      title: 'Общее',
      blocks: [
        {
          fields: 'f',
          items: [
            { key: 'menu', title: 'Меню', type: 'file', accept: ['pdf'], maxSize: 1 },
            { key: 'who', title: 'Кто готовит', type: 'string' },
          ],
        },
        {
          table: 't',
          title: 'Приказы',
          rows: { max: 10 },
          columns: [
            { key: 'no', title: 'Номер', type: 'string' },
            { key: 'scan', title: 'Скан', type: 'file' },
          ],
        },
      ],
    },
  ],
})

const draft = { form, today: '2026-04-25' }
const menu = new File(['%PDF-1.7'], 'меню.pdf')
const kept: FileRef = { $file: 'k1', name: 'старое.pdf', size: 20_480 }

/** Where files are kept, with a transfer that goes on until the test says otherwise. */
class SlowAttachments implements Attachments {
  progress: (share: number) => void = () => {}
  arrive: () => void = () => {}
  fail: (error: AttachError) => void = () => {}

  readonly attach: NonNullable<Attachments['attach']> = ({ file, progress, signal }) =>
    new Promise((done, failed) => {
      this.progress = progress
      this.fail = failed
      this.arrive = () => done({ $file: 'new', name: file.name, size: file.size })
      signal.addEventListener('abort', () => failed(new AttachError('cancelled', 'Передача файла отменена')))
    })

  address({ $file }: FileRef, view: boolean): string {
    return `/files/${$file}${view ? '?view=1' : ''}`
  }
}

const open = (data: FormData = {}, attachments: Attachments = memoryAttachments()) =>
  openForm(memoryDraftStore({ ...draft, data, attachments }))

const dialog = (page: OpenForm): HTMLDialogElement | null =>
  page.root.querySelector('tabel-attachment')?.shadowRoot?.querySelector('dialog') ?? null

/** By keys: what stands in the cell is pressed by itself. */
async function toMenu(page: OpenForm): Promise<void> {
  await page.click('f//who')
  await page.keys('{ArrowUp}')
  expect(page.active).toBe('f//menu')
}

async function opened(page: OpenForm): Promise<HTMLDialogElement> {
  await vi.waitUntil(() => dialog(page)?.open)
  return dialog(page) as HTMLDialogElement
}

const button = (window: HTMLDialogElement, text: string): HTMLButtonElement => {
  const found = [...window.querySelectorAll('button')].find((one) => one.textContent?.trim() === text)
  if (!found) throw new Error(`no button «${text}»`)
  return found
}

async function choose(window: HTMLDialogElement, file: File): Promise<void> {
  await userEvent.upload(window.querySelector('input') as HTMLInputElement, file)
}

function drop(target: Element, file: File): void {
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(file)
  for (const kind of ['dragover', 'drop'])
    target.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, composed: true, cancelable: true }))
}

test('Enter asks for a file, which then stands in the cell by its name as a link; Ctrl+Z brings the former one back', async () => {
  const page = await open({ f: { menu: kept } }, new SlowAttachments())
  await toMenu(page)
  await page.keys('{Enter}')
  const window = await opened(page)
  expect(window.textContent).toContain('старое.pdf')
  expect(window.textContent).toContain('21 КБ')
  expect([...window.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual(['/files/k1?view=1', '/files/k1'])
  await page.keys('{Escape}')
  await vi.waitUntil(() => dialog(page) === null)
  expect(page.active).toBe('f//menu')

  await page.keys('{Delete}')
  expect(page.element.data).toEqual({})
  expect(page.text('f//menu')).toBe('')
  await page.keys('{Control>}z{/Control}')
  await expect.poll(() => page.text('f//menu')).toBe('старое.pdf')
  const link = page.cell('f//menu').querySelector('a')
  expect(link?.getAttribute('href')).toBe('/files/k1?view=1')
  // A long name is cut in the cell.
  expect(link?.title).toBe('старое.pdf')
})

test('a file is chosen by the button, shown on its way, and replaced in one step of undo', async () => {
  const files = new SlowAttachments()
  const page = await open({ f: { menu: kept } }, files)
  await toMenu(page)
  await userEvent.click(page.cell('f//menu').querySelector('button') as HTMLButtonElement)
  const window = await opened(page)
  await choose(window, menu)
  await vi.waitUntil(() => window.querySelector('progress'))
  files.progress(0.4)
  await expect.poll(() => window.textContent).toContain('40 %')
  expect(window.querySelector('progress')?.value).toBe(0.4)
  files.arrive()
  await vi.waitUntil(() => dialog(page) === null)
  expect(page.text('f//menu')).toBe('меню.pdf')
  expect(page.notice).toBe('Файл «меню.pdf» приложен')
  expect(page.element.data).toEqual({ f: { menu: { $file: 'new', name: 'меню.pdf', size: menu.size } } })
  await page.keys('{Control>}z{/Control}')
  await expect.poll(() => page.text('f//menu')).toBe('старое.pdf')
})

test('a transfer can be cancelled, and one that fails is told and can be tried again', async () => {
  const files = new SlowAttachments()
  const page = await open({}, files)
  await toMenu(page)
  await page.keys('{F2}')
  const window = await opened(page)
  const fault = () => window.querySelector('[role=alert]')?.textContent
  await choose(window, menu)
  await vi.waitUntil(() => window.querySelector('progress'))
  await userEvent.click(button(window, 'Отменить'))
  await expect.poll(fault).toBe('Передача файла отменена')
  await choose(window, menu)
  await vi.waitUntil(() => window.querySelector('progress'))
  files.fail(new AttachError('offline', 'Нет связи с сервером'))
  await expect.poll(fault).toBe('Нет связи с сервером')
  expect(page.element.data).toEqual({})
  await choose(window, menu)
  await vi.waitUntil(() => window.querySelector('progress'))
  files.arrive()
  await vi.waitUntil(() => dialog(page) === null)
  expect(page.text('f//menu')).toBe('меню.pdf')
})

test('what the column does not take is told before anything is sent', async () => {
  const page = await open()
  await toMenu(page)
  await page.keys('{Enter}')
  const window = await opened(page)
  const fault = () => window.querySelector('[role=alert]')?.textContent
  expect(window.querySelector('input')?.accept).toBe('.pdf')
  expect(window.textContent).toContain('Подходят: pdf, не больше 1 МБ')
  drop(window, new File(['текст'], 'меню.docx'))
  await expect.poll(fault).toBe('Файл «меню.docx» не подходит: нужен pdf')
  drop(window, new File([new Uint8Array(1_300_000)], 'меню.pdf'))
  await expect.poll(fault).toBe('Файл «меню.pdf» – 1,3 МБ: можно не больше 1 МБ')
  drop(window, new File([], 'меню.pdf'))
  await expect.poll(fault).toContain('Файл пуст')
  expect((await axe.run(window)).violations.map(({ id }) => id)).toEqual([])
})

test('a file is dropped on its cell, in the row that waits too; beside it nothing happens', async () => {
  const page = await open({ t: [{ $id: 'a', no: '1' }] })
  drop(page.cell('t/a/scan'), new File(['1'], 'приказ.png'))
  await expect.poll(() => page.text('t/a/scan')).toBe('приказ.png')
  drop(page.cell('t/+/scan'), new File(['2'], 'второй.png'))
  await expect.poll(() => page.element.data['t']).toMatchObject([{ no: '1' }, { scan: { name: 'второй.png' } }])
  drop(page.cell('t/a/no'), new File(['3'], 'третий.png'))
  await expect.poll(() => page.notice).toContain('Файл можно бросить только на ячейку')
})

test('letters, cut and paste leave files alone', async () => {
  const page = await open({ f: { menu: kept, who: 'Школа' } })
  await toMenu(page)
  await page.keys('x')
  expect(page.editor).toBeNull()
  expect(page.notice).toContain('нажмите Enter')
  await page.copy('cut')
  await page.paste('другое.pdf')
  expect(page.element.data).toEqual({ f: { menu: kept, who: 'Школа' } })
})

test('where a form is only looked at, its files can be opened and saved, and nothing else', async () => {
  const page = await openForm(
    readOnlyStore({
      ...draft,
      data: { f: { menu: kept } },
      attachments: { attach: null, address: () => '/files/k1' },
    }),
  )
  expect(page.cell('f//menu').querySelector('button')).toBeNull()
  expect(page.cell('f//menu').querySelector('a')?.getAttribute('href')).toBe('/files/k1')
  await toMenu(page)
  await page.keys('{Enter}')
  const window = await opened(page)
  expect([...window.querySelectorAll('a, button')].map((one) => one.textContent?.trim())).toEqual([
    'Открыть',
    'Скачать',
    'Закрыть',
  ])
})

test('a page without a place for files says so, and one that brings its own takes them', async () => {
  const page = await open()
  const { element } = page
  element.store = null
  element.form = form
  await vi.waitUntil(() => element.store === null && element.shadowRoot?.querySelector('tabel-sheet'))
  await page.settled()
  expect(page.cell('f//menu').querySelector('button')).toBeNull()
  await toMenu(page)
  await page.keys('{Enter}{ArrowUp}{F2}')
  expect(page.notice).toBe('Здесь файлы не принимаются')
  expect(dialog(page)).toBeNull()
  element.attachments = memoryAttachments()
  await page.keys('{F2}')
  await choose(await opened(page), menu)
  await expect.poll(() => element.data).toMatchObject({ f: { menu: { name: 'меню.pdf' } } })
})

test('«Как в Excel» shows the name and opens the same window', async () => {
  const page = await open({ f: { menu: kept } }, new SlowAttachments())
  page.element.grid = 'excel'
  const canvas = () => page.element.querySelector<HTMLElement>('.tabel-canvas')
  const over = () => [...(canvas()?.children ?? [])].find(({ shadowRoot }) => shadowRoot)?.shadowRoot
  const said = () => over()?.querySelector('[role=status]')?.textContent ?? ''
  await expect.poll(said, { timeout: 20_000 }).toContain('старое.pdf')
  page.element.focus()
  await page.keys('{Enter}')
  const window = await opened(page)
  expect(window.textContent).toContain('Заменить файл')
  await page.keys('{Escape}')
  await vi.waitUntil(() => dialog(page) === null)
  await page.keys('{Delete}')
  expect(page.element.data).toEqual({})
  // The empty cell invites, and holds nothing: nothing is copied from it.
  const seen = new Seen(page.element)
  await expect.poll(() => seen.stands).toBe('left')
  expect(await seen.clipboard('copy')).toBe('')
  page.element.readOnly = true
  await expect.poll(() => seen.stands).toBe('nowhere')
  page.element.remove()
})
