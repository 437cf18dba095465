import type { CompiledForm } from '@tabel/engine'
import { column, fields, fixed, form, table } from './forms.ts'

/** A form and its next version, in which something of every kind is another. */
export const oldForm: CompiledForm = form([
  fields('info', [column('a'), column('gone', { type: 'string' })]),
  fixed('s1', [column('g3'), column('g4')], ['101', '103']),
  table('list', [
    column('score'),
    column('kind', { type: 'string' }),
    column('note', { type: 'string' }),
    column('age', { type: 'string' }),
  ]),
  table('extra', [column('x')]),
])

export const newForm: CompiledForm = {
  ...form(
    [
      fields('info', [column('b')]),
      fixed('s1', [column('g3'), column('g4')], [{ key: '102', blocked: ['g4'] }]),
      table('pupils', [column('total'), column('kind', { type: 'string' }), column('age')]),
    ],
    [{ kind: 'unique', id: 'many', severity: 'warning', explain: true, sheet: 'main', block: 'pupils', columns: ['total'] }],
  ),
  version: '2.0.0',
  migrations: [
    {
      from: { operator: '<', version: '2.0.0' },
      rename: [
        { from: { block: 'list' }, to: { block: 'pupils' } },
        { from: { block: 'list', column: 'score' }, to: { block: 'pupils', column: 'total' } },
        { from: { block: 's1', row: '101' }, to: { block: 's1', row: '102' } },
        { from: { block: 'info', column: 'a' }, to: { block: 'info', column: 'b' } },
      ],
      map: [{ at: { block: 'pupils', column: 'kind' }, values: { gym: 'lyceum' } }],
      drop: [{ block: 'list', column: 'note' }],
    },
  ],
}
