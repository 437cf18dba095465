import { formatNumber } from '../document/format-value.ts'
import type { CellRules } from '../model/compiled-form.ts'
import { isFileRef } from '../model/data.ts'
import type { FileRef } from '../model/data.ts'
import type { CellRule } from './cell-rule.ts'

/** The attachment is of a kind that is asked for, by its extension. */
export const acceptRule: CellRule = {
  name: 'accept',
  message: ({ accept }, value) => {
    if (!accept || !isFileRef(value)) return null
    const extension = value.name.toLowerCase().split('.').at(-1) ?? ''
    if (accept.some((one) => one.toLowerCase() === extension)) return null
    return `Файл «${value.name}» не подходит: нужен ${accept.join(', ')}`
  },
}

const megabyte = 1_000_000

/** The attachment is not larger than is allowed. */
export const maxSizeRule: CellRule = {
  name: 'maxSize',
  message: ({ maxSize }, value) =>
    maxSize !== undefined && isFileRef(value) && value.size > maxSize * megabyte
      ? `Файл «${value.name}» – ${formatNumber(Math.ceil(value.size / (megabyte / 10)) / 10)} МБ: можно не больше ${formatNumber(maxSize)} МБ`
      : null,
}

/** Why a file cannot be attached in a cell, before it is sent anywhere: a Russian sentence; null when it can. */
export function fileFault(rules: CellRules, { name, size }: Pick<FileRef, 'name' | 'size'>): string | null {
  const file: FileRef = { $file: name, name, size }
  return acceptRule.message(rules, file) ?? maxSizeRule.message(rules, file)
}
