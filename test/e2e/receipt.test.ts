import { expect, test } from 'vitest'
import { collectionOf, submitFaultless } from '../support/demo.ts'
import { Page as Draft } from '../support/vpr.ts'
import { findings } from './support/axe.ts'
import { expanded, openStage } from './support/stage.ts'

// «Квитанция о сдаче», on the product as it is started by `npm start`.

const stage = openStage({ computer: { viewport: { width: 1440, height: 900 } } })

const title = 'ВПР. Заявка на участие'

test('a school that has submitted gets a receipt, in its own time and in Moscow’s, which is printed alone', async () => {
  const person = await stage.person('edu020001', 'Asia/Yekaterinburg')
  const { page } = person
  const before = await expanded(person, 'ВПР', title)
  await before.getByRole('button', { name: 'Заполнить' }).waitFor()
  expect(await before.getByRole('button', { name: 'Квитанция' }).count()).toBe(0)

  const school = await stage.client('edu020001')
  await submitFaultless(new Draft(school, await collectionOf(school, 'vpr-zayavka')), 'vpr-zayavka')
  const publication = await expanded(person, 'ВПР', title)
  const scripts: string[] = []
  page.on('request', (request) => scripts.push(request.url()))
  await publication.getByRole('button', { name: 'Квитанция' }).click()
  const receipt = page.getByRole('dialog', { name: 'Квитанция о сдаче отчета' })
  const lines = receipt.getByRole('term')
  await expect
    .poll(() => lines.allInnerTexts())
    .toEqual([
      'Номер отчета',
      'Организация',
      'Сбор данных',
      'Форма',
      'Дата и время сдачи',
      'Кто сдал',
      'Контрольная сумма отчета (SHA-256)',
    ])
  expect(await receipt.getByRole('definition').allInnerTexts()).toEqual([
    '1',
    'МАОУ «Гимназия № 1» (edu020001)',
    'Заявка на участие в ВПР',
    'ВПР. Заявка на участие: сведения о классах и участниках, версия 2026.1.0',
    expect.stringMatching(/^\d{1,2} [а-я]+ \d{4} г\. в \d\d:\d\d \(.*\d\d:\d\d по московскому времени\)$/u),
    'edu020001',
    expect.stringMatching(/^[0-9a-f]{64}$/u),
  ])
  // Its window comes when it is wanted.
  expect(scripts.some((url) => /receipt-window.*\.js$/u.test(url))).toBe(true)
  expect(await findings(page)).toEqual([])

  const printed = page.evaluate(() => new Promise((done) => addEventListener('beforeprint', () => done(true), { once: true })))
  await receipt.getByRole('button', { name: 'Распечатать' }).click()
  expect(await printed).toBe(true)
  const onScreenAlone = [publication.getByText(title).first(), page.getByText('Выйти'), receipt.getByText('Распечатать')]
  for (const seen of onScreenAlone) expect(await seen.isVisible()).toBe(true)
  await page.emulateMedia({ media: 'print' })
  expect(await lines.first().isVisible()).toBe(true)
  for (const hidden of onScreenAlone) expect(await hidden.isVisible()).toBe(false)
  const paper = (await page.pdf({ format: 'A4' })).toString('latin1')
  expect(paper.match(/\/Type\s*\/Page\b/gu)).toHaveLength(1)
  await page.emulateMedia({ media: null })

  // The address opens it too, and Back closes it.
  await page.reload()
  await receipt.getByText('Номер отчета').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => receipt.isVisible()).toBe(false)
})
