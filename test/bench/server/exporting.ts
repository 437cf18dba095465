import { figure } from '../figure.ts'
import { Caller, load, percentile } from './load.ts'
import { kinds, withCountry } from './run-server.ts'
import type { Running } from './run-server.ts'
import { TypingSchool } from './school.ts'

const schools = 64
const size = { organisations: 40_000, signedIn: schools, submitted: 40_000 - schools }
/** Seconds of saving that are looked at. */
const seconds = 12

/** Saves while an export of the whole country runs, against saves while nothing does; half as many as the server can do. */
export async function exportingFigures(): Promise<void> {
  for (const kind of kinds)
    await withCountry(kind, size, async (running) => {
      const typing = running.country.schools.map(
        (visitor) => new TypingSchool(running.server.url, visitor, running.country.collection),
      )
      await Promise.all(typing.map((school) => school.begin(25)))
      const most = await load(running.server.pid, schools, 3_000, async (caller) => typing[caller]?.type())
      const rate = most.perSecond / 2
      const idle = await steadily(typing, rate)
      const busy = await whileExporting(running, () => steadily(typing, rate))
      figure(`server.save.p99-under-export.${kind.toLowerCase()}`, percentile(busy, 0.99), 'ms', percentile(idle, 0.99))
      for (const school of typing) school.close()
    })
}

/** Saves at a steady rate, whoever is free. @returns milliseconds, from when each was due. */
async function steadily(typing: readonly TypingSchool[], rate: number): Promise<readonly number[]> {
  const times: number[] = []
  const free = [...typing]
  const under: Promise<void>[] = []
  const started = performance.now()
  for (let number = 0; number < rate * seconds; number += 1) {
    const due = started + (number / rate) * 1000
    while (performance.now() < due || free.length === 0) await new Promise((turn) => setTimeout(turn, 1))
    const school = free.shift()
    if (!school) throw new Error('nobody is free')
    under.push(
      school.type().then(() => {
        times.push(performance.now() - due)
        free.push(school)
      }),
    )
  }
  await Promise.all(under)
  return times
}

async function whileExporting<T>({ server, country }: Running, work: () => Promise<T>): Promise<T> {
  const organizer = new Caller(server.url, country.organizer)
  const order = async (): Promise<string> => {
    const { status, text } = await organizer.ask('POST', `/api/collections/${country.collection}/exports`, {})
    if (status !== 202) throw new Error(text)
    return (JSON.parse(text) as { id: string }).id
  }
  let report = await order()
  let over = false
  const watching = (async (): Promise<void> => {
    while (!over) {
      const { text } = await organizer.ask('GET', `/api/reports/${report}`)
      const { state } = JSON.parse(text) as { state: string }
      if (state === 'failed') throw new Error('the export failed')
      // Longer than the export: it is ordered again.
      if (state === 'done') report = await order()
      await new Promise((turn) => setTimeout(turn, 500))
    }
  })()
  try {
    return await work()
  } finally {
    over = true
    await watching
    organizer.close()
  }
}
