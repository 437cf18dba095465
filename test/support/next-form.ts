import { readFile } from 'node:fs/promises'

const file = new URL('../../forms/library/vpr-fsr-ma4/form.json', import.meta.url)

/** What is another in the next version of the form of the demo. */
export const nextVersion = '2026.2.0'

/**
 * The form file of the demo's open collection in its next version: the column `listed` is called `enrolled`.
 */
export async function nextForm(version = nextVersion): Promise<string> {
  const source = await readFile(file, 'utf8')
  const renamed = source.replaceAll('"listed"', '"enrolled"').replaceAll('[@listed]', '[@enrolled]')
  const form = JSON.parse(renamed) as Record<string, unknown>
  const migrations = [{ from: `<${version}`, rename: { 'classes[listed]': 'classes[enrolled]' } }]
  return JSON.stringify({ ...form, version, migrations })
}
