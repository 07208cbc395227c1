import type { Dated } from '../domain/market/dated.ts'
import type { Platform } from '../domain/market/platform.ts'
import type { FactGroup, SoftwareCriterion, SoftwareFact } from '../domain/market/software.ts'
import type { SpendPoint, SpendSeries } from '../domain/market/spend.ts'
import { say } from './say.ts'

/** What a platform is called: "AMD ROCm". */
export function platformName(platform: Platform): string {
  return say(`market.platform.${platform}`)
}

/** What a criterion is called, as the head of a column. */
export function criterionName(criterion: SoftwareCriterion): string {
  return say(`market.criterion.${criterion}`)
}

/** What a criterion asks. */
export function criterionMeaning(criterion: SoftwareCriterion): string {
  return say(`market.meaning.${criterion}`)
}

/** What facts of a group are about. */
export function groupName(group: FactGroup): string {
  return say(`market.group.${group}`)
}

/** How a platform stands, in a word or two: "Plug-in", "79 by 11". */
export function standingText({ standing, counts, value }: Pick<SoftwareFact, 'standing' | 'counts' | 'value'>): string {
  if (counts) return say('market.counts', counts)
  return standing === null ? (value ?? say('market.unknown')) : say(`market.standing.${standing}`)
}

/** When something was said, and in which edition: "2025-11, v0.11.2". */
export function datedText({ date, from, edition }: Dated): string {
  return say('market.dated', { date, from: from ?? 'none', edition: edition ?? 'none' })
}

/** "more than 600 billion USD", "50 %". */
export function spendText({ unit }: Pick<SpendSeries, 'unit'>, { value, atLeast }: SpendPoint): string {
  const amount =
    unit === 'share' ? say('market.percent', { share: value }) : say('market.billions', { billions: value / 1e9 })
  return say('market.amount', { amount, atLeast: atLeast ? 'yes' : 'no' })
}

/** "2026, forecast", "from 2026". */
export function spendYear({ year, forecast, onwards, until }: SpendPoint): string {
  return say('market.year', {
    year: String(year),
    kind: onwards ? 'onwards' : until ? 'until' : 'of',
    forecast: forecast ? 'yes' : 'no',
  })
}

/** Dollars per million tokens, to the cent or as exactly as they are told: "0.60", "0.039". */
export function priceText(price: number | null): string {
  return price === null ? say('market.unknown') : say('market.price', { price })
}

/** A share of other input: "10 % to 20 %". */
export function shareRangeText({ low, high }: { readonly low: number; readonly high: number }): string {
  return say('market.shareRange', { low, high, one: low === high ? 'yes' : 'no' })
}
