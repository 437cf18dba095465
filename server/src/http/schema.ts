/** A JSON Schema (2020-12) as plain JSON. */
export type JsonSchema = { readonly [keyword: string]: unknown }

/** A JSON Schema together with the TypeScript type of what it accepts: written once, it serves validation, OpenAPI and types. */
export interface Schema<T> {
  readonly json: JsonSchema
  /** Never present: carries the type. */
  readonly type?: T
}

/** The TypeScript type that a schema describes. */
export type Static<S> = S extends Schema<infer T> ? T : never

export interface Optional<T> extends Schema<T> {
  readonly optional: true
}

type Properties = Readonly<Record<string, Schema<unknown>>>
export type OptionalKeys<P extends Properties> = { [K in keyof P]: P[K] extends Optional<unknown> ? K : never }[keyof P]
type ObjectOf<P extends Properties> = {
  readonly [K in Exclude<keyof P, OptionalKeys<P>>]: Static<P[K]>
} & { readonly [K in OptionalKeys<P>]?: Static<P[K]> }

export function text(rules: { minLength?: number; maxLength?: number; pattern?: string; format?: string } = {}): Schema<string> {
  // Formats are for readers: the validator has none.
  return { json: { type: 'string', ...rules } }
}

export function integer(rules: { minimum?: number; maximum?: number } = {}): Schema<number> {
  return { json: { type: 'integer', ...rules } }
}

export function number(rules: { minimum?: number; maximum?: number } = {}): Schema<number> {
  return { json: { type: 'number', ...rules } }
}

export const boolean: Schema<boolean> = { json: { type: 'boolean' } }

/** One of several texts. */
export function oneOf<const T extends string>(...values: readonly T[]): Schema<T> {
  return { json: { enum: values } }
}

export function nullable<T>(schema: Schema<T>): Schema<T | null> {
  return { json: { anyOf: [schema.json, { type: 'null' }] } }
}

export function optional<T>(schema: Schema<T>): Optional<T> {
  return { json: schema.json, optional: true }
}

export function list<T>(items: Schema<T>, rules: { minItems?: number; maxItems?: number } = {}): Schema<readonly T[]> {
  return { json: { type: 'array', items: items.json, ...rules } }
}

/** An object with these properties and no others. */
export function object<P extends Properties>(properties: P): Schema<ObjectOf<P>> {
  const entries = Object.entries(properties)
  const required = entries.filter(([, schema]) => !('optional' in schema)).map(([key]) => key)
  return {
    json: {
      type: 'object',
      properties: Object.fromEntries(entries.map(([key, schema]) => [key, schema.json])),
      required,
      additionalProperties: false,
    },
  }
}

/**
 * Something whose shape another package declares: here it is only said what JSON type it has.
 *
 * @param description begins with «FormData of @tabel/engine» where the cabinet is to have the type of that name; without, it has `unknown`.
 */
export function shape<T>(type: 'object' | 'array', description: string): Schema<T> {
  return { json: { type, description } }
}
