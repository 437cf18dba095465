import type { FormDefinition } from '@tabel/engine/compile'

// Checked by tsc: what editors and developers may rely on of the generated type of form files.
export const good: FormDefinition = {
  form: 'a',
  version: '1.0.0',
  title: 'А',
  sheets: [
    {
      sheet: 's',
      title: 'С',
      blocks: [
        {
          table: 't',
          columns: [
            { key: 'a', title: 'A' },
            { group: 'G', columns: [{ key: 'b', title: 'B' }] },
          ],
          rows: { max: 3 },
          checks: ['[@a]=1', { assert: 'TRUE' }, { rule: 'unique', columns: ['a'] }],
        },
        { note: 'x' },
      ],
    },
  ],
}

type Block = FormDefinition['sheets'][number]['blocks'][number]

// @ts-expect-error a misspelt discriminator
export const badBlock: Block = { tabel: 't', columns: [], rows: { max: 3 } }

// @ts-expect-error a check needs assert or rule
export const badChecks: Block = { fields: 'f', items: [], checks: [{ asert: 'x' }] }
