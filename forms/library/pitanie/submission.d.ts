// Generated from form.json (pitanie 2026.1.0). Do not edit.

/**
 * Организация питания обучающихся
 */
export interface Submission {
  hall: Hall
  /**
   * @minItems 0
   * @maxItems 300
   */
  slots: SlotsRow[]
  /**
   * @minItems 0
   * @maxItems 24
   */
  flow: FlowRow[]
  benefit: {
    large: BenefitRowlarge
    limited: BenefitRowlarge
    all: BenefitRowall
  }
  review: Review
}
export interface Hall {
  /**
   * Организация
   */
  school?: string | null
  /**
   * Посадочных мест
   */
  seats: number
  /**
   * Что подают
   *
   * @minItems 1
   */
  meals: ('breakfast' | 'lunch' | 'snack')[]
  /**
   * Готовят в самой школе
   */
  own: boolean
  /**
   * Кто готовит
   */
  contractor?: string
  /**
   * Меню. Файл PDF не больше 5 МБ.
   */
  menu?: {
    $file: string
    name: string
    size: number
  } | null
}
export interface SlotsRow {
  /**
   * Name of the row; never changes
   */
  $id: string
  /**
   * Класс
   */
  class: string
  /**
   * День
   */
  day: 1 | 2 | 3 | 4 | 5
  /**
   * Начало
   */
  from: string
  /**
   * Конец
   */
  to: string
  /**
   * Обучающихся
   */
  pupils: number
}
export interface FlowRow {
  /**
   * Name of the row; never changes
   */
  $id: string
  /**
   * Источник
   */
  source: 'budget' | 'parents'
  /**
   * Месяц
   */
  month: number
  /**
   * На начало
   */
  start?: number | null
  /**
   * Поступило
   */
  got?: number | null
  /**
   * Израсходовано
   */
  spent?: number | null
  /**
   * На конец
   */
  end?: number | null
}
export interface BenefitRowlarge {
  /**
   * Обучающихся
   */
  pupils: number
  /**
   * Цена в день
   */
  price?: number | null
  /**
   * Дней
   */
  days: number
  /**
   * Сумма
   */
  sum?: number | null
}
export interface BenefitRowall {
  /**
   * Обучающихся
   */
  pupils?: number | null
  /**
   * Сумма
   */
  sum?: number | null
}
export interface Review {
  /**
   * Дата посещения
   */
  visited?: string | null
  /**
   * Льготников по отчету
   */
  listed?: number | null
  /**
   * Из них питались в день посещения
   */
  eating?: number | null
  /**
   * Не питались
   */
  away?: number | null
  /**
   * Замечаний нет
   */
  good?: boolean | null
  /**
   * Замечания
   */
  remark?: string | null
  /**
   * Акт проверки. Файл PDF не больше 5 МБ.
   */
  act?: {
    $file: string
    name: string
    size: number
  } | null
}
