/** What the bench calls. Times are milliseconds since navigation. */
export interface BenchPage {
  /** Opens the form; resolves to when the first typed key reached its store. */
  readonly usable: Promise<number>
  /** Enter → the frame that shows what it did is drawn, ms, of every Enter so far. */
  readonly frames: readonly number[]
  /** Enter → «Ошибки» shows another count, in frames, of every Enter after which it did. */
  readonly problemFrames: readonly number[]
  /** Mounts and removes the form so many times. */
  remount(times: number): Promise<void>
}

declare global {
  interface Window {
    bench: BenchPage
  }
}
