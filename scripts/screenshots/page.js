// Runs in Chromium: a form over a server in memory, as the address asks for it. What a picture needs besides is in `tabel`.
import { httpDraftStore } from '@tabel/renderer'
import { DraftServer } from '../../test/support/draft-protocol.ts'

const asked = new URLSearchParams(location.search)
const { form, data } = await (await fetch(`/forms/${asked.get('form')}.json`)).json()
const server = new DraftServer({ form, data: asked.has('empty') ? {} : data, today: '2026-04-25' })
if (asked.has('closed')) server.closed = true
const element = document.createElement('tabel-form')
Object.assign(element, {
  store: httpDraftStore({
    base: '/api',
    collection: crypto.randomUUID(),
    account: 'edu010001',
    csrf: () => 'token',
    fetch: server.fetch,
    pace: { gather: 20, retry: 60_000, longest: 60_000 },
  }),
  theme: asked.get('theme') ?? 'light',
  grid: asked.get('grid') ?? 'table',
  readOnly: asked.has('readonly'),
})
globalThis.tabel = { element, server }
document.body.append(element)
