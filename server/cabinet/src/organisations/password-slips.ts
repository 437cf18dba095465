import { html, render } from 'lit'
import type { TemplateResult } from 'lit'

/** How an organisation comes in for the first time. */
export interface Access {
  readonly login: string
  readonly name: string
  readonly password: string
}

/** Prints slips to be cut, one for each organisation. They are in the page only while it is printed. */
export function printSlips(list: readonly Access[]): void {
  const sheet = document.createElement('div')
  sheet.className = 'print-sheet'
  render(list.map(slipTemplate), sheet)
  document.body.append(sheet)
  addEventListener('afterprint', () => sheet.remove(), { once: true })
  print()
}

function slipTemplate({ login, name, password }: Access): TemplateResult {
  return html`<article>
    <h2>${name}</h2>
    <p>Логин: <code>${login}</code></p>
    <p>Пароль для первого входа: <code>${password}</code></p>
    <p>
      Большие и маленькие буквы различаются. При первом входе придумайте свой пароль. Не пересылайте его по электронной почте.
    </p>
  </article>`
}
