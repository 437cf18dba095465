// Generated from form.json (vpr-zayavka 2026.1.0). Do not edit.

/**
 * ВПР. Заявка на участие: сведения о классах и участниках
 */
export interface Submission {
  oo: Oo
  /**
   * @minItems 1
   * @maxItems 200
   */
  kl: KlRow[]
  /**
   * @minItems 1
   * @maxItems 600
   */
  ras: RasRow[]
  it: {
    '4': ItRow4
    '5': ItRow4
    '6': ItRow4
    '7': ItRow4
    '8': ItRow4
    '10': ItRow4
  }
}
export interface Oo {
  /**
   * ФИО ответственного организатора
   */
  name: string
  /**
   * Контактный телефон
   */
  phone: string
  /**
   * Тип населенного пункта
   */
  place: 'город' | 'поселок городского типа' | 'село'
  /**
   * Число классов-комплектов 4–8, 10 классов
   */
  classes: number
  /**
   * Численность обучающихся 4–8, 10 классов
   */
  listed: number
  /**
   * Проведение в компьютерной форме
   */
  computer: boolean
  /**
   * Число компьютеров, пригодных для ВПР
   */
  computers?: number
}
export interface KlRow {
  /**
   * Name of the row; never changes
   */
  $id: string
  /**
   * Параллель
   */
  grade: 4 | 5 | 6 | 7 | 8 | 10
  /**
   * Литера
   */
  letter: string
  /**
   * По списку
   */
  listed: number
  /**
   * Планируется участников. Без обучающихся, для которых ВПР не проводится (по решению ОО – ОВЗ).
   */
  takes: number
  /**
   * в том числе с ОВЗ
   */
  limited: number
  /**
   * Математика: уровень
   */
  level: 'базовая' | 'углубленная'
  /**
   * Форма проведения
   */
  form: 'paper' | 'computer'
  /**
   * Комментарий. Обязателен, если участников меньше половины класса.
   */
  comment?: string | null
}
export interface RasRow {
  /**
   * Name of the row; never changes
   */
  $id: string
  /**
   * Параллель
   */
  grade: 4 | 5 | 6 | 7 | 8 | 10
  /**
   * Литера. Из классов этой параллели на листе «Классы».
   */
  letter: string
  /**
   * Предмет
   */
  subject: 'rus' | 'mat' | 'p3' | 'p4'
  /**
   * Дата
   */
  date: string
  /**
   * Форма проведения
   */
  form: 'paper' | 'computer'
}
export interface ItRow4 {
  /**
   * Параллель
   */
  grade?: number | null
  /**
   * Классов
   */
  classes?: number | null
  /**
   * По списку
   */
  listed?: number | null
  /**
   * Участников
   */
  takes?: number | null
}
