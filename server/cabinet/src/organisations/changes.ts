import type { Organisation } from '../api/organisations.ts'

/** What the organizer does with an organisation. */
export type ChangeKind = 'lock' | 'unlock' | 'move' | 'close'

interface ChangeWords {
  /** On the button that leads to it. */
  readonly title: string
  /** What it means, and what stays as it is. */
  readonly text: string
  /** On the button that does it. */
  readonly act: string
  /** Said when it is done. */
  readonly done: string
}

/** What may be done with an organisation as it is now, in the order of the buttons. */
export function changesOf({ state, kind }: Organisation): readonly ChangeKind[] {
  if (state === 'closed') return ['unlock']
  const moves = kind === 'edu' || kind === 'ksh' || kind === 'spo'
  return [state === 'locked' ? 'unlock' : 'lock', ...(moves ? (['move'] as const) : []), 'close']
}

/** Words of a change. */
export function wordsOf(kind: ChangeKind, { state }: Organisation): ChangeWords {
  return kind === 'unlock' && state === 'closed' ? reopened : words[kind]
}

const reopened: ChangeWords = {
  title: 'Открыть снова',
  text: 'Организация снова войдет под прежним логином. Ее несданные отчеты вернутся в сборы такими, какими были.',
  act: 'Открыть снова',
  done: 'Организация снова действует.',
}

const words: Readonly<Record<ChangeKind, ChangeWords>> = {
  lock: {
    title: 'Заблокировать вход',
    text: 'Войти под этим логином будет нельзя, открытые сеансы закончатся. Введенное и сданное останется, организации ниже продолжат работу.',
    act: 'Заблокировать',
    done: 'Вход заблокирован.',
  },
  unlock: {
    title: 'Разблокировать вход',
    text: 'Организация снова войдет под прежним логином и паролем.',
    act: 'Разблокировать',
    done: 'Вход разблокирован.',
  },
  move: {
    title: 'Переместить',
    text: 'Черновики, сданные отчеты и файлы перейдут вместе с организацией. Прежний муниципалитет их больше не увидит, новый увидит сразу.',
    act: 'Переместить',
    done: 'Организация перемещена.',
  },
  close: {
    title: 'Закрыть организацию',
    text: 'Войти под этим логином будет нельзя. Сданные отчеты останутся в сборах и выгрузках, а несданные больше никто не ждет: из «Всего» они уйдут.',
    act: 'Закрыть организацию',
    done: 'Организация закрыта.',
  },
}
