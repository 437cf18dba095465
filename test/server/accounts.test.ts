import { run } from '@tabel/server'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase } from '../support/database.ts'
import { collectionOf } from '../support/demo.ts'
import { Person } from '../support/person.ts'
import type { Reply } from '../support/person.ts'
import { onBothDatabases } from '../support/server.ts'
import type { World } from '../support/server.ts'

interface Import {
  readonly created: readonly { readonly login: string; readonly name: string; readonly password: string | null }[]
  readonly changed: number
  readonly unchanged: number
  readonly detail: string
}

const own = 'три слова подряд'

async function importAs(world: World, login: string, csv: string, query = ''): Promise<Reply<Import>> {
  const person = await world.as(login)
  return person.send<Import>('POST', `/api/accounts${query}`, csv, { 'content-type': 'text/csv' })
}

const change = (person: Person, current: string, next: string) =>
  person.post<{ login: string; csrf: string; detail: string }>('/api/password', { current, next })

const file = [
  'login;name;parent;zone',
  'edu770001;"Школа № 1; корпус 2";mun7701;',
  'mun7701;Округ Хамовники;reg77;',
  'reg77;Город Москва;;Europe/Moscow',
  'spo770001;Колледж № 1;reg77;',
].join('\n')

onBothDatabases('organisations from a file', (world) => {
  test('may come in a workbook, with what is wrong told by its rows', async () => {
    const workbook = new ExcelJS.Workbook()
    workbook.addWorksheet('Пусто')
    const sheet = workbook.addWorksheet('Организации')
    sheet.addRows([
      ['Логин', 'Название', 'Вышестоящая организация', 'Часовой пояс'],
      ['reg78', 'Город', null, 'Europe/Moscow'],
      ['edu780001', { richText: [{ text: 'Школа ' }, { text: '№ 1' }] }, 'reg78', null],
      ['mun7', 'Ошибка', 'reg78', ''],
    ])
    const send = async (query: string) => {
      const fed = await world.as('fed')
      const reply = await fetch(`${world.url}/api/accounts${query}`, {
        method: 'POST',
        headers: {
          cookie: fed.cookie,
          'x-tabel-csrf': fed.csrf,
          'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        },
        body: await workbook.xlsx.writeBuffer(),
      })
      return { status: reply.status, body: (await reply.json()) as Import }
    }
    const refused = await send('?dryRun=1')
    expect(refused.status).toBe(422)
    expect(refused.body.detail).toMatch(/Строка 4: .*mun7/u)
    sheet.spliceRows(4, 1)
    expect((await send('?dryRun=1')).body).toMatchObject({
      created: [
        { login: 'reg78', name: 'Город' },
        { login: 'edu780001', name: 'Школа № 1' },
      ],
    })
  })

  test('are made with passwords that work once, and take part in the collections meant for them', async () => {
    expect((await importAs(world, 'fed', file, '?dryRun=1')).body).toMatchObject({
      created: [{ login: 'reg77', password: null }, { login: 'mun7701' }, { login: 'spo770001' }, { login: 'edu770001' }],
      changed: 0,
      unchanged: 0,
    })
    const { status, body } = await importAs(world, 'fed', file)
    expect(status).toBe(200)
    const passwords = new Map(body.created.map(({ login, password }) => [login, password ?? '']))
    expect([...passwords.keys()]).toHaveLength(4)

    const school = await Person.signIn(world.url, 'edu770001', passwords.get('edu770001'))
    expect((await school.get('/api/me')).body).toMatchObject({ mustChangePassword: true })
    // Nothing else is open yet.
    for (const path of ['/api/sections', '/api/notifications'])
      expect((await school.get(path)).code).toBe('password-change-required')
    const changed = await change(school, passwords.get('edu770001') ?? '', own)
    expect([changed.status, changed.body]).toEqual([200, expect.objectContaining({ mustChangePassword: false })])
    await expect(Person.signIn(world.url, 'edu770001', passwords.get('edu770001'))).rejects.toThrow('bad-credentials')
    const again = await Person.signIn(world.url, 'edu770001', own)
    const collection = await collectionOf(again, 'vpr-fsr-ma4')
    expect((await again.get(`/api/collections/${collection}/draft`)).status).toBe(200)

    const municipality = await Person.signIn(world.url, 'mun7701', passwords.get('mun7701'))
    await change(municipality, passwords.get('mun7701') ?? '', own)
    const watching = await Person.signIn(world.url, 'mun7701', own)
    expect((await watching.get(`/api/collections/${collection}/statistics`)).body).toMatchObject({ total: 1, notStarted: 1 })
    // A college is not asked for what is meant for schools.
    const region = await Person.signIn(world.url, 'reg77', passwords.get('reg77'))
    await change(region, passwords.get('reg77') ?? '', own)
    expect(
      (await (await Person.signIn(world.url, 'reg77', own)).get(`/api/collections/${collection}/statistics`)).body,
    ).toMatchObject({ total: 1 })
  })

  test('a file that comes again mends names and makes nothing twice', async () => {
    const again = `${file.replace('Округ Хамовники', 'Район Хамовники')}\nedu770002;Школа № 2;mun7701;`
    expect((await importAs(world, 'fed', again)).body).toMatchObject({
      created: [{ login: 'edu770002' }],
      changed: 1,
      unchanged: 3,
    })
  })

  test('everything that is wrong is told at once, and nothing is done', async () => {
    const wrong = [
      'login;name;parent;zone',
      'Edu770003;Школа;mun7701;',
      'edu770004;;mun7701;',
      'edu770005;Школа № 5;mun9999;',
      'edu770006;Школа № 6;edu770001;',
      'edu770007;Школа № 7;mun7701;Europe/Nowhere',
      'edu770001;Школа № 1;mun0101;',
      'mun7702;Округ 2;mun7703;',
      'mun7703;Округ 3;mun7702;',
      'edu770008;Школа № 8;mun7701;',
      'edu770008;Школа № 8 еще раз;mun7701;',
    ].join('\n')
    const { status, code, body } = await importAs(world, 'fed', wrong)
    expect([status, code]).toEqual([422, 'accounts-refused'])
    expect(body.detail.match(/Строка \d+/gu)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 11].map((line) => `Строка ${line}`))
    expect(body.detail).toContain('Строка 6: часового пояса «Europe/Nowhere» нет. Например: Europe/Moscow.')
    expect(body.detail).toContain('Строка 7: «edu770001» уже есть в другом месте. Переместите ее на странице «Организации».')
    expect(body.detail).toContain('Строка 11: логин «edu770008» уже есть в строке 10.')
    await expect(Person.signIn(world.url, 'edu770008', 'x')).rejects.toThrow('bad-credentials')
  })

  test('is the organizer’s alone', async () => {
    for (const login of ['edu010001', 'mun0101', 'reg01']) expect((await importAs(world, login, file)).status).toBe(404)
  })
})

