import type { CompiledForm } from '@tabel/engine'
import type { SubmissionSchema } from '@tabel/engine/compile'
import { compile } from 'json-schema-to-typescript'

type Json = Readonly<Record<string, unknown>>

/** TypeScript types of what is submitted by a form, as the text of a module. @param schema of a submission, the final one. */
export async function submissionTypes(form: CompiledForm, schema: SubmissionSchema): Promise<string> {
  const text = await compile(named(schema) as Json, 'Submission', {
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    bannerComment: `// Generated from form.json (${form.form} ${form.version}). Do not edit.`,
    style: { semi: false, singleQuote: true, printWidth: 130 },
  })
  return text.replaceAll(/'(\w+)~\*'\?:/gu, (_, key: string) => `[copy: \`${key}~\${string}\`]:`)
}

/**
 * Copies for the rows of a table have names that begin alike. The generator knows names by pattern only as names of any kind, so
 * here they stand as one property `staff~*`, of which an index signature is made in the text.
 */
function named(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(named)
  if (typeof node !== 'object' || node === null) return node
  const { patternProperties, ...rest } = node as Json
  const copy = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, named(value)]))
  if (patternProperties === undefined) return copy
  const copies = Object.entries(patternProperties as Json).map(([pattern, value]) => [
    `${/^\^(\w+)~/u.exec(pattern)?.[1] ?? pattern}~*`,
    named(value),
  ])
  return { ...copy, properties: { ...(copy['properties'] as Json), ...Object.fromEntries(copies) } }
}
