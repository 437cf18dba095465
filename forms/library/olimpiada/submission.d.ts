// Generated from form.json (olimpiada 2026.1.0). Do not edit.

/**
 * Школьный этап олимпиады: участники и места
 */
export interface Submission {
  /**
   * @minItems 0
   * @maxItems 500
   */
  pupils: PupilsRow[]
  days: Days
  /**
   * @minItems 0
   * @maxItems 50
   */
  rooms: RoomsRow[]
}
export interface PupilsRow {
  /**
   * Name of the row; never changes
   */
  $id: string
  /**
   * Код
   */
  code: string
  /**
   * ФИО
   */
  name?: string | null
  /**
   * Дата рождения
   */
  born: string
  /**
   * Полных лет
   */
  age?: number | null
  /**
   * Класс
   */
  grade: number
  /**
   * Балл
   */
  'points~rus'?: number | ('X' | null)
  /**
   * Доля
   */
  'share~rus'?: number | null
  /**
   * Балл
   */
  'points~mat'?: number | ('X' | null)
  /**
   * Доля
   */
  'share~mat'?: number | null
  /**
   * Балл
   */
  'points~fiz'?: number | ('X' | null)
  /**
   * Доля
   */
  'share~fiz'?: number | null
  /**
   * Сумма баллов
   */
  sum?: number | null
  /**
   * Место в классе
   */
  place?: number | null
  /**
   * Статус
   */
  status?: 'win' | 'prize' | 'part'
}
export interface Days {
  /**
   * Где проводится
   */
  place: string
  /**
   * Дата проведения
   */
  held: string
  /**
   * Апелляции до
   */
  until?: string | null
  /**
   * Учебный год
   */
  year?: string | null
  /**
   * Последняя апелляция
   */
  appeal?: string | null
}
export interface RoomsRow {
  /**
   * Name of the row; never changes
   */
  $id: string
  /**
   * Аудитория
   */
  room: string
  /**
   * Человек
   */
  'people~rus'?: number | null
  /**
   * Человек
   */
  'people~mat'?: number | null
  /**
   * Человек
   */
  'people~fiz'?: number | null
  /**
   * Мест
   */
  seats: number
}
