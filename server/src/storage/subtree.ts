import type { Knex } from 'knex'
import type { Scope } from '../policies/scope.ts'

/**
 * Keeps rows at and below the scope's place in the tree. Paths end with `/`, and `0` is the character after it, so a subtree is
 * a range and an index on the path serves it.
 *
 * @param column column that holds the path of the row's organisation.
 */
export function withinSubtree(scope: Scope, column: string) {
  return atOrBelow(scope.path, column)
}

/** The same for a place that was found within a scope before. */
export function atOrBelow(path: string, column: string) {
  return (query: Knex.QueryBuilder): void => {
    void query.where(column, '>=', path).where(column, '<', `${path.slice(0, -1)}0`)
  }
}
