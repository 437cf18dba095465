import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, test } from 'vitest'
import { findings } from './support/axe.ts'
import { Form, Person } from './support/person.ts'
import { expanded, openStage } from './support/stage.ts'

// The main job on the product as it is started by `npm start`: one story, step after step, through the page alone.

const stage = openStage({ computer: { viewport: { width: 1920, height: 1000 } } })

const classes = [
  ['А', 3, 2, 1, '21.04.2026'],
  ['Б', 2, 2, 0, '22.4.26'],
]
const results = [
  ['10001', 'А', 'м', 1, 4, 1, 1, 2, 1, 1, 0, 1, 1, 0, 1, 1, 'X', 1, 'N'],
  ['10002', 'А', 'ж', 2, 3, 1, 1, 1, 0, 1, 0, 1, 0, 1, 1, 0, 0, 0, 'N'],
  ['10003', 'Б', 'м', 1, 5, 1, 1, 2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 2, 0],
  ['10004', 'Б', 'ж', 2, 3, 1, 1, 0, 1, 1, 'х', 1, 1, 0, 'x', 0, 0, 0, 1],
]

describe.sequential('a school', () => {
  let person: Person
  let form: Form

  beforeAll(async () => {
    person = await stage.visitor()
  })

  test('1. a wrong login and a wrong password give one message; the login stands in the upper right corner', async () => {
    const said: (string | null)[] = []
    for (const [login, password] of [
      ['edu999999', 'demo-2026'],
      ['edu010001', 'Demo-2026'],
      ['EDU010001', 'demo-2026'],
    ] as const) {
      await person.signIn(login, password)
      const alert = person.page.getByRole('alert')
      await alert.waitFor()
      said.push(await alert.textContent())
      await person.page.reload()
    }
    expect(new Set(said).size).toBe(1)
    expect(said[0]).toMatch(/[Лл]огин/u)

    expect(await findings(person.page)).toEqual([])
    await person.signIn('edu010001', 'demo-2026')
    const login = person.page.getByText('edu010001', { exact: true })
    await login.waitFor()
    const box = await login.boundingBox()
    expect(box?.x).toBeGreaterThan(960)
    expect(box?.y).toBeLessThan(100)
  })

  test('2. the section has a collapsed publication; expanded it shows general information and the collection', async () => {
    // The first page says what is open, and leads there.
    const open = person.page.getByRole('region', { name: 'Идет сбор данных' })
    const place = await open.getByRole('link', { name: /^Форма сбора результатов ВПР/u }).getAttribute('href')
    expect(place).toBe('/lk/publications/vpr/vpr-matematika-4-klass-sbor-rezultatov')
    const publication = await person.openPublication()
    await publication.getByText(/^Сбор до \d{1,2} [а-я]+$/u).waitFor()
    const [first, second] = await publication.getByRole('button', { expanded: false }).all()
    expect(second).toBeDefined()
    await expect.poll(() => publication.getByText('Общая информация').count()).toBe(0)
    await first?.click()
    await publication.getByRole('heading', { name: 'Общая информация' }).waitFor()
    await publication.getByRole('heading', { name: 'Сбор данных' }).waitFor()
    await publication.getByRole('button', { name: /^К форме/u }).click()
    expect(await person.page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Заполнить')
    await publication.getByText('Открыт', { exact: true }).waitFor()
    await publication.getByRole('button', { name: 'Заполнить' }).waitFor()
    expect(await findings(person.page)).toEqual([])
    expect(await publication.textContent()).toMatch(/по московскому времени|мск/u)
    // The address of an expanded publication can be sent to somebody.
    expect(person.page.url()).toMatch(/\/lk\/publications\/vpr\/vpr-matematika-4-klass/u)
    await person.page.reload()
    await publication.getByRole('button', { name: 'Заполнить' }).waitFor()
    await publication.getByRole('button', { expanded: true }).last().click()
    await expect.poll(() => publication.getByRole('button', { name: 'Заполнить' }).count()).toBe(0)
    await publication.getByRole('button', { expanded: false }).last().click()
  })

  test('3. typing on a Russian keyboard, keys of Excel, undo and redo', async () => {
    form = await person.openForm('Заполнить')
    await form.goTo('classes', 0, 'letter')
    await form.keys('В')
    await form.press('Tab')
    await form.keys('12')
    await form.press('Enter')
    await form.expectCell('classes', 0, 'letter', 'В')
    await form.expectCell('classes', 0, 'listed', '12')

    // F2 edits what is there, Esc leaves it, Delete clears it, Ctrl+Z brings it back.
    await form.goTo('classes', 0, 'listed')
    await form.press('F2')
    await form.keys('3')
    await form.press('Escape')
    await form.expectCell('classes', 0, 'listed', '12')
    await form.press('F2')
    await form.keys('3')
    await form.press('Enter', 'ArrowUp')
    await form.expectCell('classes', 0, 'listed', '123')
    await form.press('Delete')
    await form.expectCell('classes', 0, 'listed', '')
    await form.press('Control+Z')
    await form.expectCell('classes', 0, 'listed', '123')
    await form.press('Control+Z', 'Control+Y')
    await form.expectCell('classes', 0, 'listed', '123')
    // Back to an empty table, one action at a time.
    while (await form.root.getByRole('button', { name: 'Отменить' }).isEnabled()) await form.press('Control+Z')
    await expect.poll(() => form.root.locator('[data-cell$="/letter"]').count()).toBe(1)
  })

  test('3. a block from Excel is pasted as one action; rows come by themselves; locked cells stay locked', async () => {
    await form.goTo('classes', 0, 'letter')
    await form.paste(classes)
    await form.expectCell('classes', 1, 'held', '22.04.2026')
    await form.press('Control+Z')
    await expect.poll(() => form.root.locator('[data-cell$="/letter"]').count()).toBe(1)
    await form.press('Control+Y')
    await form.expectCell('classes', 0, 'held', '21.04.2026')

    await form.sheet('Результаты')
    await form.goTo('results', 0, 'code')
    await form.paste(results)
    await form.expectCell('results', 3, 'z11', '1')
    // Cyrillic and Latin X of either case are the code X; the sum and the mark are computed.
    await form.expectCell('results', 3, 'z5_2', 'X')
    await form.expectCell('results', 3, 'z8', 'X')
    await form.expectCell('results', 0, 'score', '11')
    await form.expectCell('results', 0, 'grade', '4')
    await form.goTo('results', 0, 'score')
    await form.keys('9')
    await form.press('Enter')
    await form.expectCell('results', 0, 'score', '11')
    // Pasting over a computed cell leaves it as it is.
    await form.goTo('results', 0, 'z11')
    await form.paste([['N', 77]])
    await form.expectCell('results', 0, 'score', '11')
  })

  test('3. a choice from a list with the keyboard; rows are added and removed', async () => {
    await form.goTo('results', 0, 'sex')
    await form.press('Alt+ArrowDown')
    await form.root.getByRole('option', { name: 'ж' }).waitFor()
    await form.root.getByRole('option', { name: 'ж' }).click()
    await form.expectCell('results', 0, 'sex', 'ж')
    await form.press('Control+Z')
    await form.expectCell('results', 0, 'sex', 'м')

    await form.root.getByRole('button', { name: 'Добавить строку' }).click()
    await expect.poll(() => form.root.locator('[data-cell$="/code"]').count()).toBe(6)
    await form.goTo('results', 4, 'code')
    await form.press('Control+Minus')
    await expect.poll(() => form.root.locator('[data-cell$="/code"]').count()).toBe(5)
  })

  test('3. hints of both kinds show on hover and on focus', async () => {
    const tip = form.root.getByRole('tooltip')
    await form.root.getByRole('button', { name: 'Подсказка к листу «Результаты»' }).hover()
    await expect.poll(() => tip.textContent()).toContain('тема не пройдена (всем обучающимся класса)')
    await form.root.getByRole('button', { name: 'Подсказка к листу «Классы»' }).focus()
    await expect.poll(() => tip.textContent()).toContain('по одной строке на класс')
    await person.page.mouse.move(5, 5)
    await form.root.getByRole('button', { name: /11 \(2б\)/u }).hover()
    await expect.poll(() => tip.textContent()).toContain('ставится всему классу')
  })

  test('4. «Ошибки» turns red at once, lists sheet, cell and remedy; a click goes to the cell; «Сдать отчет» is closed', async () => {
    await expect.poll(() => form.submit.isEnabled()).toBe(true)
    await form.sheet('Классы')
    await form.goTo('classes', 0, 'listed')
    await form.keys('5 чел.')
    await form.press('Enter')
    await form.expectCell('classes', 0, 'listed', '5 чел.')
    await expect.poll(() => form.problemsButton.textContent().then((text) => text?.trim())).toBe('Ошибки (1)')
    expect(await form.submit.isEnabled()).toBe(false)
    const red = await form.problemsButton.evaluate((button) => getComputedStyle(button).backgroundColor)
    expect(Number(/rgb\((\d+)/u.exec(red)?.[1])).toBeGreaterThan(150)

    await form.sheet('Результаты')
    if ((await form.problemsButton.getAttribute('aria-expanded')) === 'false') await form.problemsButton.click()
    const line = form.root.getByRole('row').filter({ hasText: 'Это не число' })
    await line.waitFor()
    expect(await line.textContent()).toContain('Классы')
    expect(await line.textContent()).toContain('По списку')
    await line.getByRole('button').click()
    await expect.poll(() => form.cell('classes', 0, 'listed').getAttribute('class')).toContain('active')
    await form.saved()
    expect(await findings(person.page)).toEqual([])
  })

  test('5. kill -9 of the server and a reload show everything that was said to be saved', async () => {
    await stage.server.kill()
    await stage.server.start()
    await person.page.reload()
    await form.ready()
    await form.sheet('Классы')
    await form.expectCell('classes', 0, 'listed', '5 чел.')
    await form.expectCell('classes', 1, 'held', '22.04.2026')
    expect(await form.saveLine.textContent()).toMatch(/Последнее изменение: \d\d\.\d\d\.\d{4}, \d\d:\d\d|Сохранено в/u)
    await form.sheet('Результаты')
    await form.expectCell('results', 3, 'z11', '1')
  })

  test('5. what is typed while the server is down outlives the page and arrives when the server is back', async () => {
    await form.sheet('Классы')
    await stage.server.kill()
    await form.goTo('classes', 0, 'listed')
    await form.keys('3')
    await form.press('Enter')
    await expect.poll(() => form.saveLine.textContent(), { timeout: 20_000 }).toBe('Нет связи: изменения на этом компьютере')
    expect(await form.submit.isEnabled()).toBe(false)
    // The page is gone while nobody can serve it; what was typed lies in its journal.
    const address = person.page.url()
    await person.page.goto('about:blank')
    await stage.server.start()
    await person.page.goto(address)
    await form.ready()
    await form.expectCell('classes', 0, 'listed', '3')
    await expect.poll(() => form.saveLine.textContent(), { timeout: 20_000 }).toMatch(/^Сохранено в/u)
    await person.page.reload()
    await form.ready()
    await form.expectCell('classes', 0, 'listed', '3')

    // With the page open it goes on by itself.
    await stage.server.kill()
    await form.goTo('classes', 1, 'listed')
    await form.keys('7')
    await form.press('Enter')
    await expect.poll(() => form.saveLine.textContent(), { timeout: 20_000 }).toBe('Нет связи: изменения на этом компьютере')
    await stage.server.start()
    await form.saved()
    await form.press('Control+Z')
    await form.expectCell('classes', 1, 'listed', '2')
    await form.saved()
  })

  test('6. the server refuses a report with errors, whatever the client claims', async () => {
    await form.goTo('classes', 0, 'wrote')
    await form.keys('7')
    await form.press('Enter')
    await expect.poll(() => form.problemsButton.textContent()).toContain('(2)')
    await form.saved()
    const answer = await person.page.evaluate(async () => {
      const ask = async <Body>(path: string, init: RequestInit = {}): Promise<Body> =>
        (await (await fetch(path, init)).json()) as Body
      const { csrf } = await ask<{ csrf: string }>('/api/me')
      const { items } = await ask<{ items: { slug: string; title: string }[] }>('/api/sections/vpr/publications')
      const slug = items.find(({ title }) => title.includes('сбор результатов'))?.slug ?? ''
      const { collections } = await ask<{ collections: { id: string }[] }>(`/api/publications/vpr/${slug}`)
      const id = collections[0]?.id ?? ''
      const { version } = await ask<{ version: number }>(`/api/collections/${id}/draft`)
      const headers = { 'if-match': `"${version}"`, 'x-tabel-csrf': csrf }
      const made = await ask<{ id: string }>(`/api/collections/${id}/submissions`, { method: 'POST', headers })
      for (;;) {
        const seen = await ask<{ state: string; problems: { check: string }[] }>(`/api/submissions/${made.id}`)
        if (seen.state !== 'checking') return seen
      }
    })
    expect(answer.state).toBe('refused')
    expect(answer.problems.map(({ check }) => check)).toEqual(['R08', 'R09'])
    await form.press('Control+Z')
    await form.saved()
  })

  test('6. «Сдать отчет» closes the table; the status is «Сдано» and the button «Редактировать»', async () => {
    await expect.poll(() => form.submit.isEnabled(), { timeout: 20_000 }).toBe(true)
    await form.submit.click()
    await form.root.waitFor({ state: 'detached', timeout: 30_000 })
    const publication = person.page.getByRole('article', { name: 'ВПР. Математика. 4 класс: сбор результатов' })
    await publication.getByText('Сдано', { exact: true }).first().waitFor()
    await publication.getByRole('button', { name: 'Редактировать' }).waitFor()
  })

  test('Back closes the table, and so does «Закрыть»', async () => {
    form = await person.openForm('Редактировать')
    await person.page.goBack()
    await expect.poll(() => form.root.count()).toBe(0)
    form = await person.openForm('Редактировать')
    await form.close()
  })

  test('a session that ends in mid-typing is taken up again over the form', async () => {
    // When the stream of this draft begins, the page asks what was before. After that the next to meet the end of the session is a save.
    const answers = ['/api/events?draft=', '/draft/changes?since='].map((address) =>
      person.page.waitForResponse((response) => response.url().includes(address)),
    )
    form = await person.openForm('Редактировать')
    await Promise.all(answers)
    await person.page.context().clearCookies()
    await form.goTo('classes', 0, 'absent')
    await form.keys('0')
    await form.press('Enter')
    const again = person.page.getByRole('dialog', { name: 'Войдите еще раз' })
    await expect
      .poll(() => again.getByRole('textbox', { name: 'Пароль' }).evaluate((field) => field === document.activeElement))
      .toBe(true)
    await person.page.keyboard.type('demo-2026')
    await person.page.keyboard.press('Enter')
    await form.saved()
    await form.expectCell('classes', 0, 'absent', '0')
    await form.goTo('classes', 0, 'absent')
    await form.keys('1')
    await form.press('Enter')
    await form.saved()
    await form.close()
    await person.page.getByText('есть несданные изменения').waitFor()
    await person.signOut()
  })
})

describe.sequential('coordinators', () => {
  for (const [login, total] of [
    ['mun0101', 10],
    ['reg01', 20],
  ] as const) {
    test(`7. ${login} sees the statistics, participants and data of its own organisations, and exports the results`, async () => {
      const person = await stage.visitor()
      const { page } = person
      await person.signIn(login, 'demo-2026')
      const publication = await expanded(person)
      await publication.getByRole('heading', { name: 'Общая статистика' }).waitFor()
      const figures = await publication.locator('dl').filter({ hasText: 'Всего' }).first().innerText()
      expect(figures.replace(/\s+/gu, ' ')).toMatch(
        new RegExp(`Всего ${total}.*Не приступило ${total - 1}.*В работе 0.*Сдано 1`, 'u'),
      )

      await publication.getByRole('button', { name: 'Список участников' }).click()
      const list = page.getByRole('dialog', { name: /Список участников/u })
      await list.waitFor()
      const row = list.getByRole('row').filter({ hasText: 'edu010001' })
      await row.waitFor()
      expect(await row.textContent()).toContain('Сдано')
      expect(await list.getByText('edu020001').count()).toBe(0)
      expect(await findings(page)).toEqual([])

      // The data of one school, read-only, in a window that a click outside it closes.
      await row.getByRole('button', { name: /^Просмотреть данные/u }).click()
      const form = new Form(page)
      await form.ready()
      await form.expectCell('classes', 0, 'letter', 'А')
      await form.goTo('classes', 0, 'listed')
      await form.keys('9')
      await form.press('Enter')
      await form.expectCell('classes', 0, 'listed', '3')
      expect(await form.submit.count()).toBe(0)
      await page.mouse.click(3, 500)
      await form.root.waitFor({ state: 'detached' })
      await page.keyboard.press('Escape')
      await list.waitFor({ state: 'hidden' })

      await publication.getByRole('button', { name: 'Экспорт результатов' }).click()
      const load = publication
        .getByRole('link', { name: 'Загрузить отчет' })
        .or(publication.getByRole('button', { name: 'Загрузить отчет' }))
      await load.waitFor({ timeout: 60_000 })
      await expectWorkbook(page, load)

      // The same report is waiting in the notifications.
      await page.getByRole('button', { name: /Уведомления/u }).click()
      await page
        .getByText(/[Оо]тчет.*(сформирован|готов)/u)
        .first()
        .waitFor()
      await person.signOut()
    })
  }

  test('a СПО organisation does not see the form of schools', async () => {
    const person = await stage.visitor()
    await person.signIn('spo010001', 'demo-2026')
    await person.page.getByRole('navigation', { name: 'Разделы' }).waitFor()
    const seen = await person.page.evaluate(async () =>
      JSON.stringify(await (await fetch('/api/sections/vpr/publications')).json()),
    )
    expect(seen).not.toContain('collections')
    await person.page.goto(`${stage.url}/lk/vpr`)
    await person.page.getByRole('heading', { level: 1 }).waitFor()
    const collapsed = person.page.getByRole('button', { name: 'Развернуть публикацию' })
    while ((await collapsed.count()) > 0) await collapsed.first().click()
    expect(await person.page.getByRole('button', { name: 'Заполнить' }).count()).toBe(0)
  })

  async function expectWorkbook(page: Person['page'], load: ReturnType<Form['root']['locator']>): Promise<void> {
    const [download] = await Promise.all([page.waitForEvent('download'), load.click()])
    expect(download.suggestedFilename()).toMatch(/\.xlsx$/u)
    const file = stage.path('results.xlsx')
    await download.saveAs(file)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load((await readFile(file)).buffer as ArrayBuffer)
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual([
      'Классы',
      'Результаты',
      'Итоги',
      'Описание граф',
      'Сведения о выгрузке',
    ])
    const sheet = workbook.getWorksheet('Результаты')
    const codes = sheet?.getColumn(4).values.slice(3)
    expect(codes).toEqual(['10001', '10002', '10003', '10004'])
  }
})

describe.sequential('another school', () => {
  let person: Person
  let form: Form
  /** Bytes of scripts, gzipped, that the pages have asked for so far. */
  const scripts: Promise<number>[] = []
  const loaded = async () => (await Promise.all(scripts)).reduce((sum, bytes) => sum + bytes, 0)

  beforeAll(async () => {
    const context = await stage.context()
    context.on('response', (response) => {
      if (!response.url().endsWith('.js') || response.status() !== 200) return
      scripts.push(response.body().then((body) => gzipSync(body, { level: 9 }).length))
    })
    person = await Person.open(context, stage.url, stage.complaints)
    await person.signIn('edu010002', 'demo-2026')
    const publication = await person.openPublication()
    await publication.getByRole('button', { name: 'Развернуть публикацию' }).click()
  })

  test('loads at most 120 kB of scripts before a form is opened, and 300 kB until it is checked', async () => {
    const cabinet = await loaded()
    expect(cabinet).toBeGreaterThan(5_000)
    expect(cabinet).toBeLessThanOrEqual(120_000)
    form = await person.openForm('Заполнить')
    await form.goTo('classes', 0, 'letter')
    await form.keys('А')
    await form.press('Enter')
    await expect.poll(() => form.problemsButton.textContent()).toContain('(')
    const all = (await loaded()) - cabinet
    expect(all).toBeGreaterThan(150_000)
    expect(all).toBeLessThanOrEqual(300_000)
  })

  test('fills the form «Как в Excel», under the policy of the server; the table shows the same', async () => {
    await form.root.getByRole('button', { name: 'Как в Excel' }).click()
    await form.root.locator('.tabel-canvas canvas').first().waitFor()
    const where = form.root.locator('.foot strong')
    await expect.poll(() => form.root.getByRole('application').count()).toBe(1)
    await form.root.getByRole('application').focus()
    await form.press('Control+Home')
    await expect.poll(() => where.textContent()).toContain('строка 1')
    await form.press('ArrowRight')
    await form.keys('25')
    await form.press('Enter')
    await form.saved()
    await form.root.getByRole('button', { name: 'Упрощенная таблица' }).click()
    await form.expectCell('classes', 0, 'listed', '25')
    await form.close()
    await person.signOut()
  })
})

test('no page has complained, broken its Content-Security-Policy or asked another host', () => {
  expect(stage.complaints.list).toEqual([])
})
