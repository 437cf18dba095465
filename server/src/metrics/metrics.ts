import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** How a save ended: `saved`, `repeated` (it was in the log already), or the code of the problem for which it was refused. */
export type CountSave = (outcome: string) => void

/** How a submission was judged; `failed`: the checker came to no answer. */
export type CountJudged = (outcome: 'accepted' | 'refused' | 'failed') => void

/** What is looked up when somebody asks. */
export interface Levels {
  /** Saves that wait for their turn to be written. */
  savesWaiting(): number
  /** Tasks that wait for a thread of the checker. */
  checksWaiting(): number
  checksRunning(): number
  /** Streams of events that are open. */
  streams(): number
  /** Jobs of the whole database by kind and state; what is not named is none. */
  jobs(): Promise<readonly { readonly kind: string; readonly state: string; readonly total: number }[]>
}

/** What one process counts, in the text format of Prometheus. Labels are names out of the program, never of people or of things. */
export class Metrics {
  readonly #registry = new Registry()
  readonly #requests: Histogram<'method' | 'route' | 'status'>
  readonly #saves: Counter<'outcome'>
  readonly #judged: Counter<'outcome'>

  constructor() {
    const registers = [this.#registry]
    collectDefaultMetrics({ register: this.#registry })
    this.#requests = new Histogram({
      name: 'tabel_http_request_seconds',
      help: 'From a request to its answer, by route and status; streams until they have begun',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    })
    this.#saves = new Counter({
      name: 'tabel_saves_total',
      help: 'Saves of drafts: saved, repeated, or why they were refused',
      labelNames: ['outcome'],
      registers,
    })
    this.#judged = new Counter({
      name: 'tabel_judged_total',
      help: 'Submissions judged by this process',
      labelNames: ['outcome'],
      registers,
    })
    for (const outcome of ['saved', 'repeated', 'conflict']) this.#saves.inc({ outcome }, 0)
    for (const outcome of ['accepted', 'refused', 'failed']) this.#judged.inc({ outcome }, 0)
  }

  readonly saved: CountSave = (outcome) => this.#saves.inc({ outcome })
  readonly judged: CountJudged = (outcome) => this.#judged.inc({ outcome })

  /** @param route the path of the route table, such as `/api/collections/{id}`. */
  answered(method: string, route: string, status: number, seconds: number): void {
    this.#requests.observe({ method, route, status: String(status) }, seconds)
  }

  /** Says from now on how long the queues are. @param kinds kinds of jobs that there may be. */
  watch(levels: Levels, kinds: readonly string[]): void {
    this.#level('tabel_saves_waiting', 'Saves that wait to be written', () => levels.savesWaiting())
    this.#level('tabel_checks_waiting', 'Tasks that wait for a thread of the checker', () => levels.checksWaiting())
    this.#level('tabel_checks_running', 'Tasks in the threads of the checker', () => levels.checksRunning())
    this.#level('tabel_event_streams', 'Streams of events that are open', () => levels.streams())
    const jobs: Gauge<'kind' | 'state'> = new Gauge({
      name: 'tabel_jobs',
      help: 'Jobs of the whole database',
      labelNames: ['kind', 'state'],
      registers: [this.#registry],
      collect: async () => {
        const found = await levels.jobs()
        for (const kind of kinds)
          for (const state of ['queued', 'running', 'failed'])
            jobs.set({ kind, state }, found.find((one) => one.kind === kind && one.state === state)?.total ?? 0)
      },
    })
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  text(): Promise<string> {
    return this.#registry.metrics()
  }

  #level(name: string, help: string, read: () => number): void {
    const gauge: Gauge = new Gauge({ name, help, registers: [this.#registry], collect: () => gauge.set(read()) })
  }
}
