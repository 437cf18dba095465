// Generated from form.json (uchebny-plan 2026.1.0). Do not edit.

/**
 * Площадки школы и учебный план
 */
export interface Submission {
  /**
   * @minItems 1
   * @maxItems 12
   */
  branches: BranchesRow[]
  /**
   * @minItems 1
   * @maxItems 60
   */
  classes: ClassesRow[]
  summary: Summary
  plan: {
    rus: PlanRow
    lit: PlanRow
    for: PlanRow
    mat: PlanRow
    inf: PlanRow
    his: PlanRow
    geo: PlanRow
    phy: PlanRow
    chem: PlanRow
    bio: PlanRow
    art: PlanRow
    tech: PlanRow
    pe: PlanRow
    extra: PlanRow
    total: PlanRow
    limit: PlanRowlimit
  }
  /**
   * @minItems 0
   * @maxItems 300
   */
  load: LoadRow[]
  [copy: `building~${string}`]: Building
  /**
   * @minItems 1
   * @maxItems 200
   */
  [copy: `rooms~${string}`]: RoomsRow[]
}
export interface BranchesRow {
  /**
   * Name of the row; never changes
   */
  $id: string
  /**
   * Название
   */
  name: string
  /**
   * Адрес
   */
  address: string
  /**
   * Обучающихся. Всего на площадке, по всем классам
   */
  pupils: number
  /**
   * Здание в собственности
   */
  own: boolean
}
export interface ClassesRow {
  /**
   * Name of the row; never changes
   */
  $id: string
  /**
   * Класс
   */
  class: string
  /**
   * Параллель
   */
  grade: number
  /**
   * Площадка
   */
  branch: string
  /**
   * Обучающихся
   */
  pupils: number
  /**
   * Учебных дней
   */
  days: 5 | 6
}
export interface Summary {
  /**
   * Площадок
   */
  sites?: number | null
  /**
   * Мест в зданиях
   */
  seats?: number | null
  /**
   * Площадь помещений, м²
   */
  area?: number | null
  /**
   * Спортивных залов
   */
  gyms?: number | null
  /**
   * Самое старое здание, год
   */
  oldest?: number | null
  /**
   * Кто отвечает за сведения
   */
  contact: string
}
export interface PlanRow {
  /**
   * Всего по предмету
   */
  all?: number | null
  /**
   * Часов. Часов в неделю в классе {c}
   */
  [copy: `hours~${string}`]: number | null
}
export interface PlanRowlimit {
  /**
   * Часов. Часов в неделю в классе {c}
   */
  [copy: `hours~${string}`]: number | null
}
export interface LoadRow {
  /**
   * Name of the row; never changes
   */
  $id: string
  /**
   * Учитель
   */
  teacher: string
  /**
   * Предмет
   */
  subject: 'rus' | 'lit' | 'for' | 'mat' | 'inf' | 'his' | 'geo' | 'phy' | 'chem' | 'bio' | 'art' | 'tech' | 'pe' | 'extra'
  /**
   * Всего к оплате
   */
  hours?: number | null
  /**
   * Уроков
   */
  [copy: `lessons~${string}`]: number | null
  /**
   * Групп
   */
  [copy: `groups~${string}`]: number | null
  /**
   * К оплате
   */
  [copy: `paid~${string}`]: number | null
}
export interface Building {
  /**
   * Год постройки
   */
  year: number
  /**
   * Мест по проекту
   */
  seats: number
  /**
   * Смен
   */
  shifts: 1 | 2
  /**
   * Договор аренды до
   */
  lease?: string | null
}
export interface RoomsRow {
  /**
   * Name of the row; never changes
   */
  $id: string
  /**
   * Номер помещения
   */
  number: string
  /**
   * Вид
   */
  kind: 'class' | 'gym' | 'hall' | 'canteen' | 'lab'
  /**
   * Площадь, м²
   */
  area: number
  /**
   * Мест
   */
  seats?: number
}
