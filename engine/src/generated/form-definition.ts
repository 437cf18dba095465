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
      [k: string]: Scalar | Code | Text | undefined
    }
export type Code = string | number
export type Scalar = string | number | boolean
/**
 * Latin letters, digits and _. The name of this thing in formulas, in stored data and in exports.
 */
export type Key = string
export type Block = Table | Fields | Note
/**
 * time: a time of day, 08:30. money: roubles with kopecks, compared exactly. file: an attachment, kept by the server.
 */
export type Type = 'integer' | 'number' | 'string' | 'boolean' | 'date' | 'time' | 'money' | 'file'
/**
 * true, false, or a formula giving TRUE/FALSE.
 */
export type Flag = boolean | Formula
/**
 * Excel-like formula, no leading =. [@col] this row · [col] whole column · [#row,col] one cell · [@#row] this column · table[…] another table · block.field · $const.name. Text in 'single quotes'. Function names are English: SUM, IF, COUNTIF.
 */
export type Formula = string
/**
 * Name of a list, the codes right here, or a column of a table or source: classes[letter].
 */
export type Choices = Key | string | Code[]
/**
 * Special codes allowed besides the normal value, e.g. X (not presented), N (not attempted).
 *
 * @minItems 1
 */
export type Codes = string[]
export type ColumnOrGroup = ColumnRepeat | ColumnGroup | Column
export type MemberKey = string
/**
 * Who fills this in; to the others it is read-only.
 */
export type FilledBy = 'organisation' | 'coordinator' | 'organizer'
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
/**
 * Key of a column; of a repeated one with the member: passed~rus.
 */
export type ColumnName = string
export type Checks = CheckOrFormula[]
export type ValueType = 'integer' | 'number' | 'string' | 'boolean' | 'date' | 'time' | 'money'

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
   * Where read-only and prefilled values come from. $name in formulas; $org is always there.
   */
  sources?: {
    [k: string]: Source
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
  /**
   * A copy for each row that people add to this table; {column} in the title is a value of that row. All copies are name~*[column] in formulas.
   */
  repeat?: string
  /**
   * true, false, or a formula giving TRUE/FALSE.
   */
  visible?: boolean | Formula
  /**
   * true, false, or a formula giving TRUE/FALSE.
   */
  applies?: boolean | Formula
  filledBy?: FilledBy
  /**
   * When those who fill it may begin: with the first typing of the school, or when the school has submitted.
   */
  opens?: 'inProgress' | 'submitted'
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
  /**
   * A copy for each row that people add to this table; {column} in the title is a value of that row. All copies are name~*[column] in formulas.
   */
  repeat?: string
  /**
   * true, false, or a formula giving TRUE/FALSE.
   */
  visible?: boolean | Formula
  /**
   * true, false, or a formula giving TRUE/FALSE.
   */
  applies?: boolean | Formula
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
  /**
   * Excel-like formula, no leading =. [@col] this row · [col] whole column · [#row,col] one cell · [@#row] this column · table[…] another table · block.field · $const.name. Text in 'single quotes'. Function names are English: SUM, IF, COUNTIF.
   */
  choicesWhere?: string
  /**
   * Several of the choices may be taken: any number, or at most so many.
   */
  several?: true | number
  codes?: Codes
  computed?: Formula
  /**
   * Excel-like formula, no leading =. [@col] this row · [col] whole column · [#row,col] one cell · [@#row] this column · table[…] another table · block.field · $const.name. Text in 'single quotes'. Function names are English: SUM, IF, COUNTIF.
   */
  prefill?: string
  editable?: Flag
  /**
   * true, false, or a formula giving TRUE/FALSE.
   */
  applies?: boolean | Formula
  unique?: boolean
  unit?: string
  width?: number
  /**
   * For files: extensions, pdf, jpg.
   *
   * @minItems 1
   */
  accept?: string[]
  /**
   * For files: at most so many megabytes.
   */
  maxSize?: number
}
/**
 * The columns are repeated: for each code of a list, or for each row of a table. A column key stands for key~code.
 */
