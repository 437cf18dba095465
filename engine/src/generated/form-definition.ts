// Generated from engine/schema/form.schema.json. Do not edit.

/**
 * Text shown to people: a string, or one string per language.
 */
export type Text =
  | string
  | {
      [k: string]: string
    }
/**
 * A rule of filling shown by an icon: plain text is an ordinary hint; kind attention is the second icon, for what people get wrong.
 */
export type Hint =
  | Text
  | {
      text: Text
      kind: 'info' | 'attention'
    }
/**
 * A code list: an array of codes, an array of items with titles, or an object code→title.
 */
export type List =
  | ListItem[]
  | {
      [k: string]: Text
    }
export type ListItem =
  | Code
  | {
      code: Code
      title?: Text
    }
export type Code = string | number
/**
 * Latin letters, digits and _. The name of this thing in formulas, in stored data and in exports.
 */
export type Key = string
export type Block = Table | Fields | Note
export type Type = 'integer' | 'number' | 'string' | 'boolean' | 'date'
/**
 * true, false, or a formula giving TRUE/FALSE.
 */
export type Flag = boolean | Formula
/**
 * Excel-like formula, no leading =. [@col] this row · [col] whole column · [#row,col] one cell · [@#row] this column · table[…] another table · block.field · $const.name. Text in 'single quotes'. Function names are English: SUM, IF, COUNTIF.
 */
export type Formula = string
/**
 * Name of a list, or the codes right here.
 */
export type Choices = Key | Code[]
/**
 * Special codes allowed besides the normal value, e.g. X (not presented), N (not attempted).
 *
 * @minItems 1
 */
export type Codes = string[]
export type ColumnOrGroup = ColumnGroup | Column
/**
 * Array: named fixed rows. Object: rows people add.
 */
export type Rows = RowOrGroup[] | DynamicRows
export type RowOrGroup =
  | {
      group: Text
      /**
       * @minItems 1
       */
      rows: RowOrGroup[]
    }
  | Row
/**
 * Row name, may be the official line number: 101. In formulas: #101
 */
export type RowKey = string
/**
 * Just a formula that must be TRUE, an object saying more, or a native set rule.
 */
export type CheckOrFormula = Formula | SetRule | Check
export type Checks = CheckOrFormula[]
export type Scalar = string | number | boolean

/**
 * A spreadsheet-like data-collection form. Leaf keywords (type, minimum, maximum, pattern, maxLength, enum) mean what they mean in JSON Schema; sheets, tables, fields, formulas and checks are added around them.
 */
export interface FormDefinition {
  $schema?: string
  $comment?: string
  /**
   * Form id, kebab-case, never changes between versions. Example: vpr-protocol-math-5
   */
  form: string
  /**
   * MAJOR.MINOR.PATCH. PATCH: texts only. MINOR: old drafts stay readable. MAJOR: needs migrations.
   */
  version: string
  title: Text
  hint?: Hint
  /**
   * Language of plain-string texts. A text may also be an object {"ru": …, "en": …}.
   */
  locale?: string
  /**
   * Reporting period, free text or ISO: 2026, 2026-Q1, 2025/2026
   */
  period?: string
  audience?: Audience
  /**
   * Code lists used by choices.
   */
  lists?: {
    [k: string]: List
  }
  /**
   * @minItems 1
   * @maxItems 100
   */
  sheets: Sheet[]
  checks?: Checks
  /**
   * Named values of the form, $const.name in formulas: maximum of points, period, thresholds.
   */
  constants?: {
    [k: string]:
      | Scalar
      | {
          type: Type
          value: Scalar
        }
  }
  /**
   * What became of the parts of older versions, in the order in which it is applied to their data.
   */
  migrations?: Migration[]
  /**
   * Whose calendar day `today` is.
   */
  zone?: 'moscow' | 'org'
}
/**
 * Who fills the form; without it, everybody.
 */
export interface Audience {
  /**
   * Login prefixes of those who fill the form.
   *
   * @minItems 1
   */
  kinds?: ('edu' | 'ksh' | 'spo' | 'mun' | 'reg')[]
  regions?: string[]
}
export interface Sheet {
  sheet: Key
  title: Text
  /**
   * A rule of filling shown by an icon: plain text is an ordinary hint; kind attention is the second icon, for what people get wrong.
   */
  hint?:
    | Text
    | {
        text: Text
        kind: 'info' | 'attention'
      }
  /**
   * @minItems 1
   */
  blocks: Block[]
  checks?: Checks
}
export interface Table {
  table: Key
  title?: Text
  hint?: Hint
  /**
   * How many first columns stay in sight.
   */
  freeze?: number
  /**
   * Show the line with column codes («графа») under the header.
   */
  numbered?: boolean
  defaults?: Cell
  /**
   * @minItems 1
   * @maxItems 500
   */
  columns: ColumnOrGroup[]
  rows: Rows
  checks?: Checks
}
/**
 * Everything one may say of a value. Used by columns, fields, defaults and per-row overrides.
 */
