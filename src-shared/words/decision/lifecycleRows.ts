import type { Brief } from '../../domain/brief/brief.ts'
import {
  companyShares,
  lifecycleCurve,
  type CompanyShare,
  type LifecycleCurve,
} from '../../domain/brief/lifecycleCurve.ts'
import type { BriefVerdict } from '../../domain/brief/verdict.ts'
import { amount } from '../../units/amount.ts'
import { formatNumber } from '../../units/format.ts'
import { say } from '../say.ts'
import { percentText } from '../text.ts'
import type { ShownAlternative } from './shownAlternatives.ts'

/** Why nothing can be said of training against inference, or whether the one overtakes the other. */
export type LifecycleState = 'crosses' | 'not' | 'unsaid' | 'noPeak' | 'noHours'

/** An alternative with training set against inference on its devices. */
export interface LifecycleRow {
  readonly shown: ShownAlternative
  readonly state: LifecycleState
  /** Null: `state` says why. */
  readonly curve: LifecycleCurve | null
  /** Null: nobody has said what the company trains for. */
  readonly company: readonly CompanyShare[] | null
}

/** Every alternative with training set against inference on its devices. */
export function lifecycleRows(brief: Brief, alternatives: readonly ShownAlternative[]): readonly LifecycleRow[] {
  return alternatives.map((shown): LifecycleRow => {
    const accrued = shown.judged?.accrued ?? null
    if (accrued === null) return { shown, state: 'noHours', curve: null, company: null }
    const curve = lifecycleCurve(brief, accrued)
    const company = companyShares(brief, accrued)
    if (curve !== null) return { shown, state: curve.crossing.month === null ? 'not' : 'crosses', curve, company }
    return { shown, state: brief.lifecycle.training.tokens === null ? 'unsaid' : 'noPeak', curve, company }
  })
}

/** The one that is shown first: what is chosen or leads, if its device-hours are known, else the first whose are. Null: none. */
export function leadingRow(
  rows: readonly LifecycleRow[],
  { choice, leaning }: Pick<BriefVerdict, 'choice' | 'leaning'>,
): LifecycleRow | null {
  const known = rows.filter(({ state }) => state !== 'noHours')
  const lead = choice[0] ?? leaning
  return known.find(({ shown }) => shown.id === lead) ?? known[0] ?? null
}

/** A month as it is said: the one in which it happens. */
export const inMonth = (month: number): number => Math.max(1, Math.ceil(month - 1e-9))

/** "22 to 37", of the ends of what is said of training. None: it is said as one figure. */
export function rangeOf({ crossing: { low, high, month } }: LifecycleCurve, horizon: number): string {
  if (low === null || low === month) return 'none'
  return say('decide.life.range', {
    low: formatNumber(inMonth(low), { trim: true }),
    high: high === null ? 'none' : formatNumber(inMonth(high), { trim: true }),
    horizon,
  })
}

/** The one sentence of training against inference on the devices of an alternative. */
export function lifecycleSentence({ shown, curve }: LifecycleRow, { horizon }: Pick<Brief, 'horizon'>): string {
  if (curve === null) return ''
  const { letter } = shown
  const { month } = curve.crossing
  if (month !== null) {
    return say('decide.life.crosses', { letter, month: inMonth(month), range: rangeOf(curve, horizon) })
  }
  const last = curve.points.at(-1)
  const share = last === undefined ? 0 : last.inference / last.training
  return say('decide.life.not', { letter, horizon, share: percentText(share) })
}

/** "month 28, training 5.4 M USD", or why nothing can be said. */
export function lifecycleCell({ state, curve }: LifecycleRow): string {
  return say('decide.life.cell', {
    state,
    month: inMonth(curve?.crossing.month ?? 1),
    run: amount(curve?.run.value ?? null, 'dollars'),
  })
}
