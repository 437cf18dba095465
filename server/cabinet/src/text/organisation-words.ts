import type { Organisation, OrganisationState } from '../api/organisations.ts'
import { counted } from './plural.ts'

/** What an organisation is allowed, in words. */
export const organisationStateWords: Readonly<Record<OrganisationState, string>> = {
  active: 'Действует',
  locked: 'Заблокирована',
  closed: 'Закрыта',
}

/** How many are below an organisation: «2 муниципалитета, 22 организации»; empty where there is nobody. */
export function belowText({ municipalities, organisations }: Organisation['below']): string {
  const parts = [
    municipalities === 0 ? '' : counted(municipalities, ['муниципалитет', 'муниципалитета', 'муниципалитетов']),
    organisations === 0 ? '' : counted(organisations, ['организация', 'организации', 'организаций']),
  ]
  return parts.filter((part) => part !== '').join(', ')
}

/** Whether others may stand below it. */
export function hasLevels({ kind }: Organisation): boolean {
  return kind === 'fed' || kind === 'reg' || kind === 'mun'
}
