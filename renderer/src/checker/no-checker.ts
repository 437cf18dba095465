import type { Port, ToChecker } from '@tabel/engine'

/** A checker that finds nothing: cells are judged by their own rules, formulas by whoever takes the report. No HyperFormula is loaded. */
export function noChecker(): Port {
  let tell: (message: unknown) => void = () => {}
  const answer = (message: unknown): void => queueMicrotask(() => tell(message))
  return {
    listen: (receive) => {
      tell = receive
    },
    post: (sent) => {
      const message = sent as ToChecker
      if (message.type === 'choices') answer({ type: 'choices', question: message.question, choices: [] })
      else if ('revision' in message) answer({ type: 'verdict', verdict: { ...nothing, revision: message.revision } })
    },
    close: () => {
      tell = () => {}
    },
  }
}

const nothing = { added: [], removed: [], computed: [], flags: { set: [], cleared: [] }, evaluated: 0 }
