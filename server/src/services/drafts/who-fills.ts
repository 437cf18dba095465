import { forRole } from '@tabel/engine'
import type { CompiledForm, Progress, Role } from '@tabel/engine'
import { roleOf } from '../../policies/collection.ts'
import type { Scope } from '../../policies/scope.ts'

const fillers: Readonly<Record<ReturnType<typeof roleOf>, Role>> = {
  fed: 'organizer',
  reg: 'coordinator',
  mun: 'coordinator',
  org: 'organisation',
}

/** Which part of a form somebody fills. */
export function fillerOf(scope: Scope): Role {
  return fillers[roleOf(scope.person.organisation.kind)]
}

/** Whether a part of the form is that of a role, and open to it with an organisation that has come so far. */
export function mayFill(form: CompiledForm, role: Role, progress: Progress): boolean {
  const blocks = Object.values(forRole(form, role, progress).blocks)
  return blocks.some(({ columns }) => columns.some(({ closed }) => closed === undefined))
}
