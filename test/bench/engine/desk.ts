import { FormDocument } from '@tabel/engine'
import type { CompiledForm, FormData, Op } from '@tabel/engine'
import { Checker } from '@tabel/engine/checker'

const options = { today: '2026-04-22' }

/** A document and its checker in one thread and without a port between them: what an edit costs and nothing else. */
export class Desk {
  readonly document: FormDocument
  readonly checker: Checker

  constructor(form: CompiledForm, data: FormData) {
    this.document = new FormDocument(form, data)
    this.checker = new Checker(form, data, options)
    this.document.problems()
    this.checker.judge(0)
  }

  /** Ms from an action to its verdict. */
  edit(ops: readonly Op[]): number {
    const start = performance.now()
    this.act(ops)
    return performance.now() - start
  }

  act(ops: readonly Op[]): void {
    const change = this.document.apply(ops)
    this.checker.receive(change.ops)
    this.checker.judge(change.revision)
  }

  close(): void {
    this.checker.close()
  }
}

/** Ms of `turns` actions after a few that warm up. */
export function timesOf(desk: Desk, turns: number, action: (turn: number) => readonly Op[]): readonly number[] {
  for (let turn = 0; turn < 50; turn++) desk.act(action(turn))
  return Array.from({ length: turns }, (_, turn) => desk.edit(action(turn + 50)))
}
