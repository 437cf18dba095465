import { readFile } from 'node:fs/promises'
import { findings } from '../support/axe.ts'
import type { Person } from '../support/person.ts'
import { freePort } from '../../support/free-port.ts'
import { built, ServerProcess } from '../../support/server-process.ts'
import { expect, test } from 'vitest'
import { stageFor } from '../support/requirements.ts'
import { expanded } from '../support/stage.ts'

const stage = stageFor('A1. Access', 1, 15)

const instruction = '/lk/publications/tekhnicheskaia-podderzhka/instruktsiia-po-zamene-parolia-pri-neobkhodimosti-'
const regulation = '/lk/publications/tekhnicheskaia-podderzhka/obiavlenie-tekhnicheskii-reglament-raboty-v-fis-ok'

/** What the page for signing in says when it does not let somebody in. */
async function refusal(person: Person, login: string, password: string): Promise<string> {
  await person.page.goto(stage.url)
  await person.signIn(login, password)
  const alert = person.page.getByRole('alert')
  await alert.waitFor()
  return (await alert.innerText()).trim()
}

const help = (person: Person) => person.page.getByRole('complementary', { name: 'Если войти не получается' })
const sections = (person: Person) => person.page.getByRole('navigation', { name: 'Разделы' })

test('1 access is by the login and password that the federal organizer issues', async () => {
  const stranger = await stage.visitor()
  await stranger.page.goto(`${stage.url}/lk/vpr`)
  await help(stranger).getByText('Логин и пароль выдает федеральный организатор').waitFor()
  expect(await sections(stranger).count()).toBe(0)

  const organizer = await stage.client('fed')
  const csv = 'login;name;parent;zone\nedu010777;МБОУ «Новая школа»;mun0101;'
  const type = { 'content-type': 'text/csv' }
  const { body } = await organizer.send<{ created: { password: string }[] }>('POST', '/api/accounts', csv, type)
  await stranger.signIn('edu010777', body.created[0]?.password ?? '')
  await stranger.page.getByRole('heading', { name: 'Придумайте свой пароль' }).waitFor()
})

test('2 logins of organisations are eduRRNNNN, kshRRNNNN and spoRRNNNN', async () => {
  for (const login of ['edu010001', 'ksh010010', 'spo010001']) {
    const { page } = await stage.person(login)
    expect(await page.getByRole('banner').getByText(login, { exact: true }).isVisible()).toBe(true)
  }
  const organizer = await stage.client('fed')
  for (const login of ['sch010001', 'EDU010051', 'kshАБ0001', 'spo', 'edu01001', 'edu0100001']) {
    const csv = `login;name;parent;zone\n${login};Школа;mun0101;`
    const reply = await organizer.send('POST', '/api/accounts?dryRun=1', csv, { 'content-type': 'text/csv' })
    expect({ login, status: reply.status }).toEqual({ login, status: 422 })
  }
})

test('3 the case of letters counts in login and password', async () => {
  const visitor = await stage.visitor()
  expect(await refusal(visitor, 'EDU010004', 'demo-2026')).toContain('регистр')
  expect(await refusal(visitor, 'edu010004', 'Demo-2026')).toContain('регистр')
  await visitor.signIn('edu010004', 'demo-2026')
  await sections(visitor).waitFor()
})

test('4 the page for signing in has two fields and the button «Войти»', async () => {
  const { page } = await stage.visitor()
  await page.getByRole('heading', { name: 'Вход в личный кабинет' }).waitFor()
  expect(await page.getByRole('textbox').count()).toBe(2)
  await page.getByRole('textbox', { name: 'Логин' }).waitFor()
  await page.getByRole('textbox', { name: 'Пароль' }).waitFor()
  await page.getByRole('button', { name: 'Войти', exact: true }).waitFor()
})

test('5 after signing in the login stands in the upper right corner', async () => {
  const { page } = await stage.person('edu010001')
  const box = await page.getByText('edu010001', { exact: true }).boundingBox()
  expect(box?.x).toBeGreaterThan(720)
  expect(box?.y).toBeLessThan(80)
})

test('6 a wrong login and a wrong password are refused in the same words', async () => {
  const visitor = await stage.visitor()
  const said = [await refusal(visitor, 'edu019999', 'demo-2026'), await refusal(visitor, 'edu010005', 'не тот')]
  expect(said[0]).toMatch(/[Лл]огин.*пароль/u)
  expect(said[1]).toBe(said[0])
  expect(await sections(visitor).count()).toBe(0)
})

test('7 the help names odd characters, the case of letters and credentials that were replaced', async () => {
  const text = await help(await stage.visitor()).innerText()
  expect(text).toContain('нет ли лишних символов')
  expect(text).toContain('в том же регистре')
  expect(text).toContain('реквизиты актуальны')
})

test('8 the organizer replaces a password and the old one ends; the coordinator tells of it', async () => {
  const organizer = await stage.person('fed')
  const publication = await expanded(organizer)
  await publication.getByRole('button', { name: 'Список участников' }).click()
  const list = organizer.page.getByRole('dialog', { name: 'Список участников' })
  await list.getByRole('searchbox').fill('edu010003')
  await list.getByRole('button', { name: /^Выдать новый пароль: МБОУ «Гимназия № 5»/u }).click()
  const sure = organizer.page.getByRole('dialog', { name: 'Выдать новый пароль?' })
  await sure.getByRole('button', { name: 'Выдать', exact: true }).click()
  const slip = organizer.page.getByRole('dialog', { name: 'Новый пароль' })
  await slip.waitFor()
  const [login = '', password = ''] = await slip.locator('code').allTextContents()
  expect(login).toBe('edu010003')
  await slip.getByText('Не пересылайте пароль по электронной почте').waitFor()
  await slip.getByRole('button', { name: 'Записано' }).click()

  const school = await stage.visitor()
  await help(school).getByText('О замене реквизитов доступа информирует региональный координатор').waitFor()
  await refusal(school, login, 'demo-2026')
  await school.signIn(login, password)
  await school.page.getByRole('heading', { name: 'Придумайте свой пароль' }).waitFor()
})

