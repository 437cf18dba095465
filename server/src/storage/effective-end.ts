/**
 * SQL of when a collection ends for one organisation: its own extension, unless the collection ends later still.
 *
 * @param assignment name under which the table `assignment` is joined; it may be joined to nothing.
 */
export function effectiveEnd(assignment: string): string {
  return `case when ${assignment}.closes_at > collection.closes_at then ${assignment}.closes_at else collection.closes_at end`
}
