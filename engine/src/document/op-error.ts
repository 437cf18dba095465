import type { OpFault } from '../model/ops.ts'

/** Ops that cannot be applied; nothing was changed. The message is that of the first fault. */
export class OpError extends Error {
  override readonly name = 'OpError'
  readonly faults: readonly OpFault[]

  constructor(faults: readonly OpFault[]) {
    super(faults[0]?.message ?? '')
    this.faults = faults
  }
}
