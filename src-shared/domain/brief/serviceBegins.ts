import type { Brief } from './brief.ts'

const MONTHS_OF_YEAR = 12

/**
 * When service begins, as a year with its part (2027.5 is the middle of 2027): months are counted from the date of the brief.
 * @param today where the brief has no date
 */
export function serviceBegins({ date, neededBy }: Pick<Brief, 'date' | 'neededBy'>, today: Date): number {
  const from = date === null ? today : new Date(`${date}T00:00:00Z`)
  return from.getUTCFullYear() + (from.getUTCMonth() + neededBy) / MONTHS_OF_YEAR
}
