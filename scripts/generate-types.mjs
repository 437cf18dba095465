// Writes what is generated from the form language: types of a form file, the meta-schema as a module, and for every form of the
// library the JSON Schema and the types of its submission; the list of functions, the manifest of the element, and the types of the
// server's routes for the cabinet. `--check` writes nothing and fails when a file would change.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { compile } from 'json-schema-to-typescript'
import { register } from 'tsx/esm/api'
import { customElements } from './custom-elements.mjs'
import { routeTypes } from './route-types.mjs'

const root = resolve(import.meta.dirname, '..')
const check = process.argv.includes('--check')
const differing = []

const put = (path, content) => {
  const file = join(root, path)
  if (existsSync(file) && readFileSync(file, 'utf8') === content) return
  differing.push(path)
  if (check) return
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}

const options = (banner) => ({
  additionalProperties: false,
  ignoreMinAndMaxItems: true,
  bannerComment: banner,
  style: { semi: false, singleQuote: true, printWidth: 130 },
})

// json-schema-to-typescript ignores if/then/else: a union of both branches says the same to TypeScript.
const unions = (node) => {
  if (Array.isArray(node)) return node.map(unions)
  if (!node || typeof node !== 'object') return node
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, unions(value)]))
  if (!copy.if) return copy
  const { if: _if, then: yes, else: no, type: _type, ...rest } = copy
  return { ...rest, anyOf: [yes, ...(no?.anyOf && Object.keys(no).length === 1 ? no.anyOf : [no])] }
}

const schema = JSON.parse(readFileSync(join(root, 'engine/schema/form.schema.json'), 'utf8'))
put(
  'engine/src/generated/form-definition.ts',
  await compile(unions(schema), 'FormDefinition', options('// Generated from engine/schema/form.schema.json. Do not edit.')),
)
put(
  'engine/src/generated/form-schema.ts',
  `// Generated from engine/schema/form.schema.json. Do not edit.\n/** The meta-schema of form files. */\nexport const formSchema: Readonly<Record<string, unknown>> = ${JSON.stringify(schema, null, 2)}\n`,
)

/** The colours of the form for the pages around it: one palette, light and dark as the computer prefers. */
const tokens = (palette) => {
  const list = (dark, indent) =>
    Object.entries(palette)
      .map(([name, values]) => `${indent}--tabel-${name}: ${values[dark]};`)
      .join('\n')
  return `/* Generated from renderer/src/form/theme.ts. Do not edit. */
:root {
  color-scheme: light;
${list(0, '  ')}
}

@media (prefers-color-scheme: dark) {
  :root {
    color-scheme: dark;
${list(1, '    ')}
  }
}
`
}

// Packages are read from their source (the condition @tabel/source), so that a fresh checkout generates before it builds.
register()
const { compileForm, functionList, submissionSchema } = await import('../engine/src/compile/index.ts')
const { submissionTypes } = await import('../forms/cli/src/submission-types.ts')
put('engine/functions.md', functionList())
const { palette } = await import('../renderer/src/form/theme.ts')
put('server/cabinet/src/styles/tokens.generated.css', tokens(palette))
put('renderer/custom-elements.json', `${JSON.stringify(customElements(root, palette), null, 2)}\n`)
const { routeTable } = await import('../server/src/routes/index.ts')
// Only handlers ask the services, and nobody calls them here.
const routes = routeTable({}, {}, { role: 'all', fileLimit: 0 })
put('server/cabinet/src/api/routes.generated.ts', routeTypes(routes))
const library = join(root, 'forms/library')
for (const folder of readdirSync(library).toSorted()) {
  const file = join(library, folder, 'form.json')
  if (!existsSync(file)) continue
  const { form, diagnostics } = compileForm(readFileSync(file, 'utf8'))
  if (form === null) {
    console.error(`forms/library/${folder}/form.json does not compile: ${diagnostics[0]?.message}. See: npx tabel check`)
    process.exitCode = 1
    continue
  }
  const submission = submissionSchema(form, 'final')
  put(`forms/library/${folder}/submission.schema.json`, `${JSON.stringify(submission, null, 2)}\n`)
  put(`forms/library/${folder}/submission.d.ts`, await submissionTypes(form, submission))
}

if (check && differing.length > 0) {
  console.error(`Generated files differ from their sources; run «npm run generate»:\n  ${differing.join('\n  ')}`)
  process.exitCode = 1
}
