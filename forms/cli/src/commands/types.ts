import { submissionSchema } from '@tabel/engine/compile'
import { compile } from 'json-schema-to-typescript'
import { onlyName, readArgs, readForm } from '../form-file.ts'
import { output } from '../output.ts'
import type { Terminal } from '../terminal.ts'

/** `tabel types`: TypeScript types of what will be submitted. */
export async function types(args: readonly string[], terminal: Terminal): Promise<number> {
  const { positionals, values } = readArgs(args, { output: { type: 'string', short: 'o' } })
  const form = await readForm(onlyName(positionals), terminal)
  if (!form) return 1
  const text = await compile(structuredClone(submissionSchema(form, 'final')), 'Submission', {
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    bannerComment: `// Generated from form.json (${form.form} ${form.version}). Do not edit.`,
    style: { semi: false, singleQuote: true, printWidth: 130 },
  })
  await output(text.trimEnd(), values.output, terminal)
  return 0
}
