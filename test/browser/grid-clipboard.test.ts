import { expect, test } from 'vitest'
import { openSample } from './support/open-form.ts'
import { pupils } from './support/sample-form.ts'

test('a block copied from Excel is pasted in one step of undo, quoted cells and line breaks too', async () => {
  const form = await openSample({ pupils: pupils(1) })
  await form.click('pupils/r1/code')
  await form.paste('10011\tж\t21.04.2026\tда\t1\tX\t2\r\n"20\n022"\tм\t\tнет\t0\t1\tN\r\n')
  const [second] = form
    .all('[data-cell$="/code"]')
    .map((cell) => cell.dataset['cell'] ?? '')
    .filter((key) => key !== 'pupils/r1/code')
  expect(form.text('pupils/r1/code')).toBe('10011')
  expect(form.text('pupils/r1/held')).toBe('21.04.2026')
  expect(form.text('pupils/r1/z2')).toBe('X')
  expect(form.text(second ?? '')).toContain('20')
  expect(form.all('.row.cells')).toHaveLength(2)
  await form.keys('{Control>}z{/Control}')
  expect(form.all('.row.cells')).toHaveLength(1)
  expect(form.text('pupils/r1/code')).toBe('10001')
})

test('locked cells keep their value and the notice says so', async () => {
  const form = await openSample({ pupils: pupils(1) })
  await form.click('pupils/r1/z3')
  await form.paste('2\t77\tсекрет')
  expect(form.text('pupils/r1/z3')).toBe('2')
  expect(form.text('pupils/r1/closed')).toBe('')
  expect(form.notice).toContain('Закрытые ячейки оставлены')
})

test('one cell fills the whole selection, an HTML table is read where plain text has no tabs', async () => {
  const form = await openSample({ pupils: pupils(3) })
  await form.click('pupils/r1/z1')
  await form.keys('{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
  await form.paste('2')
  expect([form.text('pupils/r1/z1'), form.text('pupils/r3/z1')]).toEqual(['2', '2'])
  await form.click('pupils/r2/z2')
  await form.paste('1 0', '<table><tr><td>1</td><td> 0 </td></tr></table>')
  expect([form.text('pupils/r2/z2'), form.text('pupils/r2/z3')]).toEqual(['1', '0'])
})

test('copy and cut give tab-separated text that Excel reads', async () => {
  const form = await openSample({ pupils: [{ $id: 'a', code: 'a"b', sex: 'м', held: '2026-04-21' }] })
  await form.click('pupils/a/code')
  await form.keys('{Shift>}{ArrowRight}{ArrowRight}{/Shift}')
  expect(await form.copy()).toBe('"a""b"\tм\t21.04.2026')
  expect(await form.copy('cut')).toBe('"a""b"\tм\t21.04.2026')
  expect(form.text('pupils/a/sex')).toBe('')
})

test('a paste of 1,200 rows of 7 cells is quick, adds rows up to the maximum and says what did not fit', async () => {
  const form = await openSample()
  await form.click('pupils/+/code')
  const text = Array.from({ length: 1200 }, (_, index) => `${10001 + index}\tм\t21.04.2026\tнет\t1\t1\t1`).join('\r\n')
  const began = performance.now()
  await form.paste(text)
  expect(performance.now() - began).toBeLessThan(3000)
  expect(form.find('#grid').getAttribute('aria-rowcount')).toBe(String(1000 + 3))
  expect(form.notice).toContain('Не поместилось: 200 строк')
  await form.keys('{Control>}z{/Control}')
  expect(form.all('.row.cells')).toHaveLength(0)
})

const html = (rows: string) => `<html><body><!--StartFragment--><table>${rows}</table><!--EndFragment--></body></html>`

test('merged cells of a copied page keep the others in their columns', async () => {
  const form = await openSample({ pupils: pupils(3) })
  await form.click('pupils/r1/z1')
  const rows = '<tr><td rowspan="2">1</td><td>2</td></tr><tr><td>0</td></tr><tr><td colspan="2">2</td></tr>'
  await form.paste('1 2\n0\n2', html(rows))
  expect(['r1', 'r2', 'r3'].map((row) => [form.text(`pupils/${row}/z1`), form.text(`pupils/${row}/z2`)])).toEqual([
    ['1', '2'],
    ['', '0'],
    ['2', ''],
  ])
})

test('lines of a copied cell stay apart', async () => {
  const form = await openSample({ pupils: pupils(2) })
  await form.click('pupils/r1/code')
  const cells = ['20<br>022', '<p>20</p><p>023</p>', '<div>  20 \n 024 </div>']
  await form.paste('x', html(cells.map((cell) => `<tr><td>${cell}</td><td></td></tr>`).join('')))
  const codes = form.all('[data-cell$="/code"]').map((cell) => cell.querySelector('.text')?.textContent?.trim())
  expect(codes.slice(0, 3)).toEqual(['20\n022', '20\n023', '20 024'])
})
