import { findFaults, migrateOps } from '@tabel/engine'
import type { CompiledForm, FormData, Op, OpFault } from '@tabel/engine'

/** The ops of a push in the names of the form as it is now, and what is wrong with them. */
export interface ReadPush {
  readonly ops: readonly Op[]
  /** By the places of the ops in the push as it was sent. */
  readonly faults: (data: FormData) => readonly OpFault[]
}

/** Reads a push that was typed into the form as it is. */
export function readPush(form: CompiledForm, ops: readonly Op[]): ReadPush {
  return { ops, faults: (data) => findFaults(form, data, ops) }
}

/**
 * Reads a push that was typed into an earlier version of the form, on a page that lay open or without a connection. What has no place
 * any more is kept beside the data, so it is no fault; what could not have been typed even then is one.
 */
export function readLatePush(form: CompiledForm, earlier: CompiledForm, sent: readonly Op[]): ReadPush {
  const impossible = findFaults(earlier, {}, sent).filter(({ code }) => code !== 'unknown-row')
  if (impossible.length > 0) return { ops: [], faults: () => impossible }
  const translated = sent.flatMap((op, index) => migrateOps(form, [op], earlier.version).map((now) => ({ now, index })))
  const typed = translated.filter(({ now }) => !('orphan' in now))
  return {
    ops: translated.map(({ now }) => now),
    faults: (data) =>
      findFaults(
        form,
        data,
        typed.map(({ now }) => now),
      ).map((fault) => ({ ...fault, index: typed[fault.index]?.index ?? 0 })),
  }
}
