import type { CellRef } from '../model/data.ts'
import type { FromChecker, Port, ToChecker } from '../model/checker.ts'
import { Checker } from './checker.ts'

/** Every host of the engine has it, though the language's library does not name it. */
const { setTimeout } = globalThis as unknown as { readonly setTimeout: (work: () => void, milliseconds: number) => unknown }

/**
 * Judges one document behind a port: a Worker in the browser, a thread on the server, or the same thread. Changes that come
 * while it is at work are judged together. When it breaks it says `failed` once and judges no more.
 */
export function serveChecker(port: Port): void {
  let checker: Checker | null = null
  let revision = 0
  let waiting = false
  const say = (message: FromChecker) => port.post(message)

  port.listen((message) => attempt(() => hear(message as ToChecker)))

  function hear(message: ToChecker): void {
    if (message.type === 'choices') return choose(message.question, message.ref)
    if (message.type === 'open') {
      checker?.close()
      checker = new Checker(message.form, message.data, message.options)
    } else checker?.receive(message.ops)
    revision = message.revision
    if (waiting || !checker) return
    waiting = true
    setTimeout(() => attempt(answer), 0)
  }

  function choose(question: number, ref: CellRef): void {
    if (waiting) answer()
    say({ type: 'choices', question, choices: checker?.choicesAt(ref) ?? [] })
  }

  function answer(): void {
    if (waiting && checker) say({ type: 'verdict', verdict: checker.judge(revision) })
    waiting = false
  }

  function attempt(work: () => void): void {
    try {
      work()
    } catch (error) {
      checker = null
      const why = error instanceof Error ? error.message : String(error)
      say({
        type: 'failed',
        message: `Проверка формы остановилась из-за ошибки программы (${why}). Обновите страницу; введенное сохранено`,
      })
    }
  }
}
