import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { create, ts } from '@custom-elements-manifest/analyzer'
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js'

/** Where a page imports the element from; paths of the manifest are those of the package. */
const published = 'dist/index.js'

/**
 * The custom-elements manifest of `<tabel-form>`: what an embedding page may set, call, hear and colour. Editors, frameworks and
 * tools for documentation read it. What is private or protected is left out; the colours are those of the palette.
 */
export function customElements(root, palette) {
  const source = readFileSync(join(root, 'renderer/src/form/tabel-form.ts'), 'utf8')
  const file = ts.createSourceFile('src/form/tabel-form.ts', source, ts.ScriptTarget.ES2015, true)
  const { schemaVersion, modules } = create({ modules: [file], plugins: litPlugin(), context: { dev: false } })
  const element = modules[0].declarations.find(({ tagName }) => tagName === 'tabel-form')
  const declaration = {
    ...element,
    members: element.members.filter(({ privacy }) => privacy === undefined),
    // The analyzer takes the call that dispatches every event for an event of its own; it has no words.
    events: element.events
      .filter(({ description }) => description !== undefined)
      .map((event) => ({ ...event, type: { text: `CustomEvent<TabelFormEvents['${event.name}']>` } })),
  }
  const colours = Object.entries(palette).map(([name, [light, dark, purpose]]) => ({
    name: `--tabel-${name}`,
    syntax: '<color>',
    default: light,
    description: light === dark ? purpose : `${purpose} Dark: ${dark}`,
  }))
  declaration.cssProperties = [
    { name: '--tabel-font', default: 'system-ui, …', description: 'Families of the typeface, as in `font-family`.' },
    ...colours,
  ]
  return {
    schemaVersion,
    modules: [
      {
        kind: 'javascript-module',
        path: published,
        declarations: [declaration],
        exports: [
          { kind: 'js', name: element.name, declaration: { name: element.name, module: published } },
          { kind: 'custom-element-definition', name: 'tabel-form', declaration: { name: element.name, module: published } },
        ],
      },
    ],
  }
}
