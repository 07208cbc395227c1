import { spaced } from './spaced.ts'
import { language, locale } from './spoken.ts'

/** A day as a letter has it: "20 November 2026" of "2026-11-20"; one the calendar does not have as it is written. */
export function longDate(iso: string): string {
  const date = new Date(`${iso}T00:00:00Z`)
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso)
  if (!exists) return iso
  // English as in British letters.
  const dates = locale() === 'en' ? 'en-GB' : locale()
  const day = new Intl.DateTimeFormat(dates, { dateStyle: 'long', timeZone: 'UTC' }).format(date)
  return language() === 'zh' ? spaced(day) : day
}
