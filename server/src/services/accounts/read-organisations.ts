import { roleOf } from '../../policies/collection.ts'
import type { OrganisationKind } from '../../policies/scope.ts'
import type { Organisation, StandingOrganisation } from '../../storage/organisations.ts'
import { readTable } from '../tables/read-table.ts'
import type { LineError } from '../tables/read-csv.ts'

/** An organisation as the file wants it to be. */
export interface WantedOrganisation {
  readonly login: string
  readonly name: string
  readonly kind: OrganisationKind
  /** Login of the organisation above; the organizer's for regions. */
  readonly parent: string
  readonly path: string
  readonly zone: string
  /** It is there already. */
  readonly known: Organisation | null
}

/** The name of a column as people know it. */
function russianOf(name: string): string {
  return Object.keys(russian).find((one) => russian[one] === name) ?? name
}

/** Logins begin with the kind and the code of the region: regRR, munRRNN (a region may have more than 99), eduRRNNNN. */
const loginPattern = /^(reg[0-9]{2}|mun[0-9]{4,6}|(edu|ksh|spo)[0-9]{6})$/

/** What people call the columns. */
const russian: Readonly<Record<string, string>> = {
  логин: 'login',
  название: 'name',
  'вышестоящая организация': 'parent',
  'часовой пояс': 'zone',
}

const nameOf = (title: string): string => russian[title.toLowerCase()] ?? title

/**
 * Reads a list of organisations from a table: `login;name;parent;zone`, or the same in Russian. The kind is the beginning of the login; `parent` is the login of the
 * organisation above (without it, the organizer); `zone` an IANA time zone (without it, that of the organisation above). Parents
 * may stand anywhere in the file. Everything that is wrong is told at once.
 */
export async function readOrganisations(
  bytes: Uint8Array,
  there: readonly StandingOrganisation[],
): Promise<{ readonly wanted: readonly WantedOrganisation[]; readonly errors: readonly LineError[] }> {
  const { columns, rows, errors: found } = await readTable(bytes, nameOf)
  const errors = [...found]
  for (const name of ['login', 'name'].filter((one) => !columns.includes(one)))
    errors.push({ line: 1, message: `нет графы «${russianOf(name)}». Нужны графы: ${Object.keys(russian).join('; ')}.` })
  const known = new Map(there.map((one) => [one.login, one]))
  const closed = new Set(there.filter(({ state }) => state === 'closed').map(({ login }) => login))
  const root = there.find(({ path }) => path === '/')
  const lines = new Map<string, (typeof rows)[number]>()
  for (const row of rows) {
    const message = rowError(row.cells, lines)
    if (message === null) lines.set(row.cells['login'] ?? '', row)
    else errors.push({ line: row.line, message })
  }
  const made = new Map<string, WantedOrganisation | null>()
  const make = (login: string): WantedOrganisation | null => {
    const done = made.get(login)
    const row = lines.get(login)
    if (done !== undefined || !row) return done ?? null
    // Whoever comes here again on the way up stands in a circle.
    made.set(login, null)
    const report = (message: string): null => (errors.push({ line: row.line, message }), null)
    const parent = row.cells['parent'] ?? root?.login ?? ''
    const above = parent === root?.login ? root : (make(parent) ?? known.get(parent) ?? null)
    if (!above)
      return report(`вышестоящей организации «${parent.slice(0, 40)}» нет ни в файле, ни в базе, или они стоят по кругу.`)
    if (roleOf(above.kind) === 'org') return report(`«${parent}» – образовательная организация, под ней никого нет.`)
    if (closed.has(parent)) return report(`«${parent}» закрыта, завести под ней организацию нельзя.`)
    const zone = row.cells['zone'] ?? above.zone
    if (!isZone(zone)) return report(`часового пояса «${zone.slice(0, 40)}» нет. Например: Europe/Moscow.`)
    const path = `${above.path}${login}/`
    const before = known.get(login) ?? null
    if (before && before.path !== path)
      return report(`«${login}» уже есть в другом месте. Переместите ее на странице «Организации».`)
    const kind = login.slice(0, 3) as OrganisationKind
    const wanted = { login, name: row.cells['name'] ?? '', kind, parent, path, zone, known: before }
    made.set(login, wanted)
    return wanted
  }
  const wanted = [...lines.keys()].flatMap((login) => make(login) ?? [])
  errors.sort((one, other) => one.line - other.line)
  // Parents first: children are written below them.
  return { wanted: wanted.toSorted((one, other) => depth(one) - depth(other)), errors }
}

function rowError(
  cells: Readonly<Record<string, string>>,
  before: ReadonlyMap<string, { readonly line: number }>,
): string | null {
  const { login = '', name = '' } = cells
  if (!loginPattern.test(login))
    return `логин «${login.slice(0, 40)}» записан неверно. Он начинается с reg (дальше код региона), mun (код региона и от 2 до 4 цифр) или edu, ksh, spo (код региона и 4 цифры).`
  if (name === '') return 'нет названия организации.'
  const line = before.get(login)?.line
  return line === undefined ? null : `логин «${login}» уже есть в строке ${line}.`
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('ru', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function depth({ path }: WantedOrganisation): number {
  return path.split('/').length
}