export interface ColumnRepeat {
  /**
   * Name of a list or of a table of the form, or the codes right here.
   */
  repeat: Key | MemberKey[]
  /**
   * Latin letters, digits and _. The name of this thing in formulas, in stored data and in exports.
   */
  as: string
  /**
   * Text shown to people: a string, or one string per language.
   */
  group?:
    | string
    | {
        [k: string]: string
      }
  hint?: Hint
  defaults?: Cell
  /**
   * @minItems 1
   */
  columns: Column[]
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
  /**
   * Excel-like formula, no leading =. [@col] this row · [col] whole column · [#row,col] one cell · [@#row] this column · table[…] another table · block.field · $const.name. Text in 'single quotes'. Function names are English: SUM, IF, COUNTIF.
   */
  choicesWhere?: string
  /**
   * Several of the choices may be taken: any number, or at most so many.
   */
  several?: true | number
  codes?: Codes
  computed?: Formula
  /**
   * Excel-like formula, no leading =. [@col] this row · [col] whole column · [#row,col] one cell · [@#row] this column · table[…] another table · block.field · $const.name. Text in 'single quotes'. Function names are English: SUM, IF, COUNTIF.
   */
  prefill?: string
  editable?: Flag
  /**
   * true, false, or a formula giving TRUE/FALSE.
   */
  applies?: boolean | Formula
  unique?: boolean
  unit?: string
  width?: number
  /**
   * For files: extensions, pdf, jpg.
   *
   * @minItems 1
   */
  accept?: string[]
  /**
   * For files: at most so many megabytes.
   */
  maxSize?: number
  /**
   * true, false, or a formula giving TRUE/FALSE.
   */
  visible?: boolean | Formula
  filledBy?: FilledBy
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
   * true, false, or a formula giving TRUE/FALSE.
   */
  visible?: boolean | Formula
  /**
   * true, false, or a formula giving TRUE/FALSE.
   */
  applies?: boolean | Formula
  /**
   * Columns which are crossed out in this row; of repeated ones one or all: passed~rus, passed~*.
   *
   * Items: Key of a column; of repeated ones with the member, or all: passed~rus, passed~*.
   */
  blocked?: string[]
  /**
   * What differs in this row, by column; of repeated ones one or all: passed~rus, passed~*.
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
  /**
   * Rows come from a source or from another table of the form.
   */
  from?: {
    /**
     * $vpr.classes
     */
    source: string
    /**
     * Excel-like formula, no leading =. [@col] this row · [col] whole column · [#row,col] one cell · [@#row] this column · table[…] another table · block.field · $const.name. Text in 'single quotes'. Function names are English: SUM, IF, COUNTIF.
     */
    where?: string
    /**
     * Our column → theirs; without it, columns of the same name.
     */
    map?: {
      [k: string]: Key
    }
  }
}
/**
 * A native rule over the rows of a table. Which keys belong to which rule is said of each key.
 */
