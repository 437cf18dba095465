import { roleOf } from '../../policies/collection.ts'
import type { TreeOrganisation } from '../../storage/organisation-tree.ts'

/**
 * Why an organisation may not be put under another one, in Russian; null when it may. Only schools and colleges move, and only within
 * their region: the code of the region is a part of the login, and forms and files are meant for regions by it.
 */
export function mayMove(moved: TreeOrganisation, above: TreeOrganisation | null, parent: string): string | null {
  if (above === null) return `Организации «${parent}» нет. Проверьте логин.`
  if (roleOf(moved.kind) !== 'org') return 'Переместить можно только образовательную организацию.'
  if (above.kind !== 'reg' && above.kind !== 'mun') return `«${above.name}» – не регион и не муниципалитет: под ней никого нет.`
  if (above.state === 'closed') return `«${above.name}» закрыта: под нее никого переместить нельзя.`
  if (moved.parentId === above.id) return 'Организация уже стоит на этом месте.'
  if (regionIn(moved.path) !== regionIn(above.path))
    return 'Переместить можно только внутри региона: его код – часть логина. Заведите в другом регионе новую организацию, а эту закройте с правопреемником.'
  return null
}

/** Why an organisation may not take over from one that is closed, in Russian; null when it may. */
export function mayTakeOver(closed: TreeOrganisation, heir: TreeOrganisation | null, login: string): string | null {
  if (heir === null) return `Организации «${login}» нет. Проверьте логин правопреемника.`
  if (heir.id === closed.id) return 'Организация не может быть правопреемником самой себя.'
  if (heir.state === 'closed') return `«${heir.name}» сама закрыта и не может быть правопреемником.`
  if (roleOf(heir.kind) !== roleOf(closed.kind)) return 'Правопреемником может быть только организация того же уровня.'
  return null
}

/** `reg01` of `/reg01/mun0101/edu010001/`. */
function regionIn(path: string): string {
  return path.split('/')[1] ?? ''
}