export interface Cell {
  type?: Type
  hint?: Hint
  required?: Flag
  minimum?: number
  maximum?: number
  decimals?: number
  pattern?: string
  patternHint?: Text
  maxLength?: number
  choices?: Choices
  codes?: Codes
  computed?: Formula
  editable?: Flag
  unique?: boolean
  unit?: string
  width?: number
}
export interface ColumnGroup {
  /**
   * Text shown to people: a string, or one string per language.
   */
  group:
    | string
    | {
        [k: string]: string
      }
  hint?: Hint
  defaults?: Cell
  /**
   * @minItems 1
   */
  columns: ColumnOrGroup[]
}
export interface Column {
  key: Key
  /**
   * Column number («графа») shown to people.
   */
  code?: string
  title: Text
  type?: Type
  hint?: Hint
  required?: Flag
  minimum?: number
  maximum?: number
  decimals?: number
  pattern?: string
  patternHint?: Text
  maxLength?: number
  choices?: Choices
  codes?: Codes
  computed?: Formula
  editable?: Flag
  unique?: boolean
  unit?: string
  width?: number
}
export interface Row {
  key: RowKey
  /**
   * Line number shown to people, if it is not the key.
   */
  code?: string
  title: Text
  hint?: Hint
  unit?: string
  /**
   * Indent.
   */
  level?: number
  /**
   * Columns which are crossed out in this row.
   *
   * Items: Latin letters, digits and _. The name of this thing in formulas, in stored data and in exports.
   */
  blocked?: string[]
  /**
   * What differs in this row, by column.
   */
  cells?: {
    [k: string]: Cell
  }
}
export interface DynamicRows {
  min?: number
  max: number
  /**
   * May people add and remove rows.
   */
  add?: boolean
  /**
   * Latin letters, digits and _. The name of this thing in formulas, in stored data and in exports.
   */
  key?: string
}
/**
 * A native set rule over a table.
 */
export interface SetRule {
  /**
   * Stable id: fixtures, statistics and waivers refer to it.
   */
  id?: string
  /**
   * unique: the columns together do not repeat. exists: they stand together in a row of another table.
   */
  rule: 'unique' | 'exists'
  /**
   * The columns of this table that make the key.
   *
   * @minItems 1
   */
  columns: Key[]
  /**
   * For exists: the columns of the other table, in the same order: classes[letter].
   */
  in?: string
  when?: Formula
  severity?: 'error' | 'warning' | 'info'
  message?: Text
  at?: Formula
}
export interface Check {
  /**
   * Stable id: fixtures, statistics and waivers refer to it.
   */
  id?: string
  /**
   * Excel-like formula, no leading =. [@col] this row · [col] whole column · [#row,col] one cell · [@#row] this column · table[…] another table · block.field · $const.name. Text in 'single quotes'. Function names are English: SUM, IF, COUNTIF.
   */
  assert: string
  /**
   * Excel-like formula, no leading =. [@col] this row · [col] whole column · [#row,col] one cell · [@#row] this column · table[…] another table · block.field · $const.name. Text in 'single quotes'. Function names are English: SUM, IF, COUNTIF.
   */
  when?: string
  /**
   * Where it is repeated: rows «#101,#103:#105» or columns «g3:g6». Without it: every row if [@col] is used, every number column if [@#row] is used, else once.
   */
  each?: string
  severity?: 'error' | 'warning' | 'info'
  /**
   * With severity warning: the form may be submitted only when the reason is given in writing.
   */
  explain?: boolean
  /**
   * Text shown to people: a string, or one string per language.
   */
  message?:
    | string
    | {
        [k: string]: string
      }
  /**
   * Excel-like formula, no leading =. [@col] this row · [col] whole column · [#row,col] one cell · [@#row] this column · table[…] another table · block.field · $const.name. Text in 'single quotes'. Function names are English: SUM, IF, COUNTIF.
   */
  at?: string
  /**
   * What empty cells do. auto: the check waits while a required cell it reads is empty (that cell blocks submission by itself); an empty optional cell counts as 0, as in Excel. skip: not checked while any cell is empty. skip-if-all: only while all are. zero: always checked, empty is 0.
   */
  empty?: 'auto' | 'skip' | 'skip-if-all' | 'zero'
  /**
   * Allowed difference for =
   */
  tolerance?: number
}
export interface Fields {
  fields: Key
  title?: Text
  hint?: Hint
  defaults?: Cell
  /**
   * @minItems 1
   */
  items: Column[]
  checks?: Checks
}
export interface Note {
  note: Text
}
export interface Migration {
  /**
   * The versions whose data it is for: <2026.2.0, <=2026.1.3, =2026.1.0.
   */
  from: string
  /**
   * Old name to new: "pupils[score]": "pupils[total]", "old": "new", "s1[#101]": "s1[#102]", "info.a": "info.b".
   */
  rename?: {
    [k: string]: string
  }
  /**
   * Values that are others now, old to new, by column: "pupils[kind]": { "gym": "lyceum" }. Named as after renaming.
   */
  map?: {
    [k: string]: {
      [k: string]: Code
    }
  }
  /**
   * Tables, columns, fixed rows and fields that are gone for good. What was typed there is kept aside.
   */
  drop?: string[]
}
