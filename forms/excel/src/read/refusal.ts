/** Why a file is not read: a sentence in Russian that says what it is and how to mend it. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused'
  readonly code: RefusalCode

  constructor(code: RefusalCode, message: string) {
    super(message)
    this.code = code
  }
}

/** What is wrong with a file, for programs. */
export type RefusalCode =
  | 'empty'
  | 'xls'
  | 'xlsb'
  | 'encrypted'
  | 'ods'
  | 'text'
  | 'html'
  | 'xml-spreadsheet'
  | 'pdf'
  | 'not-a-workbook'
  | 'too-large'
  | 'suspicious'
  | 'broken'
  | 'timeout'
  | 'other-form'
  | 'other-organisation'
  | 'other-version'
  | 'nothing-found'
