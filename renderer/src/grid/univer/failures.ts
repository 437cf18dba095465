import { CanceledError } from '@univerjs/core'

/** The file this code and Univer are loaded from, once they are bundled; no bundler changes what a stack says. */
const here = /\w+:\/\/[^\s()]+?(?=:\d+:\d+)/u.exec(new Error('where').stack ?? '')?.[0]

/** Where they are loaded from file by file. */
const apart = /@univerjs|\/grid\/univer\//u

/**
 * Tells of errors that Univer throws in callbacks of its own, where nobody else could catch them: while it draws, when a promise
 * of its own fails. They are not kept from the page. Returns what ends the watch.
 *
 * @param draw draws once more: whatever went wrong in the page, a canvas that cannot do that is broken.
 */
export function watchFailures(draw: () => void, told: () => void): () => void {
  const judge = (error: unknown): void => {
    if (isUnivers(error) || !succeeds(draw)) told()
  }
  const onError = ({ error }: ErrorEvent): void => judge(error)
  const onRejection = ({ reason }: PromiseRejectionEvent): void => judge(reason)
  addEventListener('error', onError)
  addEventListener('unhandledrejection', onRejection)
  return () => {
    removeEventListener('error', onError)
    removeEventListener('unhandledrejection', onRejection)
  }
}

/** A command that the form refuses ends in an error that means nothing. */
function isUnivers(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof CanceledError) return false
  const stack = error.stack ?? ''
  return apart.test(stack) || (here !== undefined && stack.includes(here))
}

function succeeds(act: () => void): boolean {
  try {
    act()
    return true
  } catch {
    return false
  }
}
