import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../support/free-port.ts'
import { Person } from '../support/person.ts'
import { ServerProcess } from '../support/server-process.ts'
import { Page, demoCollections } from '../support/vpr.ts'
import { figure, median } from './figure.ts'

const schools = 16
const savesOfOne = 100
const savesOfEach = 40

/** Saves one cell after another, each when the one before is acknowledged; how long each took, in milliseconds. */
async function saves(page: Page, count: number): Promise<readonly number[]> {
  const times: number[] = []
  for (let n = 0; n < count; n += 1) {
    const started = performance.now()
    const reply = await page.save({ set: ['classes', 'row', 'listed'], value: page.seq })
    if (reply.status !== 200) throw new Error(`a save was refused: ${JSON.stringify(reply.body)}`)
    times.push(performance.now() - started)
  }
  return times
}

const folder = await mkdtemp(join(tmpdir(), 'tabel-bench-'))
const server = new ServerProcess(await freePort(), join(folder, 'tabel.sqlite'), join(folder, 'files'))
await server.start()
try {
  const pages: Page[] = []
  for (let n = 1; n <= schools; n += 1) {
    const login = `edu${n > 9 ? '02' : '01'}${String(n > 9 ? n - 9 : n).padStart(4, '0')}`
    const person = await Person.signIn(server.url, login)
    const page = new Page(person, (await demoCollections(person)).open)
    await page.save({ insert: 'classes', after: null, rows: [{ $id: 'row', letter: 'А' }] })
    pages.push(page)
  }
  const [first] = pages
  if (!first) throw new Error('nobody types')
  await Promise.all(pages.map((page) => saves(page, 5)))

  let started = performance.now()
  await saves(first, savesOfOne)
  const alone = savesOfOne / ((performance.now() - started) / 1000)
  started = performance.now()
  const times = (await Promise.all(pages.map((page) => saves(page, savesOfEach)))).flat()
  const together = times.length / ((performance.now() - started) / 1000)
  figure('saves acknowledged on disk, one school, SQLite', alone, '1/s')
  figure(`saves acknowledged on disk, ${schools} schools at once, against one, SQLite`, together, '1/s', alone)
  figure('a save, from request to answer, median', median(times), 'ms')
} finally {
  await server.stop()
  await rm(folder, { recursive: true })
}
