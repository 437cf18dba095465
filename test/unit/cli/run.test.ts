import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '@tabel/cli'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compileForm } from '@tabel/engine/compile'
import { MarkedBook } from '../../support/marked-book.ts'
import { formSource } from '../../support/form-source.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabel-cli-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

async function tabel(...args: string[]): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
  const out: string[] = []
  const error: string[] = []
  const code = await run(args, { out: (text) => out.push(text), error: (text) => error.push(text) })
  return { code, out: out.join('\n'), error: error.join('\n') }
}

/** A form in a folder of its own, with its cases. */
async function form(name: string, source: string, cases: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const place = join(folder, name)
  await mkdir(join(place, 'cases'), { recursive: true })
  await writeFile(join(place, 'form.json'), source)
  for (const [file, one] of Object.entries(cases))
    await writeFile(join(place, 'cases', `${file}.json`), typeof one === 'string' ? one : JSON.stringify(one))
  return place
}

test('check prints every mistake with its place and exits with 1', async () => {
  const place = await form('wrong', formSource({ checks: ['[@al] = 1', 'СУММ([all]) = 1'] }))
  const { code, error } = await tabel('check', place)
  expect(code).toBe(1)
  expect(error).toMatch(/form\.json:\d+:\d+ ошибка E_COLUMN .* может быть, all\?/u)
  expect(error).toMatch(/E_FUNCTION .* по-английски это SUM/u)
  expect(error).toContain('\n2 ошибки')
})

test('check of a right form counts what is in it, and says what is most likely not meant', async () => {
  const place = await form('right', formSource({ checks: ['[@all] >= [@free]'] }))
  expect(await tabel('check', join(place, 'form.json'))).toMatchObject({
    code: 0,
    error: expect.stringMatching(/6:5 предупреждение W_UNUSED Постоянная «max» нигде не используется/u),
    out: expect.stringContaining('1 лист, 2 таблицы, 7 граф, 1 проверка'),
  })
})

test('cases: what did not come, what came too much and which checks never failed is said', async () => {
  const data = { meals: [{ $id: 'a', all: 1, free: 2 }] }
  const place = await form(
    'cases',
    formSource({
      checks: [
        { id: 'sum', assert: '[@all] >= [@free]' },
        { id: 'never', assert: '[@all] < 1000' },
      ],
    }),
    {
      right: { name: 'верно', data, expect: [{ check: 'sum', at: 'meals/a/all' }] },
      wrong: { name: 'неверно', data, expect: [{ check: 'type', at: 'meals/a/all' }] },
    },
  )
  const { code, out } = await tabel('test', place)
  expect(code).toBe(1)
  expect(out).toContain('✓ верно')
  expect(out).toContain('✗ неверно\n    не сработало: type в meals/a/all\n    лишнее: sum в meals/a/all – ')
  expect(out).toContain('не сработали: never')
})

test.each([
  ['[', 'это не JSON'],
  [{ name: 'а', data: {}, expected: [] }, 'ключа "expected" у примера не бывает'],
  [{ name: 'а', data: {} }, 'не хватает списка ожидаемых ошибок'],
  [{ name: 'а', data: {}, expect: ['R01'] }, 'ожидаемая ошибка записана неверно: "R01"'],
])('a case that cannot be read is named with its file: %#', async (one, message) => {
  const place = await form('broken', formSource(), { one })
  const { code, error } = await tabel('test', place)
  expect(code).toBe(2)
  expect(error).toContain('one.json: ')
  expect(error).toContain(message)
})

test('types and schema print what will be submitted, or write it into a file', async () => {
  const place = await form('typed', formSource())
  expect((await tabel('types', place)).out).toContain('export interface Submission')
  expect(JSON.parse((await tabel('schema', place)).out)).toMatchObject({ $id: 'urn:tabel:canteen:1.0.0:final' })
  expect(JSON.parse((await tabel('schema', place, '--draft')).out)).toMatchObject({ $id: 'urn:tabel:canteen:1.0.0:draft' })
  const file = join(place, 'types.d.ts')
  expect((await tabel('types', place, '-o', file)).code).toBe(0)
  expect(await readFile(file, 'utf8')).toContain('export interface MealsRow')
})

test.each([
  [[], ''],
  [['chek'], 'Нет команды «chek»'],
  [['check'], 'Назовите файл формы'],
  [['check', '/нет/такого'], 'Нет файла /нет/такого'],
  [['schema', 'a', 'b'], 'Назовите один файл'],
  [['check', '--all'], 'Ключа --all у этой команды нет'],
  [['schema', '--draft=yes', 'a'], 'Ключу --draft значение не нужно'],
  [['types', 'a', '-o'], 'После ключа --output нужно значение'],
])('a wrong command is answered in Russian with 2: %j', async (args, message) => {
  const { code, error } = await tabel(...args)
  expect(code).toBe(2)
  expect(error).toContain(message)
})

test('read tells what a filled workbook changes, and why a file is not one', async () => {
  const place = await form('read', formSource({}))
  const { form: compiled } = compileForm(formSource({}))
  if (compiled === null) throw new Error('the form does not compile')
  const data = { meals: [{ $id: 'a', all: 1, free: 2 }] }
  const book = new MarkedBook(compiled, data)
  book.cell('meals', 'a', 'all').value = 7
  book.spareCell('meals', 0, 'all').value = 3
  const [workbook, base] = [join(place, 'filled.xlsx'), join(place, 'data.json')]
  await writeFile(workbook, await book.bytes())
  await writeFile(base, JSON.stringify(data))
  const told = await tabel('read', place, workbook, '--base', base)
  expect(told.code).toBe(0)
  expect(told.out).toMatch(/^Изменено:\n {2}\S+![A-Z]+\d+ .*: 1 → 7\nДобавлено:\n {2}\S+ 3\n2 изменения$/u)
  const { out } = await tabel('read', place, workbook, '--base', base, '--json')
  expect(JSON.parse(out)).toMatchObject({ ops: [{ set: ['meals', 'a', 'all'], value: 7 }, { insert: 'meals' }] })
  expect(await tabel('read', place, base)).toMatchObject({ code: 1, error: expect.stringContaining('текстовый файл') as string })
  expect(await tabel('read', place)).toMatchObject({ code: 2 })
})

test('template writes a workbook that comes back without changes', async () => {
  const place = await form('template', formSource({}))
  const [workbook, base] = [join(place, 'template.xlsx'), join(place, 'data.json')]
  await writeFile(base, JSON.stringify({ meals: [{ $id: 'a', all: 1, free: 2 }] }))
  expect(await tabel('template', place, '--base', base, '-o', workbook)).toMatchObject({ code: 0 })
  expect(await tabel('read', place, workbook, '--base', base)).toMatchObject({ code: 0, out: 'Изменений нет' })
  expect(await tabel('template', place)).toMatchObject({ code: 2, error: expect.stringContaining('-o') as string })
})
