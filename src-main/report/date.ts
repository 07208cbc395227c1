import type { ReportData } from './reportData.ts'

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/**
 * The date the user chose, as the page prints it: "20 November 2026".
 * @param iso "2026-11-20", or null
 * @returns null when there is none or the calendar has no such day
 */
export function printedDate(iso: string | null): ReportData['date'] {
  if (iso === null) return null
  const [year = 0, month = 0, day = 0] = iso.split('-').map(Number)
  const name = MONTHS[month - 1]
  const exists = new Date(Date.UTC(year, month - 1, day)).toISOString().startsWith(iso)
  return name === undefined || !exists ? null : { year, month, day, text: `${day} ${name} ${year}` }
}
