// A Koa that answers an empty POST, its body validated by ajv: what a save costs is told as a multiple of this.
import { bodyParser } from '@koa/bodyparser'
import { Ajv2020 } from 'ajv/dist/2020.js'
import Koa from 'koa'

const valid = new Ajv2020().compile({
  type: 'object',
  properties: {
    clientId: { type: 'string' },
    seq: { type: 'integer', minimum: 1 },
    baseVersion: { type: 'integer', minimum: 0 },
    formVersion: { type: 'string', maxLength: 100 },
    ops: { type: 'array', items: { type: 'object' }, minItems: 1 },
  },
  required: ['clientId', 'seq', 'baseVersion', 'formVersion', 'ops'],
  additionalProperties: false,
})
const app = new Koa()
app.use(bodyParser({ enableTypes: ['json'] }))
app.use((ctx) => {
  ctx.status = valid((ctx.request as { body?: unknown }).body) ? 200 : 422
  ctx.body = {}
})
app.listen(Number(process.env['PORT']), '127.0.0.1', () => process.stdout.write('ready\n'))