test('9 who has lost the password reads before signing in how to get another', async () => {
  const stranger = await stage.visitor()
  await help(stranger).getByText('заявку на сайте ФГБУ «ФИОКО» в разделе «Техническая поддержка информационных систем»').waitFor()
  await help(stranger).getByRole('link', { name: 'Инструкция по замене пароля (при необходимости)' }).click()
  const { page } = stranger
  await page.getByRole('heading', { level: 1, name: 'Инструкция по замене пароля' }).waitFor()
  expect(page.url()).toBe(stage.url + instruction)
  await page.getByText('прежние реквизиты доступа перестанут действовать').waitFor()
  expect(await findings(page)).toEqual([])
  // The address alone leads there too, and on to signing in.
  await page.reload()
  await page.getByText('сформируйте заявку на сайте ФГБУ «ФИОКО»').waitFor()
  await page.getByRole('link', { name: 'Войти в личный кабинет' }).click()
  await page.getByRole('button', { name: 'Войти', exact: true }).waitFor()
})

test('10 the password is confidential: it is said, it is hidden while typed, and no e-mail carries it', async () => {
  const visitor = await stage.visitor()
  const text = await help(visitor).innerText()
  expect(text).toContain('конфиденциальная информация, пересылка пароля по электронной почте недопустима')
  expect(text).toContain('Ответственность за хранение паролей лежит на администрации организации')
  const field = visitor.page.getByRole('textbox', { name: 'Пароль' })
  expect(await field.getAttribute('type')).toBe('password')
  const { page } = await stage.person('fed')
  expect(await page.content()).not.toContain('demo-2026')
})

test('11 the address is that of the organizer over HTTPS, which the README describes and the server enforces', async () => {
  const readme = await readFile(new URL('../../../server/README.md', import.meta.url), 'utf8')
  expect(readme).toContain('https://lk-fisoko.obrnadzor.gov.ru/')
  const secure = new ServerProcess(await freePort(), stage.path('tls.sqlite'), stage.path('tls'), built, { TABEL_TLS: '1' })
  await secure.start()
  try {
    const reply = await fetch(`${secure.url}/lk`)
    expect(reply.headers.get('strict-transport-security')).toMatch(/max-age=\d{7}/u)
  } finally {
    await secure.stop()
  }
})

test('12 Яндекс.Браузер is recommended where people sign in, and in the technical regulation', async () => {
  const { page } = await stage.visitor()
  await page.getByText('Рекомендуемый браузер – Яндекс.Браузер').waitFor()
  await page.goto(stage.url + regulation)
  const text = page.getByText('рекомендуем Яндекс.Браузер')
  await text.waitFor()
  expect(await text.isVisible()).toBe(true)
})

test('13 a publication has an address that people can read and that stays', async () => {
  const { page } = await stage.person('edu010001')
  for (const [address, title] of [
    [instruction, 'Инструкция по замене пароля (при необходимости)'],
    [regulation, 'Объявление: технический регламент работы в ФИС ОКО'],
  ] as const) {
    await page.goto(stage.url + address)
    const publication = page.getByRole('article', { name: title })
    await publication.getByRole('heading', { name: 'Общая информация' }).waitFor()
    expect(page.url()).toBe(stage.url + address)
  }
  // An address is kept through signing in.
  const stranger = await stage.visitor()
  const address = '/lk/publications/vpr/vpr-matematika-4-klass-sbor-rezultatov'
  await stranger.page.goto(stage.url + address)
  await stranger.signIn('edu010002', 'demo-2026')
  await stranger.page.getByRole('heading', { name: 'Сбор данных' }).waitFor()
  expect(stranger.page.url()).toBe(stage.url + address)
})

test('14 publications show their dates and stand by them in their section', async () => {
  const person = await stage.person('edu010001')
  await person.openPublication()
  const times = person.page.getByRole('article').locator('time')
  const texts = await times.allTextContents()
  expect(texts.length).toBeGreaterThan(2)
  for (const text of texts) expect(text).toMatch(/^\d{1,2} [а-я]+ \d{4} г\.$/u)
  const dates = await times.evaluateAll((all) => all.map((time) => time.getAttribute('datetime')))
  expect(dates).toEqual(dates.toSorted((one, other) => String(other).localeCompare(String(one))))
  // They are found by words of the title, and by the month.
  const search = person.page.getByRole('main').getByRole('search').first()
  const month = search.getByLabel('Когда вышла')
  const last = await month.locator('option').last().textContent()
  await month.selectOption(last)
  await expect.poll(() => times.count()).toBeLessThan(texts.length)
  expect((await times.last().textContent())?.slice(-7)).toBe(last?.slice(-7))
  await search.getByLabel('Найти публикацию по названию').fill('нет такой')
  await search.getByText('Найдено: 0').waitFor()
  await month.selectOption('За все время')
  await search.getByLabel('Найти публикацию по названию').fill('СБОР математика')
  await expect.poll(() => times.count()).toBeGreaterThan(0)
  await search.getByLabel('Найти публикацию по названию').fill('')
})

test('15 there are the sections «ВПР», «ВПР СПО», «Техническая поддержка» and others', async () => {
  const person = await stage.person('edu010001')
  const names = await sections(person).getByRole('link').allInnerTexts()
  expect(names).toEqual(expect.arrayContaining(['ВПР', 'ВПР СПО', 'Техническая поддержка']))
  expect(names.length).toBeGreaterThan(3)
})