export interface SetRule {
  /**
   * Stable id: fixtures, statistics and waivers refer to it.
   */
  id?: string
  /**
   * unique: the columns together do not repeat. exists: they stand together in a row of another table. covers: every row of another table is found here. groupSum, groupCount: the sum (number) of the rows of another table with the key of this row. noOverlap: intervals do not overlap. balance: opening + plus - minus = closing, and is carried over to the next row. rank: places by a column.
   */
  rule: 'unique' | 'exists' | 'covers' | 'groupSum' | 'groupCount' | 'noOverlap' | 'balance' | 'rank'
  /**
   * The columns of this table that make the key, or the group; noOverlap, balance and rank without it take all rows together.
   *
   * @minItems 1
   */
  columns?: ColumnName[]
  /**
   * For exists, covers, groupSum, groupCount: the columns of the other table (or of this one, or of a source) in the same order: classes[letter], $prev.pupils[code].
   */
  in?: string
  /**
   * Key of a column; of a repeated one with the member: passed~rus.
   */
  of?: string
  /**
   * Excel-like formula, no leading =. [@col] this row · [col] whole column · [#row,col] one cell · [@#row] this column · table[…] another table · block.field · $const.name. Text in 'single quotes'. Function names are English: SUM, IF, COUNTIF.
   */
  where?: string
  /**
   * Excel-like formula, no leading =. [@col] this row · [col] whole column · [#row,col] one cell · [@#row] this column · table[…] another table · block.field · $const.name. Text in 'single quotes'. Function names are English: SUM, IF, COUNTIF.
   */
  equals?: string
  /**
   * Excel-like formula, no leading =. [@col] this row · [col] whole column · [#row,col] one cell · [@#row] this column · table[…] another table · block.field · $const.name. Text in 'single quotes'. Function names are English: SUM, IF, COUNTIF.
   */
  atMost?: string
  /**
   * Excel-like formula, no leading =. [@col] this row · [col] whole column · [#row,col] one cell · [@#row] this column · table[…] another table · block.field · $const.name. Text in 'single quotes'. Function names are English: SUM, IF, COUNTIF.
   */
  atLeast?: string
  /**
   * For groupSum, groupCount, balance: the difference that is allowed.
   */
  tolerance?: number
  /**
   * Key of a column; of a repeated one with the member: passed~rus.
   */
  from?: string
  /**
   * Key of a column; of a repeated one with the member: passed~rus.
   */
  to?: string
  /**
   * For noOverlap: may the end of one be the beginning of another. By default yes for numbers and times, no for dates, which are whole days.
   */
  touching?: boolean
  /**
   * Key of a column; of a repeated one with the member: passed~rus.
   */
  opening?: string
  /**
   * For balance: what is added.
   *
   * @minItems 1
   */
  plus?: ColumnName[]
  /**
   * For balance: what is taken away.
   *
   * @minItems 1
   */
  minus?: ColumnName[]
  /**
   * Key of a column; of a repeated one with the member: passed~rus.
   */
  closing?: string
  /**
   * Key of a column; of a repeated one with the member: passed~rus.
   */
  by?: string
  /**
   * Key of a column; of a repeated one with the member: passed~rus.
   */
  place?: string
  /**
   * For rank: what is first, the largest or the smallest number.
   */
  order?: 'descending' | 'ascending'
  /**
   * For rank: places of equal numbers. same: 1, 2, 2, 4. dense: 1, 2, 2, 3. order: 1, 2, 3, 4, in any order among equals.
   */
  ties?: 'same' | 'dense' | 'order'
  when?: Formula
  severity?: 'error' | 'warning' | 'info'
  /**
   * With severity warning: the form may be submitted only when the reason is given in writing.
   */
  explain?: boolean
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
  /**
   * Respectively: lists of the same length; {name} in the formulas is the first of each, then the second …: { "a": ["g3","g5"], "b": ["g3","g6"] }. Makes the checks id.1, id.2, …
   */
  for?: {
    /**
     * @minItems 1
     */
    [k: string]: string[]
  }
  /**
   * The version of the form in which the check appeared.
   */
  since?: string
  /**
   * What a person may do about it with one click. Never for a number that must be counted.
   */
  fix?: {
    /**
     * Excel-like formula, no leading =. [@col] this row · [col] whole column · [#row,col] one cell · [@#row] this column · table[…] another table · block.field · $const.name. Text in 'single quotes'. Function names are English: SUM, IF, COUNTIF.
     */
    cell: string
    /**
     * Excel-like formula, no leading =. [@col] this row · [col] whole column · [#row,col] one cell · [@#row] this column · table[…] another table · block.field · $const.name. Text in 'single quotes'. Function names are English: SUM, IF, COUNTIF.
     */
    value: string
    /**
     * Text shown to people: a string, or one string per language.
     */
    label:
      | string
      | {
          [k: string]: string
        }
  }
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
  /**
   * A copy for each row that people add to this table; {column} in the title is a value of that row. All copies are name~*[column] in formulas.
   */
  repeat?: string
  /**
   * true, false, or a formula giving TRUE/FALSE.
   */
  visible?: boolean | Formula
  /**
   * true, false, or a formula giving TRUE/FALSE.
   */
  applies?: boolean | Formula
  checks?: Checks
}
export interface Note {
  note: Text
  /**
   * true, false, or a formula giving TRUE/FALSE.
   */
  visible?: boolean | Formula
}
/**
 * registry: rows the server keeps. form: the last submission of another form by the same organisation. previous: the last submission of this very form. values: a table of constants.
 */
export interface Source {
  registry?: string
  form?: string
  /**
   * Versions of that form: ^2026.1.0 – from it on within the same major.
   */
  version?: string
  previous?: true
  /**
   * @minItems 1
   * @maxItems 5000
   */
  values?: {
    [k: string]: Scalar
  }[]
  fields?: {
    [k: string]: ValueType
  }
  columns?: {
    [k: string]: ValueType
  }
  /**
   * Latin letters, digits and _. The name of this thing in formulas, in stored data and in exports.
   */
  key?: string
  /**
   * Of another form: the blocks that are used here.
   */
  blocks?: {
    [k: string]: SourceBlock
  }
  /**
   * When values are read again while the draft is open: on opening, also on «Сохранить черновик», or only at creation.
   */
  refresh?: 'open' | 'save' | 'never'
}
/**
 * fields: single values. columns: a table; with rows, rows of these names.
 */
export interface SourceBlock {
  fields?: {
    [k: string]: ValueType
  }
  columns?: {
    [k: string]: ValueType
  }
  /**
   * @minItems 1
   */
  rows?: RowKey[]
  /**
   * Latin letters, digits and _. The name of this thing in formulas, in stored data and in exports.
   */
  key?: string
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
