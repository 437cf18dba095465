import { problems } from '../problems.ts'
import { roleOf } from './collection.ts'
import type { Scope } from './scope.ts'

/** Everybody but the organizer and the system is told that there is nothing here. @throws the problem `not-found`. */
export function onlyTheOrganizer(scope: Scope): void {
  if (scope.reason === null && roleOf(scope.person.organisation.kind) !== 'fed') throw problems.notFound({})
}
