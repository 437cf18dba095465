import { expect, test } from 'vitest'
import { collectionOf } from '../support/demo.ts'
import { holdReport } from '../support/held-report.ts'
import { expanded, openStage } from './support/stage.ts'

const stage = openStage({ computer: { zone: null } })

test('a coordinator takes the order of a report back, and orders it anew', async () => {
  const collection = await collectionOf(await stage.client('reg01'), 'vpr-fsr-ma4')
  await holdReport(stage.database, 'reg01', collection, Date.now())

  const publication = await expanded(await stage.newPerson('reg01'))
  const order = publication.getByRole('button', { name: 'Экспорт результатов' })
  await order.click()
  await publication.getByText('Отчет формируется.').waitFor()
  await publication.getByRole('button', { name: 'Отменить' }).click()
  await publication.getByText('Формирование отчета отменено.').waitFor()

  await order.click()
  await publication.getByRole('link', { name: 'Загрузить отчет' }).waitFor({ timeout: 60_000 })
  expect(await publication.getByText('Формирование отчета отменено.').count()).toBe(0)
})
