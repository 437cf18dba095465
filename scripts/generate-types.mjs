import { readFileSync, writeFileSync, mkdirSync } from 'node:fs'
import { compile } from 'json-schema-to-typescript'
const rewrite = process.argv[2] !== 'raw'
const walk = (n) => {
  if (Array.isArray(n)) return n.map(walk)
  if (!n || typeof n !== 'object') return n
  const o = Object.fromEntries(Object.entries(n).map(([k, v]) => [k, walk(v)]))
  if (rewrite && o.if) {
    const { if: _i, then: t, else: e, type: _t, ...rest } = o
    return { ...rest, anyOf: [t, ...(e?.anyOf && Object.keys(e).length === 1 ? e.anyOf : [e])] }
  }
  return o
}
const schema = walk(JSON.parse(readFileSync('engine/schema/form.schema.json', 'utf8')))
const ts = await compile(schema, 'FormDefinition', {
  additionalProperties: false,
  ignoreMinAndMaxItems: true,
  bannerComment: '// Generated from engine/schema/form.schema.json. Do not edit.',
  style: { semi: false, singleQuote: true },
})
mkdirSync('engine/src/generated', { recursive: true })
writeFileSync(rewrite ? 'engine/src/generated/form-definition.ts' : 'form-definition.raw.d.ts', ts)
console.log(ts.split('\n').length, 'lines')
