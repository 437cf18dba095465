import { checkInWords, compileForm, formulaInWords } from '@tabel/engine/compile'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** What a check of a form of the library asks for, in words. */
function asked(library: string, id: string): string {
  const { form } = compileForm(readFileSync(new URL(`../../../forms/library/${library}/form.json`, import.meta.url), 'utf8'))
  const check = form?.checks.find((one) => one.id === id)
  if (!form || !check) throw new Error(`${library} has no such check`)
  return checkInWords(form, check)
}

test.each([
  ['vpr-fsr-ma4', 'R09', '«По списку» = «Выполняли работу» + «Отсутствовали»'],
  ['vpr-fsr-ma4', 'R10', '«Дата проведения» ≥ 20.04.2026 и «Дата проведения» ≤ 20.05.2026'],
  ['vpr-fsr-ma4', 'R08', '«Выполняли работу» = СЧЁТЕСЛИ(графа «Класс» листа «Результаты»; «Класс»)'],
  ['vpr-fsr-ma4', 'R12', '|«Отметка за ВПР» – «Отметка за предыдущий период»| ≤ 1'],
  ['vpr-fsr-ma4', 'R07', 'СЧЁТЕСЛИ(«1 (1б)» – «11 (2б)»; «X») < 14'],
  ['oo1-klassy', 'O01', 'стр. 01 = СУММ(стр. 02 – стр. 04)'],
  ['oo1-klassy', 'O09', '(гр. 3 > 0) = (гр. 4 > 0)'],
  ['oo1-klassy', 'O15', 'стр. 01, гр. 4 + стр. 01, гр. 6 = стр. 01, гр. 3 листа «2.1 Обучающиеся»'],
  ['pitanie', 'P01', 'ОТМЕЧЕНО(«Что подают»; «Обед»)'],
  ['pitanie', 'P02', 'промежутки «Начало» – «Конец» не пересекаются, отдельно для каждого значения «Класс», «День»'],
  ['pitanie', 'P03', 'сумма «Обучающихся» таблицы «Расписание» с тем же «День», «Начало» ≤ «Посадочных мест»'],
  ['pitanie', 'P04', 'если «Конец» > «Начало», то ВСЕГО МИНУТ(«Конец» – «Начало») ≥ 15'],
  ['pitanie', 'P06', '«Источник», «Месяц» вместе не повторяются'],
  ['uchebny-plan', 'U02', '«Площадка» есть среди: «Название» таблицы «Площадки»'],
  ['uchebny-plan', 'U04', 'если гр. 2 = 1, то гр. 5 = 5'],
  ['olimpiada', 'M02', '«Место в классе» – место по «Сумма баллов», отдельно для каждого значения «Класс»'],
  [
    'pitanie',
    'P08',
    'если заполнено строка «Многодетные», «Обучающихся» (отчет за прошлый период), то строка «Всего», «Обучающихся» ≥ 80 % × строка «Многодетные», «Обучающихся» (отчет за прошлый период)',
  ],
  ['uchebny-plan', 'U03', 'ЛЕВСИМВ(гр. 1; ДЛСТР(гр. 1) – 1) = гр. 2'],
  ['uchebny-plan', 'U13', 'СУММ(«Класс …: Уроков») > 0'],
])('%s %s is read as: %s', (library, id, words) => {
  expect(asked(library, id)).toBe(words)
})

test('brackets stand where the meaning needs them, and nowhere else', () => {
  const source = {
    form: 'x',
    version: '1.0.0',
    title: 'x',
    sheets: [
      {
        sheet: 's',
        title: 'Лист',
        blocks: [
          {
            fields: 'f',
            items: ['a', 'b', 'c'].map((key) => ({ key, title: key.toUpperCase(), type: 'integer' })),
            checks: [
              'f.a - (f.b - f.c) > 0',
              'f.a - f.b - f.c > 0',
              '(f.a + f.b) * -f.c > 5%',
              'OR(AND(f.a > 0, f.b > 0), f.c > 0)',
            ],
          },
        ],
      },
    ],
  }
  const { form, diagnostics } = compileForm(JSON.stringify(source))
  if (!form) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  const words = form.checks.map((check) => (check.kind === 'formula' ? formulaInWords(form, 'f', check.assert.expr) : ''))
  expect(words).toEqual([
    '«A» – («B» – «C») > 0',
    '«A» – «B» – «C» > 0',
    '(«A» + «B») × –«C» > 5 %',
    '(«A» > 0 и «B» > 0) или «C» > 0',
  ])
})
