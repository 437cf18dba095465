/** What a cell takes. Dates are read by their UTC parts; one that is not midnight is shown with its time. Objects of any other kind are refused: none can become a formula. */
export type TableValue = string | number | boolean | Date | null

/** One column of a table in a file. */
export interface TableColumn {
  readonly title: string
  /** Titles of the merged header cells above, outermost first. */
  readonly groups: readonly string[]
  /** Width in characters of the workbook's default font. */
  readonly width: number
}

/** A table to which lines are added. */
export interface TableOutput {
  readonly title: string
  /** Lines written so far, the header not counted. */
  readonly lines: number
  /**
   * Adds a line; `values` are in the order of the columns.
   *
   * @returns something to wait for before the next line when the disk is behind, else nothing.
   * @throws TypeError for a value that is no `TableValue`, and for a number or date that is not finite.
   */
  write(values: readonly TableValue[]): Promise<void> | undefined
}

/** A file of several tables that are written at the same time, with bounded memory. Nothing stands under its name before `close`. */
export interface TableFile {
  /** @param frozen how many first columns stay in sight, where the kind of file knows that. */
  addTable(title: string, columns: readonly TableColumn[], frozen?: number): TableOutput
  /**
   * Finishes the file, reads it back and counts its lines, and gives it its name.
   *
   * @throws when what is in the file is not what was written; then there is no file.
   */
  close(): Promise<void>
  /** Removes what was written. */
  abort(): Promise<void>
  /** How many texts were cut because a cell of this kind of file cannot hold them. */
  readonly cutTexts: number
}
