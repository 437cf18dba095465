/** Where a command prints; one call is one line or several. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly error: (text: string) => void
}

/** Something the person who called the command must mend: a missing file, a wrong option. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
