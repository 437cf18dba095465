import type { Migration } from './migration.ts'

/**
 * Organisations that are locked or closed, who has taken over the reports of a closed one, and the ways to find them level by level and
 * in the audit. The successor is no foreign key: a backup is read in the order of the tree, where it may stand later.
 */
export const organisationStates: Migration = {
  name: '0013-organisation-states',
  async up(db) {
    await db.raw("alter table organisation add column state text not null default 'active'")
    await db.raw('alter table organisation add column state_at bigint')
    await db.raw('alter table organisation add column state_reason text')
    await db.raw('alter table organisation add column successor_id text')
    await db.raw('create index organisation_parent_id_path_index on organisation (parent_id, path)')
    await db.raw('create index audit_actor_at_index on audit (actor, at)')
    await db.raw('create index audit_action_at_index on audit (action, at)')
  },
}
