import { bundleSize } from '../../support/browser-bundle.ts'
import { figure } from '../figure.ts'

/** What a browser is sent to check a form. */
export async function sizeFigure(): Promise<void> {
  const { gzip } = await bundleSize(['@tabel/engine', '@tabel/engine/checker'])
  figure('engine.size.gzip-kb', gzip / 1000, 'kB')
}
