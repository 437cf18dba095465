import { readFile } from 'node:fs/promises'
import type { Audience, StoreAudience } from '../policies/placement.ts'
import type { Scope } from '../policies/scope.ts'
import { fileNameOf, typeOf } from '../services/files/file-name.ts'
import type { Blob, Blobs } from '../storage/blobs.ts'
import type { Tx } from '../storage/database.ts'
import { insertDocument } from '../storage/documents.ts'
import { putFile } from '../storage/files.ts'
import { listOrganisations } from '../storage/organisations.ts'
import { placeFile } from '../storage/placements.ts'
import { insertStore } from '../storage/stores.ts'
import { demoOrganisations } from './tree.ts'

/** Title of the publication that has them. */
const publication = 'ВПР. Математика. 4 класс: сбор результатов'
const folder = new URL('../../demo/', import.meta.url)
const everybody: Audience = { addressee: 'all', kinds: [], regions: [] }
const schools: Audience = { addressee: 'organisations', kinds: [], regions: [] }
const one: Audience = { addressee: 'organisation', kinds: [], regions: [] }

interface DemoFile {
  readonly name: string
  readonly content: string | URL
  readonly audience: Audience
  /** Login of the organisation that it is for. */
  readonly login?: string
}

const documents: readonly { readonly title: string; readonly name: string; readonly content: URL }[] = [
  {
    title: 'Инструкция по заполнению формы',
    name: 'Инструкция по заполнению формы.pdf',
    content: new URL('instruktsiia.pdf', folder),
  },
  { title: 'Образец бланка участника', name: 'Образец бланка участника.png', content: new URL('blank.png', folder) },
]

const stores: readonly { readonly title: string; readonly audience: StoreAudience; readonly files: readonly DemoFile[] }[] = [
  {
    title: 'Материалы для проведения работы',
    audience: 'all',
    files: [
      text(
        'Порядок проведения работы.txt',
        everybody,
        'Работа проводится на втором или третьем уроке. Продолжительность – 45 минут.',
      ),
      text('График консультаций.txt', everybody, 'Консультации проводятся по вторникам в 10:00 по московскому времени.'),
      text('Протокол проведения.csv', schools, 'Код участника;Вариант;ФИО участника\r\n50001;1;\r\n50002;2;\r\n'),
      text('Памятка эксперта.txt', schools, 'Оценивайте каждое задание по критериям. Спорные работы проверяют два эксперта.'),
      { name: 'Критерии оценивания. Вариант 1.pdf', content: new URL('kriterii.pdf', folder), audience: schools },
      text(
        'Особенности проведения в кадетских школах.txt',
        { ...schools, kinds: ['ksh'] },
        'Работу можно провести во второй половине дня.',
      ),
      text(
        'Дополнительный день для Республики Башкортостан.txt',
        { ...schools, regions: ['02'] },
        'Резервный день – последняя пятница апреля.',
      ),
    ],
  },
  {
    title: 'Коды участников',
    audience: 'organisations',
    files: demoOrganisations()
      .filter(({ kind }) => kind === 'edu')
      .map(({ login, name }) => codes(login, name)),
  },
]

function text(name: string, audience: Audience, content: string): DemoFile {
  // With the mark by which old programs of Windows know UTF-8.
  return { name, audience, content: `\uFEFF${content}\r\n` }
}

function codes(login: string, name: string): DemoFile {
  const lines = Array.from({ length: 25 }, (_, index) => `${50_001 + index};`)
  return { ...text(`Коды участников ${login}.csv`, one, [`${name};${login}`, 'Код;ФИО', ...lines].join('\r\n')), login }
}

/** Writes the demo's files to disk, before the transaction that places them. @returns what was written, by name. */
export async function writeDemoFiles(blobs: Blobs): Promise<ReadonlyMap<string, Blob>> {
  const all = [...documents, ...stores.flatMap(({ files }) => files)]
  const written = all.map(async ({ name, content }) => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : await readFile(content)
    return [name, await blobs.put(only(bytes))] as const
  })
  return new Map(await Promise.all(written))
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Places the demo's files in the publication of this title and id; in others, nothing. */
export async function seedFiles(
  scope: Scope,
  tx: Tx,
  { id, title }: { readonly id: string; readonly title: string },
  written: ReadonlyMap<string, Blob>,
  at: number,
): Promise<void> {
  if (title !== publication) return
  const put = (name: string): Promise<string> => {
    const blob = written.get(name) ?? { sha256: '', size: 0 }
    return putFile(scope, tx, { ...blob, name: fileNameOf(name), type: typeOf(name), at, by: 'fed' })
  }
  for (const document of documents)
    await insertDocument(scope, tx, { publicationId: id, fileId: await put(document.name), title: document.title })
  const byLogin = new Map((await listOrganisations(scope, tx)).map((organisation) => [organisation.login, organisation]))
  for (const store of stores) {
    const storeId = await insertStore(scope, tx, { publicationId: id, title: store.title, audience: store.audience })
    for (const { name, audience, login } of store.files) {
      const organisation = byLogin.get(login ?? '') ?? null
      await placeFile(scope, tx, { storeId, fileId: await put(name), name, ...audience, organisation, at, by: 'fed' })
    }
  }
}
