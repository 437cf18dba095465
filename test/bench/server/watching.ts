import { figure, median } from '../figure.ts'
import type { Visitor } from './country.ts'
import { Caller, load } from './load.ts'
import { kinds, withCountry } from './run-server.ts'
import type { Kind, Running } from './run-server.ts'

const country = 40_000
const town = 400
const asked = 300

/** How long somebody waits for an answer, in the middle. */
async function wait({ server }: Running, visitor: Visitor, path: string): Promise<number> {
  const caller = new Caller(server.url, visitor)
  const step = async (): Promise<void> => {
    const { status, text } = await caller.ask('GET', path)
    if (status !== 200) throw new Error(text)
  }
  await load(server.pid, 1, 50, step)
  const { times } = await load(server.pid, 1, asked, step)
  caller.close()
  return median(times)
}

/** Statistics and the list of participants of a whole country. */
export async function watchingFigures(): Promise<void> {
  for (const kind of kinds) {
    const few = await withCountry(kind, { organisations: town, signedIn: 1, submitted: 0 }, (running) => statistics(running))
    await withCountry(kind, { organisations: country, signedIn: 1, submitted: 0 }, async (running) => {
      figure(`server.statistics.growth.${kind.toLowerCase()}`, await statistics(running), 'ms', few)
      await pages(kind, running)
    })
  }
}

function statistics(running: Running): Promise<number> {
  return wait(running, running.country.region, `/api/collections/${running.country.collection}/statistics`)
}

async function pages(kind: Kind, running: Running): Promise<void> {
  const { organizer, collection } = running.country
  const path = `/api/collections/${collection}/participants?limit=50`
  const first = await wait(running, organizer, path)
  // 500 schools in each of 80 regions: row 39,000 is the first school of the last but one.
  const late = await wait(running, organizer, `${path}&cursor=${encodeURIComponent('0 /reg77/edu770499/')}`)
  figure(`server.participants.page-growth.${kind.toLowerCase()}`, late, 'ms', first)
}
