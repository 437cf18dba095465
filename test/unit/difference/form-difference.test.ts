import { readFile, readdir } from 'node:fs/promises'
import type { CompiledForm } from '@tabel/engine'
import { compileForm, formDifference } from '@tabel/engine/compile'
import type { FormChange } from '@tabel/engine/compile'
import { expect, test } from 'vitest'
import { sampleForm } from '../../support/forms.ts'
import { newForm, oldForm } from '../../support/two-versions.ts'

const library = new URL('../../../forms/library/', import.meta.url)
const source = (name: string): Promise<string> => readFile(new URL(`${name}/form.json`, library), 'utf8')

/** A form as a library file with some of its text replaced; it must still be a form. */
async function edited(name: string, ...replacements: readonly (readonly [string, string])[]): Promise<CompiledForm> {
  const text = replacements.reduce(
    (whole, [from, to]) => {
      expect(whole).toContain(from)
      return whole.replaceAll(from, to)
    },
    await source(name),
  )
  const { form, diagnostics } = compileForm(text)
  if (form === null) throw new Error(JSON.stringify(diagnostics))
  return form
}

const said = (changes: readonly FormChange[]): readonly string[] =>
  changes.map(({ kind, what, details }) => {
    const traits = details.map(({ aspect, before, after }) => `${aspect}: ${before || '–'} → ${after || '–'}`).join('; ')
    return `${kind} ${what}${traits === '' ? '' : `: ${traits}`}`
  })

test('a form does not differ from itself', async () => {
  for (const name of await readdir(library)) {
    const form = await edited(name)
    expect(formDifference(form, structuredClone(form))).toEqual({ changes: [], data: [] })
  }
  for (const form of [sampleForm, oldForm, newForm]) expect(formDifference(form, form)).toEqual({ changes: [], data: [] })
})

test('what was renamed is recognised, and all the rest is added or removed', () => {
  const { changes, data } = formDifference(oldForm, newForm)
  expect(said(changes)).toMatchInlineSnapshot(`
    [
      "changed поле «b» (поля info, лист «Лист»): имя в формулах: a → b; название: a → b",
      "removed поле «gone» (поля info, лист «Лист»)",
      "changed строка «102» (таблица s1, лист «Лист»): имя в формулах: 101 → 102; название: 101 → 102",
      "changed графа «g4», строка «102» (таблица s1, лист «Лист»): зачеркнута: – → да",
      "removed строка «103» (таблица s1, лист «Лист»)",
      "changed таблица pupils, лист «Лист»: имя в формулах: list → pupils",
      "changed графа «total» (таблица pupils, лист «Лист»): имя в формулах: score → total; название: score → total",
      "removed графа «note» (таблица list, лист «Лист»)",
      "changed графа «age» (таблица pupils, лист «Лист»): тип: текст → целое число",
      "removed таблица extra, лист «Лист»",
      "added проверка many: правило: – → не повторяется; графы: – → total; строгость: – → предупреждение; нужно письменное пояснение: – → да",
    ]
  `)
  expect(data.map(({ kind, text }) => `${kind} ${text}`)).toMatchInlineSnapshot(`
    [
      "moved Поле «a» (поля info, лист «Лист»): введенное перейдет в поле «b» (поля info, лист «Лист»).",
      "aside Поле «gone» (поля info, лист «Лист»): в новой форме нет места. Введенное сохранится отдельно и в отчет не войдет.",
      "aside Графа «g4» (таблица s1, лист «Лист»): в новой форме нет места. Введенное сохранится отдельно и в отчет не войдет.",
      "aside Строка «103» (таблица s1, лист «Лист»): в новой форме нет места. Введенное сохранится отдельно и в отчет не войдет.",
      "moved Таблица list, лист «Лист»: введенное перейдет в «pupils», таблица pupils, лист «Лист».",
      "moved Графа «score» (таблица list, лист «Лист»): введенное перейдет в графу «total» (таблица pupils, лист «Лист»).",
      "mapped Графа «kind» (таблица pupils, лист «Лист»): вместо «gym» станет «lyceum».",
      "aside Графа «note» (таблица list, лист «Лист»): в новой форме нет места. Введенное сохранится отдельно и в отчет не войдет.",
      "reread Графа «age» (таблица pupils, лист «Лист»): был тип «текст», станет «целое число». Что так не читается, останется с ошибкой.",
      "aside Таблица extra, лист «Лист»: в новой форме нет места. Введенное сохранится отдельно и в отчет не войдет.",
    ]
  `)
})

test('of a check everything that it says and asks is told, and a new one with its text and condition', async () => {
  const before = await edited('oo1-klassy')
  expect(before.checks.length).toBeGreaterThan(0)
  const after: CompiledForm = {
    ...before,
    version: '99.0.0',
    checks: before.checks
      .slice(1)
      .map((check, place) => (place === 0 ? { ...check, severity: 'info', message: ['Проверьте.'] } : check)),
  }
  expect(said(formDifference(before, after).changes)).toMatchInlineSnapshot(`
    [
      "removed проверка O01: условие: [@#01] = SUM([@#02:#04]) → –; строгость: ошибка → –",
      "changed проверка O06.1: текст: – → Проверьте.; строгость: ошибка → справка",
    ]
  `)
  expect(said(formDifference(after, before).changes)).toContainEqual(expect.stringMatching(/^added проверка O01: условие: – → /u))
  expect(formDifference(before, after).data).toEqual([])
})

test('lists are told code by code, once for all columns that have them', async () => {
  const before = await edited('vpr-fsr-ma4')
  const block = Object.values(before.blocks).find(({ columns }) => columns.some(({ choices }) => choices))
  const column = block?.columns.find(({ choices }) => choices)
  const [first, ...rest] = column?.choices ?? []
  if (!block || !column || !first) throw new Error('the form has a list')
  const choices = [...rest, { code: 'new', title: 'Новое' }]
  const columns = block.columns.map((one) => (one.choices ? { ...one, choices } : one))
  const after: CompiledForm = { ...before, version: '99.0.0', blocks: { ...before.blocks, [block.key]: { ...block, columns } } }
  const { changes, data } = formDifference(before, after)
  expect(changes.filter(({ about }) => about !== 'choice')).toEqual([])
  expect(changes.filter(({ kind, what }) => kind === 'added' && what.includes('«new – Новое»'))).toHaveLength(1)
  expect(data.filter(({ kind }) => kind === 'unfit')[0]?.text).toContain(`«${first.code}`)
})

test('an added field says what is special about it, and what follows from it elsewhere is not told twice', async () => {
  const before = await edited('pitanie')
  const field = '{ "key": "diet", "title": "Диетическое меню", "type": "boolean", "required": true }'
  const after = await edited('pitanie', [
    '"hint": "Файл PDF не больше 5 МБ."\n            }\n          ],\n          "checks"',
    `"hint": "Файл PDF не больше 5 МБ."\n            },\n            ${field}\n          ],\n          "checks"`,
  ])
  // What the school submitted last has the shape of the form itself.
  expect(said(formDifference(before, after).changes)).toEqual([
    'added поле «Диетическое меню» (поля «Столовая»): тип: – → да или нет; заполнять обязательно: – → да',
  ])
  expect(said(formDifference(after, before).changes)).toEqual(['removed поле «Диетическое меню» (поля «Столовая»)'])
})
