import { randomUUID } from 'node:crypto'
import { figure, median } from '../figure.ts'
import { Caller, load, percentile } from './load.ts'
import type { Load } from './load.ts'
import { kinds, withCountry, withEmptyServer } from './run-server.ts'
import type { Kind, Running } from './run-server.ts'
import { TypingSchool } from './school.ts'

const together = 64
const saves = 6_000
/** The first seconds of a process are not those it is judged by; so many requests are its beginning. */
const warmingUp = 6_000
const small = { organisations: 200, signedIn: together, submitted: 0 }

/** A load is measured so often, and the one in the middle by its cost is told. */
const times = 3

async function middle(measure: () => Promise<Load>): Promise<Load> {
  const found: Load[] = []
  for (let time = 0; time < times; time += 1) found.push(await measure())
  found.sort((one, other) => one.cpu - other.cpu)
  return found[Math.floor(times / 2)] as Load
}

/** Saves of one cell by so many schools at once, each into a draft of so many rows. */
async function saving(running: Running, schools: number, count: number, rows = 25): Promise<Load> {
  const typing = running.country.schools
    .slice(0, schools)
    .map((visitor) => new TypingSchool(running.server.url, visitor, running.country.collection))
  await Promise.all(typing.map((school) => school.begin(rows)))
  const step = async (caller: number): Promise<void> => typing[caller]?.type()
  await load(running.server.pid, schools, Math.min(count, warmingUp), step)
  const found = await middle(() => load(running.server.pid, schools, count, step))
  for (const school of typing) school.close()
  return found
}

/** How many saves a second, and what one costs. */
export async function savingFigures(): Promise<void> {
  const empty = await withEmptyServer(emptyPosts)
  const found = new Map<Kind, Load>()
  for (const kind of kinds) {
    const one = await withCountry(kind, small, (running) => saving(running, together, saves))
    found.set(kind, one)
    figure(`server.save.per-second.${kind.toLowerCase()}`, one.perSecond, '1/s')
    figure(`server.save.median.${kind.toLowerCase()}`, median(one.times), 'ms')
    figure(`server.save.p99.${kind.toLowerCase()}`, percentile(one.times, 0.99), 'ms')
  }
  const single = await withCountry('SQLite', small, (running) => saving(running, together, saves / 4), { TABEL_SAVE_BATCH: '1' })
  figure('server.save.group-vs-single.sqlite', found.get('SQLite')?.perSecond ?? 0, '1/s', single.perSecond)
  for (const kind of kinds)
    figure(`server.save.cpu-vs-empty.${kind.toLowerCase()}`, found.get(kind)?.cpu ?? 0, 'ms of CPU', empty.cpu)
}

async function emptyPosts(url: string, pid: number): Promise<Load> {
  const callers = Array.from({ length: together }, () => new Caller(url, { cookie: 'sid=1', csrf: '1' }))
  const body = {
    clientId: randomUUID(),
    seq: 1,
    baseVersion: 1,
    formVersion: '2026.1.0',
    ops: [{ set: ['classes', 'r0', 'listed'], value: 1 }],
  }
  const step = async (caller: number): Promise<void> => void (await callers[caller]?.ask('POST', '/', body))
  await load(pid, together, warmingUp, step)
  const found = await middle(() => load(pid, together, saves, step))
  for (const caller of callers) caller.close()
  return found
}

/** One school alone, in a large draft and in a small one. */
export async function growthFigures(): Promise<void> {
  for (const kind of kinds) {
    const timesAt = (rows: number): Promise<number> =>
      withCountry(kind, small, async (running) => median((await saving(running, 1, 600, rows)).times))
    const few = await timesAt(25)
    figure(`server.save.growth.${kind.toLowerCase()}`, await timesAt(1_000), 'ms', few)
  }
}
