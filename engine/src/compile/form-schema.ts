import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import { formSchema } from '../generated/form-schema.ts'

let compiled: ValidateFunction | undefined

/** What the meta-schema says against a value; empty when it is a form by its structure. */
export function schemaErrors(value: unknown): readonly ErrorObject[] {
  // Compiling takes some 50 ms, so it waits for the first form.
  compiled ??= new Ajv2020({
    allErrors: true,
    strict: true,
    strictRequired: true,
    strictTuples: true,
    verbose: true,
    formats: { regex: isRegex },
  }).compile(formSchema)
  return compiled(value) ? [] : (compiled.errors ?? [])
}

/** Name of a definition of the meta-schema, given the definition itself as ajv reports it. */
export function definitionName(schema: unknown): string | undefined {
  return Object.entries(formSchema['$defs'] as Readonly<Record<string, unknown>>).find(([, one]) => one === schema)?.[0]
}

function isRegex(source: string): boolean {
  try {
    return new RegExp(source, 'u').source !== ''
  } catch {
    return false
  }
}
