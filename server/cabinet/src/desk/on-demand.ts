import type { LitElement } from 'lit'

/**
 * What only the organizer opens is loaded when it is opened: gives the element in `host` that `selector` finds, once `load` has brought
 * its program. The host draws it from the beginning. Null when the program cannot be had; `say` tells the person.
 */
export async function onDemand<T extends LitElement>(
  host: LitElement,
  selector: string,
  load: () => Promise<unknown>,
  say: (text: string) => void,
): Promise<T | null> {
  try {
    await load()
  } catch {
    say('Окно не открылось: нет связи с сервером. Попробуйте еще раз.')
    return null
  }
  await host.updateComplete
  const element = host.querySelector<T>(selector)
  if (!element) throw new Error(`nothing is drawn for ${selector}`)
  await element.updateComplete
  return element
}
