import { canonicalKey } from '../document/canonical-key.ts'
import type { CellRules } from '../model/compiled-form.ts'
import type { Context } from './context.ts'
import type { Path } from './diagnostic.ts'
import type { Words } from './words.ts'

type Word = Parameters<Words['get']>[0]

const numbers = ['integer', 'number', 'money']

/** To which types a word belongs; in a cell of another type it would silently mean nothing. */
const belongs: Readonly<Partial<Record<Word, { readonly types: readonly string[]; readonly words: string }>>> = {
  minimum: { types: numbers, words: 'у чисел' },
  maximum: { types: numbers, words: 'у чисел' },
  decimals: { types: ['number'], words: 'у дробных чисел' },
  pattern: { types: ['string'], words: 'у текста' },
  patternHint: { types: ['string'], words: 'у текста' },
  maxLength: { types: ['string'], words: 'у текста' },
  accept: { types: ['file'], words: 'у файлов' },
  maxSize: { types: ['file'], words: 'у файлов' },
}

/**
 * Reports words of a cell that cannot do what they say. Only words written at the cell itself count: defaults say what suits most.
 *
 * @param path of the cell in the form file.
 */
export function checkWords(words: Words, rules: CellRules, path: Path, context: Context): void {
  const own = (key: Word): Path | undefined => {
    const at = words.get(key)?.path
    return at?.length === path.length + 1 && at.slice(0, -1).every((part, place) => part === path[place]) ? at : undefined
  }
  for (const [key, { types, words: where }] of Object.entries(belongs)) {
    const at = own(key as Word)
    if (!at || rules.choices || types.includes(rules.type)) continue
    context.report('E_TYPE', `"${key}" бывает только ${where}, а здесь ${typeWords[rules.type]}`, at, {
      hint: words.has('type') ? 'уберите его или исправьте "type"' : `укажите "type": "${types[0] ?? ''}"`,
    })
  }
  const typed = own('type')
  const wanted = typed && own('choices') && choicesType(rules)
  if (typed && wanted !== undefined)
    context.report('E_TYPE', `Значения списка – ${wanted.words}, а "type" – "${rules.type}"`, typed, {
      hint: `укажите "type": "${wanted.type}" или уберите "type"`,
    })
}

/** Types of values. */
export const typeWords: Readonly<Record<CellRules['type'], string>> = {
  integer: 'целое число',
  number: 'число',
  string: 'текст',
  boolean: 'да или нет',
  date: 'дата',
  time: 'время',
  money: 'сумма в рублях',
  file: 'файл',
}

/** The type that codes of a list have, where it is not the one that was written. */
function choicesType({ choices = [], type }: CellRules): { readonly type: string; readonly words: string } | undefined {
  // A column of a table has the type that is written.
  if (choices.length === 0) return undefined
  if (choices.every(({ code }) => typeof code === 'number')) {
    const whole = choices.every(({ code }) => Number.isInteger(code))
    return type === 'number' || (type === 'integer' && whole)
      ? undefined
      : { type: whole ? 'integer' : 'number', words: whole ? 'целые числа' : 'числа' }
  }
  return type === 'string' ? undefined : { type: 'string', words: 'тексты' }
}

/** Reports codes that people could not tell apart: equal, or equal but for case and look-alike letters. */
export function checkCodes(codes: readonly { readonly code: string | number; readonly path: Path }[], context: Context): void {
  const seen = new Map<string, string | number>()
  for (const { code, path } of codes) {
    const key = canonicalKey(String(code))
    const other = seen.get(key)
    if (key === '')
      context.report('E_LIST', 'Пустой код: его нельзя выбрать', path, {
        hint: 'уберите его: ячейку и так можно оставить пустой',
      })
    else if (other === undefined) seen.set(key, code)
    else
      context.report(
        'E_LIST',
        other === code ? `Код «${code}» повторяется` : `Коды «${other}» и «${code}» не отличить друг от друга`,
        path,
        {
          hint: 'регистр и похожие латинские и русские буквы не различаются',
        },
      )
  }
}
