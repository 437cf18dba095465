import axe from 'axe-core'
import type { Page } from 'playwright-core'

interface Violation {
  readonly id: string
  readonly impact: string | null
  readonly nodes: readonly { readonly target: unknown; readonly failureSummary?: string }[]
}

/** What axe finds on the page as it stands, shadow roots included; empty when all is well. */
export async function findings(page: Page): Promise<readonly string[]> {
  // Evaluated over the debugging protocol, so that the page's own policy stays in force.
  await page.evaluate(axe.source)
  const violations = await page.evaluate(async () => {
    const inPage = globalThis as unknown as { axe: { run(context: Document): Promise<{ violations: Violation[] }> } }
    return (await inPage.axe.run(document)).violations
  })
  return violations
    .filter(({ impact }) => impact !== null)
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ target, failureSummary }) => `${JSON.stringify(target)} ${failureSummary ?? ''}`).join(' | ')}`,
    )
}
