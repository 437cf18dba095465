import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { createServer } from 'vite'
import type { ViteDevServer } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChromium } from '../support/chromium.ts'

let server: ViteDevServer
let browser: Browser
beforeAll(async () => {
  server = await createServer({
    root: join(import.meta.dirname, '../../examples/embed-plain-html'),
    server: { port: 0, host: '127.0.0.1' },
    cacheDir: join(import.meta.dirname, '../dist/embed-plain-html'),
    logLevel: 'error',
  })
  await server.listen()
  const { executablePath, args, env } = await findChromium()
  browser = await chromium.launch({ executablePath, args: [...args], env })
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

test('a plain page shows a form, tells what is typed and gives the report', async () => {
  const page = await browser.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(server.resolvedUrls?.local[0] ?? '')
  const out = page.getByLabel('Что внесено')
  await page.locator('[data-cell="clubs/a/taken"]').click({ timeout: 60_000 })
  await page.keyboard.type('20')
  await page.keyboard.press('Enter')
  await expect.poll(() => out.textContent()).toContain('"taken": 20')
  await expect.poll(() => page.getByRole('button', { name: 'Ошибки (1)' }).count()).toBe(1)
  await page.locator('[data-cell="clubs/a/taken"]').click()
  await page.keyboard.type('9')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Сдать отчет' }).click({ timeout: 20_000 })
  await expect.poll(() => out.textContent()).toMatch(/^Отчет[\s\S]*"free": 6/u)
  expect(errors).toEqual([])
})
