import { expect, test } from 'vitest'
import { bundleSize } from '../../support/browser-bundle.ts'

// Schools have slow lines: what a page loads to check a form is bounded. Kilobytes are of 1,000 bytes.
test('the engine with HyperFormula comes to at most 230 kB for the browser, gzipped', { timeout: 60_000 }, async () => {
  const { gzip } = await bundleSize(['@tabel/engine', '@tabel/engine/checker'])
  expect(gzip).toBeGreaterThan(150_000)
  expect(gzip).toBeLessThanOrEqual(230_000)
})

test('a page that checks in a worker or on the server loads no HyperFormula by itself', { timeout: 60_000 }, async () => {
  const { gzip } = await bundleSize(['@tabel/engine'])
  expect(gzip).toBeGreaterThan(5_000)
  expect(gzip).toBeLessThanOrEqual(30_000)
})
