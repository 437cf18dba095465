import type { Page } from 'playwright-core'

/** Words in Latin letters that Russian texts have too: names of programs, keys, kinds of files, logins. */
const international = /^(Excel|CSV|PDF|PNG|TXT|csv|pdf|txt|xlsx|Ctrl|Alt|Enter|Esc|Tab|(edu|ksh|spo|reg|mun|fed)\d*)$/u

/** Words of another language in texts, in names for screen readers and in tips, inside the form too; and fields in which the browser speaks. Formulas are code. */
export async function foreignWords(page: Page): Promise<readonly string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [document.title]
    const walk = (root: Document | ShadowRoot | Element): void => {
      for (const child of root.childNodes) {
        if (child instanceof Text) found.push(child.data)
        if (!(child instanceof Element) || ['SCRIPT', 'STYLE', 'NOSCRIPT', 'CODE'].includes(child.tagName)) continue
        const spoken = child.matches(
          'input:is([type=date], [type=datetime-local], [type=time], [type=month], [type=week], [type=file])',
        )
        if (spoken && child.checkVisibility()) found.push(`native ${child.getAttribute('type') ?? ''}`)
        for (const name of ['aria-label', 'title', 'placeholder', 'alt']) found.push(child.getAttribute(name) ?? '')
        if (child.shadowRoot) walk(child.shadowRoot)
        walk(child)
      }
    }
    walk(document.body)
    return found
  })
  const words = texts.flatMap((text) => text.match(/[A-Za-z]{2,}\d*/gu) ?? [])
  return words.filter((word) => !international.test(word))
}
