import type { Migration } from './migration.ts'

/** The title of a form stands beside its file, so that a list of forms reads no files. */
export const formTitles: Migration = {
  name: '0017-form-titles',
  up: async (db) => {
    await db.raw("alter table form_version add column title text not null default ''")
    for (const id of await db('form_version').pluck<string[]>('id')) {
      const row = await db('form_version').where({ id }).first<{ form: string; source: string }>('form', 'source')
      await db('form_version')
        .where({ id })
        .update({ title: titleIn(row.source) ?? row.form })
    }
  },
}

/** The title in a form file: one text, or the Russian one of several languages, else the first. */
function titleIn(source: string): string | null {
  const { title } = JSON.parse(source) as { readonly title?: string | Readonly<Record<string, string>> }
  if (typeof title !== 'object') return title ?? null
  return title['ru'] ?? Object.values(title)[0] ?? null
}
