import { submissionSchema } from '@tabel/engine/compile'
import { onlyName, readArgs, readForm } from '../form-file.ts'
import { output } from '../output.ts'
import type { Terminal } from '../terminal.ts'

/** `tabel schema`: the JSON Schema of what will be submitted, or of a draft. */
export async function schema(args: readonly string[], terminal: Terminal): Promise<number> {
  const { positionals, values } = readArgs(args, { draft: { type: 'boolean' }, output: { type: 'string', short: 'o' } })
  const form = await readForm(onlyName(positionals), terminal)
  if (!form) return 1
  await output(
    JSON.stringify(submissionSchema(form, values.draft === true ? 'draft' : 'final'), null, 2),
    values.output,
    terminal,
  )
  return 0
}
