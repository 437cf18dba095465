import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { deadlineText, timeLeft } from '../text/dates.ts'

/** When an open collection ends: «1 декабря 2026 г. в 18:00 по московскому времени, осталось 5 дней». Milliseconds `now`. */
export function untilTemplate(closesAt: string, now: number): TemplateResult {
  const left = timeLeft(closesAt, now)
  return html`${deadlineText(closesAt)}${left ? html`, <strong class="left ${left.soon ? 'soon' : ''}">${left.text}</strong>` : nothing}`
}
