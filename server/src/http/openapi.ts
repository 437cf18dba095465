import { EventSchemas } from './route.ts'
import type { Route } from './route.ts'
import type { JsonSchema } from './schema.ts'

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What happened and what to do, in Russian.' },
    code: { type: 'string' },
  },
}

/** The route table as OpenAPI 3.1. */
export function toOpenApi(table: readonly Route[], version: string): JsonSchema {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of table) {
    paths[route.path] ??= {}
    paths[route.path]![route.method] = operation(route)
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Tabel', version, description: 'Failures are application/problem+json with a Russian `detail`.' },
    paths,
    components: {
      schemas: { Problem: problem },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'sid', description: '`__Host-sid` behind TLS.' },
        csrf: { type: 'apiKey', in: 'header', name: 'X-Tabel-CSRF', description: '`csrf` of GET /api/me.' },
      },
    },
  }
}

function operation(route: Route): JsonSchema {
  const secured = route.method === 'get' ? [{ session: [] }] : [{ session: [], csrf: [] }]
  return {
    summary: route.summary,
    parameters: [...parameters(route.params.json, 'path'), ...parameters(route.query.json, 'query')],
    ...(route.upload && { requestBody: { required: true, content: uploads(route.upload.accepts) } }),
    ...(route.body && { requestBody: { required: true, content: { 'application/json': { schema: route.body.json } } } }),
    responses: {
      [route.status]: { description: 'Done', ...content(route) },
      default: {
        description: `A failure${route.problems.length > 0 ? `: ${route.problems.join(', ')}` : ''}`,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
    security: route.auth === 'anyone' ? [] : route.auth === 'guest' ? [{}, ...secured] : secured,
  }
}

function uploads(types: readonly string[]): JsonSchema {
  return Object.fromEntries(types.map((type) => [type, {}]))
}

function content(route: Route): JsonSchema {
  if (route.reply === null) return {}
  if (route.reply === 'file') return { content: { 'application/octet-stream': {} } }
  if (route.reply instanceof EventSchemas) return eventContent(route.reply)
  return { content: { 'application/json': { schema: route.reply.json } } }
}

/** OpenAPI 3.1 has no words for the events of a stream: they are described, with their schemas beside. */
function eventContent({ events }: EventSchemas): JsonSchema {
  const lines = Object.entries(events).map(([name, { when }]) => `- \`${name}\`: ${when}`)
  const schemas = Object.fromEntries(Object.entries(events).map(([name, { data }]) => [name, data.json]))
  return {
    description: ['Server-sent events; their data are JSON.', '', ...lines].join('\n'),
    content: { 'text/event-stream': { schema: { type: 'string' }, 'x-events': schemas } },
  }
}

function parameters(schema: JsonSchema, place: 'path' | 'query'): readonly JsonSchema[] {
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>
  const required = (schema['required'] ?? []) as readonly string[]
  return Object.entries(properties).map(([name, inner]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: inner,
  }))
}
