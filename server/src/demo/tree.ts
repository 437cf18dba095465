import type { OrganisationKind } from '../policies/scope.ts'

/** An organisation of the demo: the path says where in the tree it stands. */
export interface DemoOrganisation {
  readonly login: string
  readonly kind: OrganisationKind
  readonly name: string
  /** Logins from the root down, its own last. */
  readonly path: readonly string[]
  readonly zone: string
}

interface Region {
  readonly code: string
  readonly name: string
  readonly zone: string
  readonly municipalities: readonly { readonly name: string; readonly schools: readonly string[] }[]
  readonly colleges: readonly string[]
}

/** Schools marked with «*» are of the kind `ksh` (кадетские школы и корпуса). */
const regions: readonly Region[] = [
  {
    code: '01',
    name: 'Республика Адыгея',
    zone: 'Europe/Moscow',
    municipalities: [
      {
        name: 'Городской округ «Город Майкоп»',
        schools: [
          'МБОУ «Средняя школа № 2 им. А.Х. Чича»',
          'МБОУ «Средняя школа № 3»',
          'МБОУ «Гимназия № 5»',
          'МБОУ «Лицей № 8 им. Жени Попова»',
          'МБОУ «Средняя школа № 10»',
          'МБОУ «Средняя школа № 15 им. Героя Советского Союза Д.М. Карбышева»',
          'МБОУ «Средняя школа № 17»',
          'МБОУ «Гимназия № 22»',
          'МБОУ «Лицей № 35»',
          '*ГБОУ «Майкопский кадетский корпус»',
        ],
      },
      {
        name: 'Гиагинский район',
        schools: [
          'МБОУ «Средняя школа № 1 им. Р.П. Макарова» ст. Гиагинской',
          'МБОУ «Средняя школа № 2» ст. Гиагинской',
          'МБОУ «Средняя школа № 3» ст. Гиагинской',
          'МБОУ «Средняя школа № 4 им. А.Г. Сапрунова» ст. Дондуковской',
          'МБОУ «Средняя школа № 6» с. Сергиевского',
          'МБОУ «Средняя школа № 7» пос. Гончарка',
          'МБОУ «Средняя школа № 8» ст. Келермесской',
          'МБОУ «Основная школа № 9» х. Прогресс',
          'МБОУ «Основная школа № 12» пос. Новый',
          '*ГБОУ «Гиагинская казачья кадетская школа»',
        ],
      },
    ],
    colleges: ['ГБПОУ «Майкопский индустриальный техникум»', 'ГБПОУ «Дондуковский агропромышленный техникум»'],
  },
  {
    code: '02',
    name: 'Республика Башкортостан',
    zone: 'Asia/Yekaterinburg',
    municipalities: [
      {
        name: 'Городской округ город Стерлитамак',
        schools: [
          'МАОУ «Гимназия № 1»',
          'МАОУ «Гимназия № 2»',
          'МАОУ «Лицей № 3»',
          'МАОУ «Средняя школа № 4»',
          'МАОУ «Средняя школа № 6»',
          'МАОУ «Средняя школа № 7 им. Н.А. Тимирязева»',
          'МАОУ «Лицей № 12»',
          'МАОУ «Средняя школа № 17»',
          'МАОУ «Средняя школа № 24 им. А.Г. Овечкина»',
          '*ГБОУ «Стерлитамакский кадетский корпус»',
        ],
      },
      {
        name: 'Белебеевский район',
        schools: [
          'МАОУ «Гимназия № 1» г. Белебея',
          'МАОУ «Средняя школа № 2» г. Белебея',
          'МАОУ «Средняя школа № 5» г. Белебея',
          'МАОУ «Средняя школа № 7» г. Белебея',
          'МАОУ «Средняя школа № 8» г. Белебея',
          'МАОУ «Средняя школа № 15» г. Белебея',
          'МАОУ «Татарская гимназия» г. Белебея',
          'МБОУ «Средняя школа» с. Аксаково',
          'МБОУ «Средняя школа» с. Усень-Ивановское',
          'МБОУ «Основная школа» с. Слакбаш',
        ],
      },
    ],
    colleges: ['ГАПОУ «Стерлитамакский колледж строительства»', 'ГАПОУ «Белебеевский колледж механизации»'],
  },
]

/** The demo's organisations, each after the one above it: 2 regions, 4 municipalities, 40 schools, 4 colleges. */
export function demoOrganisations(): readonly DemoOrganisation[] {
  const root = { login: 'fed', kind: 'fed', name: 'ФГБУ «ФИОКО»', path: ['fed'], zone: 'Europe/Moscow' } as const
  return [root, ...regions.flatMap(ofRegion)]
}

function ofRegion(region: Region): readonly DemoOrganisation[] {
  const { code, zone } = region
  const login = `reg${code}`
  const schools = region.municipalities.flatMap((municipality, place) => {
    const above = `mun${code}${pad(place + 1, 2)}`
    const before = region.municipalities.slice(0, place).reduce((sum, { schools: earlier }) => sum + earlier.length, 0)
    const inside = municipality.schools.map((marked, index): DemoOrganisation => {
      const kind = marked.startsWith('*') ? 'ksh' : 'edu'
      const own = `${kind}${code}${pad(before + index + 1, 4)}`
      return { login: own, kind, name: marked.replace('*', ''), path: [login, above, own], zone }
    })
    return [{ login: above, kind: 'mun', name: municipality.name, path: [login, above], zone } as const, ...inside]
  })
  const colleges = region.colleges.map((name, index): DemoOrganisation => {
    const own = `spo${code}${pad(index + 1, 4)}`
    const above = `mun${code}${pad(index + 1, 2)}`
    return { login: own, kind: 'spo', name, path: [login, above, own], zone }
  })
  return [{ login, kind: 'reg', name: region.name, path: [login], zone }, ...schools, ...colleges]
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0')
}
