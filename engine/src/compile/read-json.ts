import { parseTree, printParseErrorCode } from 'jsonc-parser'
import type { Node, ParseError } from 'jsonc-parser'
import type { Diagnostic, Path } from './diagnostic.ts'
import { SourceMap } from './source-map.ts'

/** A form file as JSON, with the places of everything in it. */
export interface JsonDocument {
  readonly value: unknown
  readonly map: SourceMap
  /** Mistakes of JSON itself; when there are some, `value` is not to be relied on. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Deeper nesting is refused: a form has none, and reading it must not overflow the stack. */
const depthLimit = 100

const sentences: Readonly<Record<string, string>> = {
  InvalidSymbol: 'Непонятные знаки: текст берут в кавычки',
  InvalidNumberFormat: 'Число записано неверно',
  PropertyNameExpected: 'Ожидается имя в кавычках',
  ValueExpected: 'Ожидается значение',
  ColonExpected: 'Не хватает двоеточия',
  CommaExpected: 'Не хватает запятой',
  CloseBraceExpected: 'Не хватает закрывающей скобки }',
  CloseBracketExpected: 'Не хватает закрывающей скобки ]',
  EndOfFileExpected: 'После конца формы стоит лишнее',
  InvalidCommentToken: 'Комментариев в JSON нет: возьмите ключ "$comment"',
  UnexpectedEndOfComment: 'Комментариев в JSON нет: возьмите ключ "$comment"',
  UnexpectedEndOfString: 'Текст не закрыт кавычкой',
  UnexpectedEndOfNumber: 'Число оборвано',
  InvalidUnicode: 'Неверная запись \\u',
  InvalidEscapeCharacter: 'После \\ стоит неверный знак',
  InvalidCharacter: 'Неверный знак внутри текста (перевод строки пишут \\n)',
}

/** A text without the byte order mark that some editors begin files with: it is no part of the first line. */
export function withoutMark(source: string): string {
  return source.startsWith('\uFEFF') ? source.slice(1) : source
}

/** Reads JSON and remembers where everything stands. Never throws. */
export function readJson(source: string): JsonDocument {
  const deep = tooDeep(source)
  if (deep !== null) {
    const map = new SourceMap(source, undefined)
    return { value: undefined, map, diagnostics: [json('Слишком глубокая вложенность скобок', map, deep, 1)] }
  }
  const errors: ParseError[] = []
  const tree = parseTree(source, errors, { disallowComments: true, allowTrailingComma: false })
  const map = new SourceMap(source, tree)
  // One slip makes the parser stumble twice over the same sign; the first sentence says it.
  const first = errors.filter((error, place) => errors.findIndex(({ offset }) => offset === error.offset) === place)
  const diagnostics = first.map((error) => json(sentenceOf(error, source), map, error.offset, error.length))
  if (!tree && diagnostics.length === 0) diagnostics.push(json('Файл пуст', map, 0, 1))
  if (tree) repeated(tree, [], map, diagnostics)
  return { value: tree && diagnostics.length === 0 ? valueOf(tree) : undefined, map, diagnostics }
}

function sentenceOf({ error, offset }: ParseError, source: string): string {
  const extraComma = /^[\]}]/u.test(source.slice(offset, offset + 1)) && /,\s*$/u.test(source.slice(0, offset))
  return extraComma ? 'Перед закрывающей скобкой стоит лишняя запятая' : (sentences[printParseErrorCode(error)] ?? 'Это не JSON')
}

/** The value of a node, of plain objects: the parser's own have no prototype, and ajv compares objects by their methods. */
function valueOf(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(valueOf)
  if (node.type !== 'object') return node.value as unknown
  return Object.fromEntries(
    (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
      key && value ? [[String(key.value), valueOf(value)]] : [],
    ),
  )
}

function json(message: string, map: SourceMap, offset: number, length: number): Diagnostic {
  return { code: 'E_JSON', severity: 'error', message, path: [], ...map.at(offset, length) }
}

/** Offset of the bracket that is nested too deep; null when none is. */
function tooDeep(source: string): number | null {
  let depth = 0
  let inString = false
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at]
    if (inString) {
      if (character === '\\') at += 1
      else if (character === '"' || character === '\n') inString = false
    } else if (character === '"') inString = true
    else if (character === '{' || character === '[') {
      depth += 1
      if (depth > depthLimit) return at
    } else if (character === '}' || character === ']') depth -= 1
  }
  return null
}

/** JSON keeps the last of two equal keys silently; an author must know. `__proto__` would not even be kept. */
function repeated(node: Node, path: Path, map: SourceMap, diagnostics: Diagnostic[]): void {
  if (node.type === 'array') {
    node.children?.forEach((child, index) => repeated(child, [...path, index], map, diagnostics))
    return
  }
  if (node.type !== 'object') return
  const seen = new Set<string>()
  for (const { children = [] } of node.children ?? []) {
    const [name, value] = children
    if (!name) continue
    const key = String(name.value)
    if (seen.has(key))
      diagnostics.push({
        code: 'E_KEY',
        severity: 'error',
        message: `Ключ "${key}" повторяется`,
        path: [...path, key],
        ...map.at(name.offset, name.length),
      })
    if (key === '__proto__')
      diagnostics.push({
        code: 'E_KEY',
        severity: 'error',
        message: 'Имя "__proto__" использовать нельзя',
        path: [...path, key],
        ...map.at(name.offset, name.length),
      })
    seen.add(key)
    if (value) repeated(value, [...path, key], map, diagnostics)
  }
}
