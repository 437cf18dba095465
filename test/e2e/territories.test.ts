import { expect, test } from 'vitest'
import { findings } from './support/axe.ts'
import { expanded, openStage } from './support/stage.ts'

// The figures of the country by region and municipality, on the product as it is started by `npm start`.

const stage = openStage({ computer: { zone: null } })

test('the organizer goes from the country to a region and a municipality and back; a reload keeps the place', async () => {
  const fed = await stage.newPerson('fed')
  const { page } = fed
  const publication = await expanded(fed)
  await publication.getByRole('button', { name: 'По территориям' }).click()
  const window = page.getByRole('dialog', { name: 'По территориям' })
  const region = window.getByRole('row', { name: /reg01/u })
  await region.waitFor()
  expect(await window.getByRole('row').count()).toBe(3)
  expect(await findings(page)).toEqual([])
  await region.getByRole('button').click()
  await window
    .getByRole('row', { name: /mun0101/u })
    .getByRole('button')
    .click()
  await window.getByRole('row', { name: /edu010001/u }).waitFor()
  await page.reload()
  await window.getByRole('row', { name: /edu010001/u }).waitFor()
  await window.getByRole('navigation', { name: 'Где вы' }).getByRole('button').first().click()
  await window.getByRole('row', { name: /reg02/u }).waitFor()
  await page.goBack()
  await expect.poll(() => window.isVisible()).toBe(false)
})
