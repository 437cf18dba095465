import type { DynamicRow, Op } from '@tabel/engine'
import { run } from '@tabel/server'
import { readdir, readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { submitFaultless } from '../support/demo.ts'
import { Person } from '../support/person.ts'
import { onBothDatabases } from '../support/server.ts'
import type { World } from '../support/server.ts'
import { Page } from '../support/vpr.ts'

interface ReadyForm {
  readonly id: string
  readonly form: string
  readonly version: string
  readonly title: string
  readonly hint: string | null
  readonly sheets: number
  readonly columns: number
  readonly checks: number
}

interface Needs {
  readonly registries: readonly object[]
  readonly forms: readonly object[]
  readonly previous: boolean
}

interface Reading {
  readonly form: object | null
  readonly title: string
  readonly mistakes: readonly { readonly severity: string }[]
  readonly checks: readonly object[]
  readonly needs: Needs
}

const own = 'три слова подряд'
const everybody = { kinds: [], regions: [] }
const interval = { opensAt: '2026-01-01T00:00:00Z', closesAt: '2099-12-01T15:00:00Z' }
const library = new URL('../../forms/library/', import.meta.url)
/** Where cases are more than can be typed at once (tables in rows, rows of a registry): how a school begins. */
const begun: Readonly<Record<string, Op>> = {
  'uchebny-plan': { insert: 'branches', after: null, rows: [{ $id: 'r1' }] },
  olimpiada: { set: ['days', null, 'held'], value: '2026-10-15' },
}
const text = (id: string): Promise<string> => readFile(new URL(`${id}/form.json`, library), 'utf8')

/** Signs in with a password that works once, and chooses another. */
async function settle(world: World, login: string, password: string): Promise<Person> {
  const person = await Person.signIn(world.url, login, password)
  const { body } = await person.post<{ csrf: string }>('/api/password', { current: password, next: own })
  person.csrf = body.csrf
  return person
}

onBothDatabases(
  'ready forms in a fresh installation',
  (world) => {
    let fed: Person
    const collections = new Map<string, string>()
    beforeAll(async () => {
      const lines: string[] = []
      const print = { out: (line: string) => lines.push(line), error: (line: string) => lines.push(line) }
      await run(['accounts', 'organizer', 'fed'], { TABEL_DB: world.location, TABEL_FILES: world.files }, print)
      fed = await settle(world, 'fed', /Пароль: (.+)/u.exec(lines.join('\n'))?.[1] ?? '')
    })

    const list = async (): Promise<readonly ReadyForm[]> =>
      (await fed.get<{ items: readonly ReadyForm[] }>('/api/admin/ready-forms')).body.items
    const source = async (id: string): Promise<string> =>
      (await fed.get<{ source: string }>(`/api/admin/ready-forms/${id}`)).body.source
    const reading = async (id: string): Promise<Reading> =>
      (await fed.post<Reading>('/api/admin/forms/reading', { source: await source(id) })).body
    const needs = async (id: string): Promise<Needs> => (await reading(id)).needs

    test('the organizer finds all that the product comes with, by title, though nothing was ever collected', async () => {
      expect((await fed.get<{ items: readonly object[] }>('/api/admin/forms')).body.items).toEqual([])
      const items = await list()
      expect(items.map(({ id }) => id).toSorted()).toEqual((await readdir(library)).toSorted())
      const titles = items.map(({ title }) => title)
      expect(titles).toEqual(titles.toSorted((one, other) => one.localeCompare(other, 'ru')))
      expect(items.find(({ id }) => id === 'vpr-fsr-ma4')).toMatchObject({
        form: 'vpr-fsr-ma4',
        version: '2026.1.0',
        title: 'ВПР. Форма сбора результатов. Математика. 4 класс',
        hint: null,
        sheets: 2,
      })
      for (const { id, columns, checks } of items) {
        expect(columns).toBeGreaterThan(0)
        expect(checks).toBe((await reading(id)).checks.length)
      }
    })

    test('each comes as its author wrote it, to be read and to be saved, and is read without a mistake', async () => {
      for (const { id, title } of await list()) {
        expect(await source(id)).toBe(await text(id))
        const file = await fed.fetch('GET', `/api/admin/ready-forms/${id}/file`)
        expect(file.headers.get('content-disposition')).toBe(`attachment; filename="${id}.json"`)
        expect(await file.text()).toBe(await text(id))
        const read = await reading(id)
        expect(read).toMatchObject({ title, form: { form: id } })
        expect(read.mistakes.filter(({ severity }) => severity === 'error')).toEqual([])
      }
    })

    test.each([
      'no-such-form',
      '../',
      '../vpr-zayavka',
      '..\\vpr-zayavka',
      '../../package.json',
      '../../../../../etc/passwd',
      'vpr-zayavka/form.json',
      'vpr-zayavka/',
      'VPR-ZAYAVKA',
      '__proto__',
      'constructor',
    ])('%j is no ready form', async (id) => {
      const address = `/api/admin/ready-forms/${encodeURIComponent(id)}`
      expect((await fed.get(address)).status).toBe(404)
      expect((await fed.get(`${address}/file`)).status).toBe(404)
    })

    test('any may be collected before there is a school; who comes later opens it, fills it and hands it in', async () => {
      const { body: section } = await fed.post<{ slug: string }>('/api/admin/sections', { title: 'Сборы' })
      const { body: publication } = await fed.post<{ slug: string }>(`/api/admin/sections/${section.slug}/publications`, {
        title: 'Готовые формы',
        body: '<p>Заполните</p>',
        publishedAt: '2026-01-01T00:00:00Z',
        hidden: false,
        isPublic: false,
        circle: everybody,
      })
      const desk = `/api/admin/publications/${section.slug}/${publication.slug}/collections`
      for (const { id, title } of await list()) {
        const order = { title, source: await source(id), ...interval, excel: true, circle: everybody, logins: [] }
        const { status, body } = await fed.post<{ id: string }>(desk, order)
        expect(status).toBe(201)
        collections.set(id, body.id)
      }
      const schools = 'login;name;parent\nreg77;Москва;\nmun7701;Хамовники;reg77\nedu770001;Школа № 1;mun7701'
      const { body: made } = await fed.send<{ created: { login: string; password: string }[] }>(
        'POST',
        '/api/accounts',
        schools,
        {
          'content-type': 'text/csv',
        },
      )
      const password = made.created.find(({ login }) => login === 'edu770001')?.password ?? ''
      const school = await settle(world, 'edu770001', password)
      expect((await school.get<{ items: object[] }>('/api/collections')).body.items).toHaveLength(collections.size)
      const answers: number[] = []
      for (const [id, collection] of collections) {
        const page = new Page(school, collection)
        const start = begun[id]
        if (!start) await submitFaultless(page, id)
        else answers.push((await page.save(start)).status)
      }
      expect(answers).toEqual([200, 200])

      // Where there are schools, a collection for nobody is a mistake again.
      const nobody = { title: 'Никому', source: await source('pitanie'), ...interval, excel: false, logins: [] }
      expect((await fed.post(desk, { ...nobody, circle: { kinds: [], regions: ['78'] } })).code).toBe('no-participants')
    })

    test('what a form needs beforehand is told, and how far it is there', async () => {
      expect(await needs('uchebny-plan')).toEqual({ registries: [], forms: [], previous: false })
      expect(await needs('oo1-klassy')).toEqual({ registries: [], forms: [], previous: true })
      const columns = ['code', 'name', 'born', 'grade']
      const forms = [{ form: 'vpr-zayavka', title: 'ВПР. Заявка на участие: сведения о классах и участниках' }]
      expect(await needs('olimpiada')).toEqual({
        registries: [{ name: 'pupils', columns, missing: [], rows: null }],
        forms,
        previous: true,
      })
      const load = (csv: string) =>
        fed.send('POST', '/api/registries/pupils', csv, { 'content-type': 'application/octet-stream' })
      expect((await load('organisation;code;name\nedu770001;1;Анна')).status).toBe(200)
      expect((await needs('olimpiada')).registries).toEqual([{ name: 'pupils', columns, missing: ['born', 'grade'], rows: 1 }])
      await load('code;name;born;grade\n1;Анна;01.02.2015;5\n2;Вера;01.02.2015;5')
      expect((await needs('olimpiada')).registries).toEqual([{ name: 'pupils', columns, missing: [], rows: 2 }])

      // A registry may come when the collection is open already.
      const page = new Page(await Person.signIn(world.url, 'edu770001', own), collections.get('olimpiada') ?? '')
      await page.person.post(`/api/collections/${page.collection}/draft/refresh`, { on: 'open' })
      const rows = (await page.draft()).data['pupils'] as readonly DynamicRow[]
      expect(rows.map(({ name }) => name)).toEqual(['Анна', 'Вера'])
    })

    test('a form that no collection has had yet is named by its key; a file with mistakes needs nothing', async () => {
      const other = (await source('olimpiada')).replace('"form": "vpr-zayavka"', '"form": "vpr-inaya"')
      const read = (file: string) => fed.post<Reading>('/api/admin/forms/reading', { source: file })
      expect((await read(other)).body.needs.forms).toEqual([{ form: 'vpr-inaya', title: null }])
      expect((await read('{')).body).toMatchObject({ form: null, needs: { registries: [], forms: [], previous: false } })
    })
  },
  { demo: false },
)
