import { submissionSchema } from '@tabel/engine/compile'
import { onlyName, readArgs, readForm } from '../form-file.ts'
import { output } from '../output.ts'
import { submissionTypes } from '../submission-types.ts'
import type { Terminal } from '../terminal.ts'

/** `tabel types`: TypeScript types of what will be submitted. */
export async function types(args: readonly string[], terminal: Terminal): Promise<number> {
  const { positionals, values } = readArgs(args, { output: { type: 'string', short: 'o' } })
  const form = await readForm(onlyName(positionals), terminal)
  if (!form) return 1
  await output((await submissionTypes(form, submissionSchema(form, 'final'))).trimEnd(), values.output, terminal)
  return 0
}
