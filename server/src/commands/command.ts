import type { Settings } from '../settings.ts'
import type { Database } from '../storage/database.ts'

/** Where a command writes. */
export interface Printer {
  out(text: string): void
  error(text: string): void
}

/** What a command works with. */
export interface CommandContext {
  readonly database: Database
  readonly settings: Settings
  readonly print: Printer
}

/** Does its work on the database of the settings. @returns the exit code. */
export type Command = (args: readonly string[], context: CommandContext) => Promise<number>
