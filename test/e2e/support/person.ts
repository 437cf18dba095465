import type { BrowserContext, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** Everything a page must never do, gathered while it is used. */
export class Complaints {
  readonly list: string[] = []

  /** @param origin the only address a page may ask. */
  watch(page: Page, origin: string): void {
    page.on('pageerror', (error) => this.list.push(`error: ${error.message}`))
    page.on('console', (message) => {
      // Being refused or offline is part of the story; the browser reports it by itself.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.list.push(`console: ${message.text()}`)
    })
    page.on('request', (request) => {
      const { protocol } = new URL(request.url())
      if ((protocol === 'http:' || protocol === 'https:') && !request.url().startsWith(origin))
        this.list.push(`asked ${request.url()}`)
    })
  }
}

/** Somebody who uses the cabinet with mouse, keyboard and clipboard. */
export class Person {
  readonly page: Page
  readonly #origin: string

  private constructor(page: Page, origin: string) {
    this.page = page
    this.#origin = origin
  }

  static async open(context: BrowserContext, origin: string, complaints: Complaints): Promise<Person> {
    const page = await context.newPage()
    complaints.watch(page, origin)
    await page.goto(origin)
    return new Person(page, origin)
  }

  async signIn(login: string, password: string): Promise<void> {
    await this.page.getByLabel('Логин').fill(login)
    await this.page.getByRole('textbox', { name: 'Пароль' }).fill(password)
    await this.page.getByRole('button', { name: 'Войти' }).click()
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: 'Выйти' }).click()
    await this.page.getByRole('button', { name: 'Войти' }).waitFor()
  }

  /** Opens a section and finds a publication in it: by itself, the one in which the results are collected. */
  async openPublication(section = 'ВПР', title = 'ВПР. Математика. 4 класс: сбор результатов'): Promise<Locator> {
    await this.page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name: section, exact: true }).click()
    const publication = this.page.getByRole('article', { name: title })
    await publication.waitFor()
    return publication
  }

  async openForm(button: 'Заполнить' | 'Редактировать'): Promise<Form> {
    await this.page.getByRole('button', { name: button }).click()
    const form = new Form(this.page)
    await form.ready()
    return form
  }

  get origin(): string {
    return this.#origin
  }
}

/** The table over the cabinet. */
export class Form {
  readonly page: Page
  readonly root: Locator

  constructor(page: Page) {
    this.page = page
    this.root = page.locator('tabel-form')
  }

  async ready(): Promise<void> {
    await this.root.getByRole('tab').first().waitFor()
  }

  async sheet(title: string): Promise<void> {
    await this.root.getByRole('tab', { name: title }).click()
  }

  /** A cell by its column's key and zero-based row; the row after the last one is the empty row that waits for typing. */
  cell(table: string, row: number, column: string): Locator {
    return this.root.locator(`[data-cell^="${table}/"][data-cell$="/${column}"]`).nth(row)
  }

  async goTo(table: string, row: number, column: string): Promise<void> {
    await this.cell(table, row, column).click()
  }

  /** Types as with a Russian keyboard: every key is pressed, none is pasted. */
  async keys(text: string): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page)
    for (const key of text) {
      await session.send('Input.dispatchKeyEvent', {
        type: 'keyDown',
        key,
        text: key,
        unmodifiedText: key,
        windowsVirtualKeyCode: 65,
      })
      await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, windowsVirtualKeyCode: 65 })
    }
    await session.detach()
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key)
  }

  /** Puts a block of cells into the clipboard, as Excel does, and pastes it at the active cell. */
  async paste(rows: readonly (readonly (string | number)[])[]): Promise<void> {
    const text = rows.map((row) => row.join('\t')).join('\r\n')
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
    await this.page.keyboard.press('Control+V')
  }

  async expectCell(table: string, row: number, column: string, text: string): Promise<void> {
    await expect
      .poll(() =>
        this.cell(table, row, column)
          .textContent()
          .then((shown) => shown?.trim()),
      )
      .toBe(text)
  }

  /** A cell for files holds one of this name, or none. */
  async expectFile(table: string, row: number, column: string, name: string | null): Promise<void> {
    const link = this.cell(table, row, column).getByRole('link')
    await expect
      .poll(() => link.allTextContents().then((texts) => texts.map((text) => text.trim())))
      .toEqual(name === null ? [] : [name])
  }

  get submit(): Locator {
    return this.root.getByRole('button', { name: 'Сдать отчет' })
  }

  get problemsButton(): Locator {
    return this.root.getByRole('button', { name: /^Ошибки/u })
  }

  get saveLine(): Locator {
    return this.root.locator('#save-line')
  }

  /** Waits until the line above the table says that everything is on the server. */
  async saved(): Promise<void> {
    await expect.poll(() => this.saveLine.textContent(), { timeout: 20_000 }).toMatch(/^Сохранено в \d\d:\d\d$/u)
  }

  async close(): Promise<void> {
    await this.root.getByRole('button', { name: 'Закрыть', exact: true }).click()
    await this.root.waitFor({ state: 'detached' })
  }
}
