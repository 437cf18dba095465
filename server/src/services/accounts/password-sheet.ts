interface Access {
  readonly login: string
  readonly name: string
  readonly password: string | null
}

/** A page to print and cut: one slip for each organisation. It holds passwords, so it is printed and removed. */
export function passwordSheet(accounts: readonly Access[]): string {
  const slips = accounts.map(
    ({ login, name, password }) => `<article>
  <h2>${escaped(name)}</h2>
  <p>Логин: <b>${escaped(login)}</b></p>
  <p>Пароль для первого входа: <b>${escaped(password ?? '')}</b></p>
  <p><small>Большие и маленькие буквы различаются. При первом входе придумайте свой пароль. Не пересылайте его по электронной почте.</small></p>
</article>`,
  )
  return `<!doctype html>
<html lang="ru">
<meta charset="utf-8">
<title>Реквизиты доступа</title>
<style>
  body { font: 12pt sans-serif; margin: 0 }
  article { border-bottom: 1px dashed #888; padding: 8mm 4mm; break-inside: avoid }
  h2 { font-size: 12pt; margin: 0 0 3mm }
  p { margin: 1mm 0 }
  b { font-family: monospace; font-size: 14pt }
</style>
${slips.join('\n')}
</html>
`
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
