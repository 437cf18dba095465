import type { Diagnostic } from '../diagnostic.ts'
import { compileForm } from '../compile-form.ts'
import { readJson, withoutMark } from '../read-json.ts'
import type { SourceForm } from '../source-form.ts'
import { checkPaths } from './check-paths.ts'
import { computedPlaces } from './computed-places.ts'
import { constantChecks } from './constant-checks.ts'
import type { Linted } from './linted.ts'
import { missingTexts } from './missing-texts.ts'
import { neverFilled } from './never-filled.ts'
import { repeatedChecks } from './repeated-checks.ts'
import { unusedNames } from './unused-names.ts'

/** One file for each; a rule that scolds good forms does not belong here. */
const rules = [unusedNames, missingTexts, constantChecks, repeatedChecks, computedPlaces, neverFilled]

/**
 * What is most likely not meant in a form file that compiles: warnings in the order of the text. Nothing for one that does not
 * compile: its mistakes come first.
 */
export function lintForm(source: string): readonly Diagnostic[] {
  const { form } = compileForm(source)
  if (!form) return []
  const json = readJson(withoutMark(source))
  const definition = json.value as SourceForm
  const linted: Linted = { form, definition, paths: checkPaths(definition) }
  return rules
    .flatMap((rule) => rule(linted))
    .map((mistake): Diagnostic => ({ ...json.map.place(mistake), severity: 'warning' }))
    .toSorted((a, b) => a.line - b.line || a.column - b.column)
}