onBothDatabases('a password', (world) => {
  test('is changed by its owner, who knows the old one; every other session ends', async () => {
    const [one, other] = [await world.as('edu010001'), await world.as('edu010001')]
    expect((await change(one, 'demo-2027', own)).code).toBe('wrong-password')
    for (const [next, why] of [
      ['коротко', 'короче 10 символов'],
      ['aaaaaaaaaaaa', 'мало разных символов'],
      ['мой edu010001 !', 'есть логин'],
    ] as const) {
      const refused = await change(one, 'demo-2026', next)
      expect(refused.code).toBe('weak-password')
      expect(refused.body.detail).toContain(why)
    }
    const changed = await change(one, 'demo-2026', own)
    expect(changed.status).toBe(200)
    one.csrf = changed.body.csrf
    expect((await one.get('/api/me')).status).toBe(200)
    expect((await change(one, own, own)).body.detail).toContain('такой же')
    await expect.poll(async () => (await other.get('/api/me')).status).toBe(401)
    expect((await Person.signIn(world.url, 'edu010001', own)).login).toBe('edu010001')
  })

  test('is given anew by those above, used once, and the school is told who did it', async () => {
    const login = 'edu010002'
    for (const [who, status] of [
      ['edu010003', 404],
      ['mun0102', 404],
      ['reg02', 404],
      ['mun0101', 200],
      ['reg01', 200],
      ['fed', 200],
    ] as const)
      expect((await (await world.as(who)).post(`/api/accounts/${login}/password`)).status).toBe(status)
    // Nobody gives one to somebody beside or above, nor to nobody.
    const region = await world.as('reg01')
    for (const name of ['reg01', 'reg02', 'fed', 'edu020001', 'edu999999'])
      expect((await region.post(`/api/accounts/${name}/password`)).status).toBe(404)

    const { body } = await region.post<{ password: string }>(`/api/accounts/${login}/password`)
    await expect(Person.signIn(world.url, login)).rejects.toThrow('bad-credentials')
    const school = await Person.signIn(world.url, login, body.password)
    await change(school, body.password, own)
    const again = await Person.signIn(world.url, login, own)
    const { body: notices } = await again.get<{ items: { kind: string; text: string }[] }>('/api/notifications')
    expect(notices.items[0]).toMatchObject({
      kind: 'password-reset',
      text: expect.stringMatching(/^Новый пароль выдал /u) as string,
    })
  })
})

onBothDatabases(
  'where coordinators may not reset passwords',
  (world) => {
    test('only the organizer does', async () => {
      expect((await (await world.as('reg01')).post('/api/accounts/edu010001/password')).status).toBe(404)
      expect((await (await world.as('fed')).post('/api/accounts/edu010001/password')).status).toBe(200)
    })
  },
  { coordinatorReset: false },
)

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabel-accounts-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('forty thousand organisations are imported by command, with a sheet to print', async () => {
  const database = await createDatabase('SQLite')
  const lines = ['login;name;parent', 'reg77;Город Москва;', 'mun7701;Округ;reg77']
  for (let number = 1; number <= 40_000; number += 1) lines.push(`edu${700_000 + number};Школа № ${number};mun7701`)
  const [csv, sheet] = [join(folder, 'schools.csv'), join(folder, 'sheet.html')]
  await writeFile(csv, lines.join('\n'))
  const said: string[] = []
  const print = { out: (text: string) => said.push(text), error: (text: string) => said.push(text) }
  const environment = { TABEL_DB: database.location }
  expect(await run(['accounts', 'organizer', 'fed'], environment, print)).toBe(0)
  expect(await run(['accounts', 'import', csv, '--sheet', sheet], environment, print)).toBe(0)
  expect(said.at(-1)).toBe('Сделано: новых – 40002, исправлено – 0, без изменений – 0.')
  const html = await readFile(sheet, 'utf8')
  expect(html.match(/<article>/gu)).toHaveLength(40_002)
  const passwords = new Set([...html.matchAll(/первого входа: <b>([^<]{14})<\/b>/gu)].map(([, password]) => password))
  expect(passwords.size).toBe(40_002)
  await database.drop()
})
