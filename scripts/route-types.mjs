/**
 * The route table of the server as one TypeScript interface: by «method path», the types of `params`, `query`, `body` and `reply`. What
 * a route does not have is left out; `reply` is undefined where there is no content and absent where the answer is no JSON; `body`
 * is a Blob where a file is sent. Everything is readonly, for which json-schema-to-typescript has no words.
 */
export function routeTypes(table) {
  const imports = new Map()
  const lines = table.map(
    (route) =>
      `  /** ${route.summary.replaceAll('*/', '*\\/')} */\n  readonly '${route.method} ${route.path}': ${parts(route, imports)}`,
  )
  const from = [...imports].map(([from, names]) => `import type { ${[...names].toSorted(byText).join(', ')} } from '${from}'\n`)
  return [
    '// Generated from the route table of the server (server/src/routes) by «npm run generate». Do not edit.\n',
    ...from.toSorted(byText),
    '\n/** What every route of the server takes and answers. */\nexport interface Routes {\n',
    `${lines.join('\n')}\n}\n`,
  ].join('')
}

function parts(route, imports) {
  const found = []
  const say = (name, type) => found.push(`    readonly ${name}: ${type}\n`)
  if (route.params.json.properties) say('params', typeOf(route.params.json, imports, 2))
  if (route.query.json.properties) say('query', typeOf(withAbsent(route.query.json), imports, 2))
  if (route.upload) say('body', 'Blob')
  else if (route.body) say('body', typeOf(route.body.json, imports, 2))
  if (route.reply === null) say('reply', 'undefined')
  else if (route.reply.json) say('reply', typeOf(route.reply.json, imports, 2))
  return `{\n${found.join('')}  }`
}

/** A query may name what it does not ask: that is not sent. */
function withAbsent(query) {
  const required = new Set(query.required)
  const entries = Object.entries(query.properties).map(([name, inner]) => [
    name,
    required.has(name) ? inner : { anyOf: [inner, { absent: true }] },
  ])
  return { ...query, properties: Object.fromEntries(entries) }
}

/** @param depth how far the line that the type begins on is indented. */
function typeOf(schema, imports, depth) {
  if (schema.absent) return 'undefined'
  if (schema.enum) return schema.enum.map(literal).join(' | ')
  if (schema.anyOf) return schema.anyOf.map((one) => typeOf(one, imports, depth)).join(' | ')
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type
    case 'integer':
    case 'number':
      return 'number'
    case 'array':
      return schema.items ? listOf(schema.items, imports, depth) : declared(schema, imports)
    case 'object':
      return schema.properties ? objectOf(schema, imports, depth) : declared(schema, imports)
    default:
      throw new Error(`no TypeScript type is known for the schema ${JSON.stringify(schema)}`)
  }
}

function listOf(items, imports, depth) {
  const item = typeOf(items, imports, depth)
  return items.enum || items.anyOf || items.type === 'array' ? `readonly (${item})[]` : `readonly ${item}[]`
}

function objectOf({ properties, required = [] }, imports, depth) {
  const indent = '  '.repeat(depth)
  const lines = Object.entries(properties).map(([name, inner]) => {
    const key = /^[A-Za-z_]\w*$/.test(name) ? name : literal(name)
    return `${indent}  readonly ${key}${required.includes(name) ? '' : '?'}: ${typeOf(inner, imports, depth + 1)}\n`
  })
  return lines.length === 0 ? 'Readonly<Record<string, never>>' : `{\n${lines.join('')}${indent}}`
}

/** A shape says in its description which type of which package it is: «FormData of @tabel/engine». */
function declared({ description = '' }, imports) {
  const [, name, from] = /^(\w+) of (@tabel\/[\w/-]+)/.exec(description) ?? []
  if (name === undefined) return 'unknown'
  imports.set(from, (imports.get(from) ?? new Set()).add(name))
  return name
}

const byText = (one, other) => (one < other ? -1 : 1)

function literal(value) {
  return typeof value === 'string' ? `'${value.replaceAll(/['\\]/g, String.raw`\$&`)}'` : JSON.stringify(value)
}
