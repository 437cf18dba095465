import type { Role } from '@tabel/engine'
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
