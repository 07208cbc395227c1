import type { Brief } from '../../domain/brief/brief.ts'
import type { Basis } from '../../domain/brief/verdict.ts'
import { demandRates } from '../../domain/brief/demandRates.ts'
import { amount } from '../../units/amount.ts'
import { formatNumber, formatText } from '../../units/format.ts'
import { say } from '../say.ts'
import { withCommas } from '../joined.ts'

/** A term of the basis: what every figure of the decision rests on, and where the brief says it. */
export interface BasisTerm {
  readonly id: 'demand' | 'load' | 'promise' | 'offer' | 'horizon' | 'cost' | 'risks'
  readonly label: string
  readonly value: string
  /** The same where there is little room. */
  readonly short: string
  /** Path of the brief it is said in. */
  readonly path: string
  /** Stays where the bar is narrow. */
  readonly first: boolean
}

/** The terms of the basis in their order: demand, load, service level, offers, horizon, cost and risks. */
export function basisTerms(brief: Brief): readonly BasisTerm[] {
  const { horizon, finance } = brief
  const months = say('decide.basis.horizon', {
    months: horizon,
    rate: amount(finance.discountRate, 'share', { trim: true }),
  })
  const promised = promiseText(brief)
  const scored = brief.alternatives.reduce((sum, { risks }) => sum + Object.keys(risks).length, 0)
  const term = (id: BasisTerm['id'], path: string, first: boolean, value: string, short = value): BasisTerm => {
    return { id, label: say('decide.basis.term', { term: id }), value, short, path, first }
  }
  return [
    term('demand', 'demand.amount', true, demandText(brief)),
    term('load', 'demand.peak', false, loadText(brief)),
    term('promise', 'promise.quantile', true, promised.value, promised.short),
    term('offer', 'alternatives', true, say('decide.basis.offered')),
    term('horizon', 'horizon', true, months),
    term('cost', 'costs', false, say('decide.basis.cost')),
    term('risks', 'alternatives', false, say('decide.basis.risks', { scored })),
  ]
}

function demandText({ demand }: Brief): string {
  const { value } = demand.amount
  if (value === null) return say('decide.basis.noDemand')
  const growth = demand.growth.value
  const values = {
    amount: formatText(value, 'parameters', { trim: true }),
    growth:
      growth === null || growth === 0
        ? 'none'
        : `${growth > 0 ? '+' : ''}${formatText(growth, 'share', { trim: true })}`,
  }
  switch (demand.unit) {
    case 'outputTokensPerDay':
      return say('decide.basis.tokens', values)
    case 'users':
      return say('decide.basis.users', values)
    default:
      return say('decide.basis.requests', values)
  }
}

function loadText({ demand }: Brief): string {
  const rate = demandRates(demand).peakRequestsPerSecond
  return say('decide.basis.load', {
    peak: demand.peak.value === null ? say('decide.cell.unknown') : formatNumber(demand.peak.value, { trim: true }),
    rate: rate === null ? 'none' : formatNumber(rate),
  })
}

function promiseText({ promise }: Brief): { readonly value: string; readonly short: string } {
  const seconds = (value: number) => amount(value, 'seconds', { trim: true })
  const quantile = say('decide.basis.quantile', { quantile: quantileText(promise.quantile) })
  const times = [promise.timeToFirstToken, promise.timePerToken, promise.endToEnd].filter((value) => value !== null)
  const named = [
    ...(promise.timeToFirstToken === null
      ? []
      : [say('decide.basis.ttft', { seconds: seconds(promise.timeToFirstToken) })]),
    ...(promise.timePerToken === null ? [] : [say('decide.basis.tpot', { seconds: seconds(promise.timePerToken) })]),
    ...(promise.endToEnd === null ? [] : [say('decide.basis.endToEnd', { seconds: seconds(promise.endToEnd) })]),
  ]
  if (times.length === 0) return { value: say('decide.basis.none'), short: say('decide.basis.none') }
  const sure = say('decide.basis.confidence', { confidence: amount(promise.confidence, 'share', { trim: true }) })
  return {
    value: withCommas([quantile, ...named, sure]),
    short: withCommas([quantile, ...times.map((value) => formatText(value, 'seconds', { trim: true }))]),
  }
}

/** Digits of a basis that are read; all of them are in its title. */
const HASH_DIGITS = 4
/** What tells a basis from others on screen: "7f3a". */
export const shortHash = ({ hash }: Pick<Basis, 'hash'>): string => hash.slice(0, HASH_DIGITS)

/** "95" of 0.95, "99.9" of 0.999. */
export function quantileText(quantile: number): string {
  return formatNumber(quantile * 100, { trim: true })
}
