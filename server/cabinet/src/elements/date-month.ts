import { daysLater, monthsLater, weeksOf } from '@tabel/renderer/calendar'
import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { icons } from './icons.ts'

/** What a month shows; days are ISO dates. */
export interface Month {
  /** The day that has the focus. */
  readonly at: string
  /** The day that is chosen; empty where none is. */
  readonly chosen: string
  readonly today: string
  /** Whether a day may be chosen. */
  readonly allows: (day: string) => boolean
  readonly go: (day: string) => void
  readonly choose: (day: string) => void
}

const weekdays = ['понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота', 'воскресенье']
const short = ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс']

/** A month from which a day is chosen: Monday first, one day in the order of Tab, the others by arrows. */
export function monthTemplate(month: Month): TemplateResult {
  const { at, today, allows, go, choose } = month
  const name = monthName(at)
  return html`<div class="month-head">
      ${turnTemplate('Предыдущий месяц', 'back', () => go(monthsLater(at, -1)))}
      <strong aria-live="polite">${name}</strong>
      ${turnTemplate('Следующий месяц', '', () => go(monthsLater(at, 1)))}
    </div>
    <table role="grid" aria-label=${name} @keydown=${(event: KeyboardEvent) => pressed(event, month)}>
      <thead>
        <tr>
          ${short.map((day, place) => html`<th scope="col" abbr=${weekdays[place] ?? ''}>${day}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${weeksOf(at).map(
          (week) =>
            html`<tr>
              ${week.map(({ iso, day, inside }) => dayTemplate(iso, day, inside, month))}
            </tr>`,
        )}
      </tbody>
    </table>
    <button type="button" class="quiet today-button" ?disabled=${!allows(today)} @click=${() => choose(today)}>Сегодня</button>`
}

/** The day that a key leads to from `at`; null for a key of another purpose. */
export function dayByKey(event: Pick<KeyboardEvent, 'key' | 'shiftKey'>, at: string): string | null {
  const months = event.shiftKey ? 12 : 1
  const weekday = (new Date(at).getUTCDay() + 6) % 7
  switch (event.key) {
    case 'ArrowLeft':
      return daysLater(at, -1)
    case 'ArrowRight':
      return daysLater(at, 1)
    case 'ArrowUp':
      return daysLater(at, -7)
    case 'ArrowDown':
      return daysLater(at, 7)
    case 'Home':
      return daysLater(at, -weekday)
    case 'End':
      return daysLater(at, 6 - weekday)
    case 'PageUp':
      return monthsLater(at, -months)
    case 'PageDown':
      return monthsLater(at, months)
    default:
      return null
  }
}

function pressed(event: KeyboardEvent, { at, go }: Month): void {
  const day = dayByKey(event, at)
  if (day === null) return
  event.preventDefault()
  go(day)
}

function turnTemplate(name: string, side: string, turn: () => void): TemplateResult {
  return html`<button type="button" class="quiet square ${side}" title=${name} @click=${turn}>
    ${icons.chevron}<span class="unseen">${name}</span>
  </button>`
}

function dayTemplate(iso: string, day: number, inside: boolean, { at, chosen, today, allows, choose }: Month): TemplateResult {
  return html`<td role="gridcell" aria-selected=${iso === chosen}>
    <button
      type="button"
      class="day ${inside ? '' : 'outside'} ${iso === today ? 'today' : ''}"
      data-day=${iso}
      tabindex=${iso === at ? 0 : -1}
      aria-label=${`${fullName(iso)}${iso === today ? ', сегодня' : ''}`}
      aria-disabled=${!allows(iso)}
      @click=${() => allows(iso) && choose(iso)}
    >
      ${day}
    </button>
  </td>`
}

function monthName(day: string): string {
  const name = new Intl.DateTimeFormat('ru-RU', { month: 'long', timeZone: 'UTC' }).format(new Date(day))
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} ${day.slice(0, 4)}`
}

function fullName(day: string): string {
  return new Intl.DateTimeFormat('ru-RU', { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(day))
}
