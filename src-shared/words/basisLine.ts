import type { Brief } from '../domain/brief/brief.ts'
import type { Basis } from '../domain/brief/verdict.ts'
import { amount } from '../units/amount.ts'
import { formatNumber } from '../units/format.ts'
import { unknownText } from '../units/shownWords.ts'
import { say } from './say.ts'

/** Digits of the hash that are printed. */
const HASH_DIGITS = 4
const TIMES = ['timePerToken', 'timeToFirstToken', 'endToEnd'] as const

/** What of a brief its basis line says. */
export type BasisOf = Pick<Brief, 'demand' | 'promise' | 'horizon' | 'finance'>

/**
 * What every figure of a verdict rests on, in one line: "500 M output tokens/day, peak ×2, p95 TPOT ≤ 30 ms and TTFT ≤ 1 s at
 * 90 %, 36 months at 9 %, all tokens, own boundary; basis 7f3a".
 */
export function basisLine(brief: BasisOf, { hash }: Pick<Basis, 'hash'>): string {
  return say('decision.basis', {
    demand: demandText(brief),
    peak: timesText(brief.demand.peak.value),
    promise: promiseText(brief),
    months: brief.horizon,
    rate: brief.finance.discountRate,
    hash: hash.slice(0, HASH_DIGITS),
  })
}

function demandText({ demand: { unit, amount: asked, growth, requestsPerUserDay } }: BasisOf): string {
  const { value } = asked
  if (value === null) return say('decision.noDemand')
  const rate =
    unit === 'users'
      ? say('decision.users', {
          demand: amount(value, 'parameters', { trim: true }),
          each: amount(requestsPerUserDay, 'count', { trim: true }),
        })
      : unit === 'requestsPerSecond'
        ? say('decision.requests', { demand: value })
        : say('decision.tokensPerDay', { demand: amount(value, 'parameters', { trim: true }) })
  return growth.value === null || growth.value === 0 ? rate : rate + say('decision.growth', { growth: growth.value })
}

function timesText(factor: number | null): string {
  return factor === null ? unknownText() : `×${formatNumber(factor, { trim: true })}`
}

function promiseText({ promise }: BasisOf): string {
  const times = TIMES.flatMap((time) => {
    const limit = promise[time]
    return limit === null ? [] : [say('decision.time', { time, limit: amount(limit, 'seconds', { trim: true }) })]
  })
  if (times.length === 0) return say('decision.noTimes')
  const quantile = `p${formatNumber(promise.quantile * 100, { trim: true })}`
  return say('decision.promise', { quantile, times, confidence: promise.confidence })
}
