import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { openSample } from './support/open-form.ts'
import { pupils } from './support/sample-form.ts'

test('the icon of a column speaks on hover and falls silent when the mouse leaves', async () => {
  const form = await openSample({ pupils: pupils(1) })
  const icon = form.find('[data-head="0"] .hint')
  expect(icon.getAttribute('aria-label')).toBe('Подсказка к графе «Код участника»')
  await userEvent.hover(icon)
  await expect.poll(() => form.tip).toContain('Пятизначный код из списка.')
  await userEvent.unhover(icon)
  await expect.poll(() => form.tip).toBe('')
})

test('two kinds of hints look different', async () => {
  const form = await openSample({ pupils: pupils(1) })
  expect(form.find('[data-head="0"] .hint').className).toContain('info')
  expect(form.find('[data-head="4"] .hint').className).toContain('attention')
})

test('the keyboard reaches the hint of a column through its title, Escape hides it', async () => {
  const form = await openSample({ pupils: pupils(1) })
  await form.click('pupils/r1/code')
  await form.keys('{ArrowUp}')
  await expect.poll(() => form.tip).toContain('Пятизначный код')
  expect(form.find('#about').textContent).toContain('Пятизначный код')
  await form.keys('{Escape}')
  await expect.poll(() => form.tip).toBe('')
})

test('the hint of a sheet stands to the right of its name and speaks on focus', async () => {
  const form = await openSample()
  const icon = form.root.querySelector<HTMLElement>('.tab .hint')
  expect(icon?.previousElementSibling?.textContent).toContain('Участники')
  icon?.focus()
  await expect.poll(() => form.tip).toContain('Одна строка – один участник.')
})

test('a tap on an icon shows its hint', async () => {
  const form = await openSample({ pupils: pupils(1) })
  form.find('[data-head="4"] .hint').click()
  await expect.poll(() => form.tip).toContain('Не больше 2 баллов.')
})

test('a cell with an error says how to mend it when it gets the focus, to a screen reader too', async () => {
  const form = await openSample({ pupils: pupils(2, { z1: 7 }) })
  const cell = form.cell('pupils/r1/z1')
  expect(cell.getAttribute('aria-invalid')).toBe('true')
  expect(getComputedStyle(cell, '::before').content).not.toBe('none')
  await form.click('pupils/r1/z1')
  await expect.poll(() => form.tip).toMatch(/Ошибка: .*2/u)
  expect(cell.getAttribute('aria-describedby')).toBe('about')
  expect(form.find('#about').textContent).toContain('Ошибка')
})
