// Generated from form.json (oo1-klassy 2026.1.0). Do not edit.

/**
 * Сведения о классах и обучающихся (по образцу ОО-1, раздел 2)
 */
export interface Submission {
  r21: {
    '01': R21Row
    '02': R21Row
    '03': R21Row
    '04': R21Row
    '05': R21Row
    '06': R21Row06
  }
  r24: {
    '01': R24Row
    '02': R24Row
    '03': R24Row
    '04': R24Row
  }
  r25: {
    '01': R25Row
    '02': R25Row
  }
}
export interface R21Row {
  /**
   * Классов, ед.
   */
  g3: number
  /**
   * Обучающихся, чел.
   */
  g4: number
  /**
   * девочки
   */
  g5: number
  /**
   * с ОВЗ
   */
  g6: number
  /**
   * Из гр. 6 – дети-инвалиды
   */
  g7: number
}
export interface R21Row06 {
  /**
   * Классов, ед.
   */
  g3: number
  /**
   * Обучающихся, чел.
   */
  g4: number
  /**
   * девочки
   */
  g5: number
  /**
   * с ОВЗ
   */
  g6: number
}
export interface R24Row {
  /**
   * Всего классов и классов-комплектов (сумма гр. 4, 5)
   */
  g3: number
  /**
   * Классов, не объединенных в классы-комплекты
   */
  g4: number
  /**
   * Классов-комплектов
   */
  g5: number
  /**
   * В них классов
   */
  g6: number
}
export interface R25Row {
  /**
   * Всего (сумма граф 4–9)
   */
  g3: number
  /**
   * 6 лет и младше
   */
  g4: number
  /**
   * 7–10 лет
   */
  g5: number
  /**
   * 11–14 лет
   */
  g6: number
  /**
   * 15 лет
   */
  g7: number
  /**
   * 16–17 лет
   */
  g8: number
  /**
   * 18 лет и старше
   */
  g9: number
}
