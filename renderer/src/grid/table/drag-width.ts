/** What a column that is being made wider or narrower says. */
export interface WidthRun {
  /** Width the column had when it was pressed, CSS pixels. */
  readonly from: number
  /** The column is so wide now. */
  to(width: number): void
  /** The button is up; `null`: Escape gave it up. */
  end(width: number | null): void
}

/** Follows the pointer from a press on the edge of a column's title until the button is up. */
export function dragWidth(press: PointerEvent, run: WidthRun): void {
  let width = run.from
  const move = (event: PointerEvent): void => {
    width = run.from + event.clientX - press.clientX
    run.to(width)
  }
  const key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') finish(null)
  }
  const up = (): void => finish(width)
  const finish = (result: number | null): void => {
    removeEventListener('pointermove', move)
    removeEventListener('pointerup', up)
    removeEventListener('pointercancel', up)
    removeEventListener('keydown', key, true)
    run.end(result)
  }
  addEventListener('pointermove', move)
  addEventListener('pointerup', up)
  addEventListener('pointercancel', up)
  addEventListener('keydown', key, true)
}
