import { analyse } from '../language/analyse.ts'
import type { Scope } from '../language/scope.ts'
import type { Message } from '../model/compiled-form.ts'
import type { Formula } from '../model/expr.ts'
import type { Context } from './context.ts'
import type { Path } from './diagnostic.ts'
import type { SourceText } from './texts.ts'

/** Reads a message in all its languages, so that a mistake in any of them is said; gives the one that is shown. */
export function readMessages(text: SourceText, path: Path, scope: Scope, context: Context): Message {
  if (typeof text === 'string') return readMessage(text, path, scope, context)
  const shown = context.texts.language(text)
  const messages = new Map(
    Object.entries(text).map(([locale, one]) => [locale, readMessage(one, [...path, locale], scope, context)]),
  )
  return messages.get(shown) ?? []
}

/** Reads a message with `{formula}` in it: texts and formulas in turn. */
function readMessage(text: string, path: Path, scope: Scope, context: Context): Message {
  const parts: (string | Formula)[] = []
  let from = 0
  while (from < text.length) {
    const open = text.indexOf('{', from)
    if (open < 0) break
    const close = text.indexOf('}', open)
    if (close < 0) {
      context.mistakes.push({
        code: 'E_MESSAGE',
        message: 'Фигурная скобка не закрыта',
        hint: 'формулу в сообщении пишут так: {[@графа]}',
        path,
        span: { start: open, end: text.length },
      })
      return parts
    }
    if (open > from) parts.push(text.slice(from, open))
    const formula = text.slice(open + 1, close)
    if (formula.trim() === '') {
      context.mistakes.push({
        code: 'E_MESSAGE',
        message: 'Пустые фигурные скобки',
        hint: 'внутри пишут формулу: {[@графа]}',
        path,
        span: { start: open, end: close + 1 },
      })
    } else {
      const expr = context.formula(path, () => analyse(formula, scope).expr, open + 1)
      if (expr) parts.push({ text: formula, expr })
    }
    from = close + 1
  }
  if (from < text.length) parts.push(text.slice(from))
  return parts
}
