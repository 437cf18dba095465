import type { Clock } from '../../clock.ts'
import { isInAudience, roleOf } from '../../policies/collection.ts'
import { isInCircle } from '../../policies/placement.ts'
import type { Scope } from '../../policies/scope.ts'
import { assignNewcomers, listUnfinishedCollections } from '../../storage/collections.ts'
import type { Tx } from '../../storage/database.ts'
import type { Organisation } from '../../storage/organisations.ts'
import type { Forms } from '../forms.ts'

/**
 * Lets organisations take part in the collections that are not over and are meant for them.
 *
 * @param except ids of collections that they take part in already.
 */
export async function joinCollections(
  scope: Scope,
  tx: Tx,
  forms: Forms,
  now: Clock,
  organisations: readonly Organisation[],
  except: ReadonlySet<string> = new Set(),
): Promise<void> {
  const schools = organisations.filter(({ kind }) => roleOf(kind) === 'org')
  if (schools.length === 0) return
  for (const { id, formVersionId, circle } of await listUnfinishedCollections(scope, tx, now())) {
    if (except.has(id)) continue
    const { form } = await forms.get(tx, formVersionId)
    const meant = schools.filter((school) => isInAudience(form.audience, school) && isInCircle(circle, school))
    await assignNewcomers(scope, tx, id, meant)
  }
}
