import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compileForm } from '@tabel/engine/compile'
import { writeResults } from '@tabel/excel'
import type { SubmittedForm } from '@tabel/excel'
import { benchExport } from './excel/export.ts'
import { benchHostile } from './excel/hostile.ts'
import { benchReading } from './excel/reading.ts'
import { figure } from './figure.ts'

const organisations = 2_000
const pupils = 20

const { form } = compileForm(await readFile(new URL('../../forms/library/vpr-fsr-ma4/form.json', import.meta.url), 'utf8'))
if (form === null) throw new Error('the library form does not compile')

async function* submitted(): AsyncGenerator<SubmittedForm> {
  for (let n = 0; n < organisations; n += 1) {
    yield {
      organisation: { login: `edu${n}`, name: `Школа № ${n}` },
      submittedAt: '2026-04-21T10:00:00Z',
      formVersion: form!.version,
      data: {
        classes: [{ $id: 'a', letter: 'А', listed: pupils, wrote: pupils, absent: 0, held: '2026-04-21' }],
        results: Array.from({ length: pupils }, (_, i) => ({
          $id: `p${i}`,
          code: String(10_000 + i),
          letter: 'А',
          sex: 'м',
          variant: 1,
          mark: 4,
          z1: 1,
          z2: 'X',
        })),
      },
    }
  }
}

const folder = await mkdtemp(join(tmpdir(), 'tabel-bench-'))
try {
  const file = join(folder, 'results.xlsx')
  const started = performance.now()
  const { rows } = await writeResults(form, submitted(), file)
  const seconds = (performance.now() - started) / 1000
  figure(`export of ${organisations} organisations with ${pupils} pupils`, seconds, 's')
  figure('export speed', rows / seconds, 'rows/s')
  figure('export size', (await stat(file)).size / 1000, 'kB')
  figure('export peak memory', process.resourceUsage().maxRSS / 1000, 'MB')
} finally {
  await rm(folder, { recursive: true })
}

await benchReading()
await benchHostile()
await benchExport()
