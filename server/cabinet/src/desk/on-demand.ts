import type { LitElement } from 'lit'

/**
 * What only the organizer opens is loaded when it is opened: gives the element in `host` that `selector` finds, once `load` has brought
 * its program. The host draws it from the beginning.
 */
export async function onDemand<T extends LitElement>(
  host: LitElement,
  selector: string,
  load: () => Promise<unknown>,
): Promise<T> {
  await load()
  await host.updateComplete
  const element = host.querySelector<T>(selector)
  if (!element) throw new Error(`nothing is drawn for ${selector}`)
  await element.updateComplete
  return element
}
