import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { languageTag, words } from '../../locales/words.ts'
import { monthsLater, todayHere, weeksOf } from './calendar.ts'

const month = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const
const full = { ...month, day: 'numeric' } as const

function dateText(iso: string, shape: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(languageTag(), shape).format(new Date(iso))
}

/** The month from which a date is chosen; hidden where no day is shown. It is placed by `placePopup` after it was drawn. */
export function calendarTemplate(
  shown: string | null,
  turn: (iso: string) => void,
  choose: (iso: string) => void,
): TemplateResult {
  const keepFocus = (event: Event) => event.preventDefault()
  return html`<div
    id="calendar"
    class="popup calendar"
    role="dialog"
    aria-label=${words.grid.chooseDate}
    popover="manual"
    ?hidden=${shown === null}
    @pointerdown=${keepFocus}
    @mousedown=${keepFocus}
  >
    ${shown === null ? nothing : monthTemplate(shown, turn, choose)}
  </div>`
}

function monthTemplate(shown: string, turn: (iso: string) => void, choose: (iso: string) => void): TemplateResult {
  const today = todayHere()
  return html`<div class="month">
      <button type="button" tabindex="-1" aria-label=${words.grid.monthBefore} @click=${() => turn(monthsLater(shown, -1))}>
        ‹
      </button>
      <span aria-live="polite">${capital(dateText(shown, month))}</span>
      <button type="button" tabindex="-1" aria-label=${words.grid.monthAfter} @click=${() => turn(monthsLater(shown, 1))}>
        ›
      </button>
    </div>
    <div class="days" role="grid" aria-label=${capital(dateText(shown, month))}>
      <div role="row" class="contents">
        ${words.grid.weekdays.map((name) => html`<span role="columnheader" class="weekday">${name}</span>`)}
      </div>
      ${weeksOf(shown).map(
        (week) =>
          html`<div role="row" class="contents">
            ${week.map(
              ({ iso, day, inside }) =>
                html`<button
                  type="button"
                  role="gridcell"
                  tabindex="-1"
                  id="day-${iso}"
                  class="day ${inside ? '' : 'outside'} ${iso === today ? 'today' : ''}"
                  aria-selected=${iso === shown}
                  aria-label=${dateText(iso, full)}
                  @click=${() => choose(iso)}
                >
                  ${day}
                </button>`,
            )}
          </div>`,
      )}
    </div>`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).replace(/ г\.$/u, '')
}
