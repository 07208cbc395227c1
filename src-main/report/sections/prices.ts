import type { Alternative } from '#shared/domain/brief/alternative.ts'
import { slotLetter, type Workspace } from '#shared/domain/workspace.ts'
import { longDate } from '#shared/words/longDate.ts'
import { say } from '#shared/words/say.ts'

/** Days after which a price is asked for again. */
export const PRICE_HOLDS = 90
const DAY = 86_400_000

/** A price of an alternative that was entered or is to be found in the library. */
export interface StatedPrice {
  readonly alternative: Alternative
  /** ISO date it is of; null: nobody said. */
  readonly date: string | null
  /** Days between it and the date of the report; null: either is not known. */
  readonly age: number | null
  /** Entered with the offer, not the library's. */
  readonly own: boolean
}

/** The prices of a brief's alternatives, with their age on the day of the report. */
export function statedPrices({ brief, report }: Pick<Workspace, 'brief' | 'report'>): readonly StatedPrice[] {
  const today = report.date ?? brief.date
  return brief.alternatives.flatMap((alternative): readonly StatedPrice[] => {
    const { offer, kind } = alternative
    const figure = kind === 'hosted' ? (offer.hosted?.output ?? null) : offer.price
    if (figure !== null && figure.value === null) return []
    // What is kept is not paid for again.
    if (kind === 'statusQuo') return []
    const date = figure === null ? null : (figure.date ?? brief.finance.priceDate)
    return [{ alternative, date, age: daysBetween(date, today), own: figure !== null }]
  })
}

function daysBetween(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null
  const days = Math.round((Date.parse(to) - Date.parse(from)) / DAY)
  return Number.isFinite(days) ? Math.max(0, days) : null
}

/** How long the prices hold, one line for all of one date. */
export function priceLines(workspace: Pick<Workspace, 'brief' | 'report'>): readonly string[] {
  const prices = statedPrices(workspace)
  const lettersOf = (some: readonly StatedPrice[]): readonly string[] =>
    some.map(({ alternative }) => slotLetter(alternative.slot)).toSorted()
  const own = prices.filter((price) => price.own)
  const dates = [...new Set(own.flatMap(({ date }) => (date === null ? [] : [date])))].toSorted()
  const undated = own.filter(({ date }) => date === null)
  const library = prices.filter((price) => !price.own)
  return [
    ...dates.map((date) => {
      const of = own.filter((price) => price.date === date)
      const age = of[0]?.age ?? null
      return say('pages.prices.dated', {
        letters: lettersOf(of),
        date: longDate(date),
        days: age ?? 0,
        known: age === null ? 'no' : 'yes',
      })
    }),
    ...(undated.length === 0 ? [] : [say('pages.prices.undated', { letters: lettersOf(undated) })]),
    ...(library.length === 0 ? [] : [say('pages.prices.library', { letters: lettersOf(library) })]),
  ]
}

/** Whether a price has to be asked for again. */
export const isOld = ({ age }: StatedPrice): boolean => age !== null && age > PRICE_HOLDS
