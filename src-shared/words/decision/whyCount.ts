import type { Sizing } from '../../domain/brief/verdict.ts'
import { amount } from '../../units/amount.ts'
import { formatNumber } from '../../units/format.ts'
import { say } from '../say.ts'

/** Busy below this at the peak: it is said why there is more than the load takes. */
const OVERSIZED = 0.5

/** Why there are so many systems. */
export interface CountReason {
  /** A word beside the share that is busy; '': it is busy enough. */
  readonly short: string
  readonly hint: string
}

/**
 * Why there are as many systems as there are: the spare, the confidence that is asked, or that systems come whole.
 * @returns null: nothing of it is counted
 */
export function whyCount(sizing: Sizing | null): CountReason | null {
  if (sizing === null) return null
  const { systems, atCentral, atConfidence, spare, probability, busy, capacity, limitRate } = sizing
  const isSpare = atCentral + spare >= atConfidence && spare > 0
  const why = isSpare ? 'spare' : atConfidence > atCentral ? 'probability' : 'granularity'
  return {
    short: busy < OVERSIZED ? say('decide.cell.oversized', { why }) : '',
    hint: [
      say('decide.cell.why', {
        count: systems,
        need: isSpare ? 'spare' : 'probability',
        spare,
        sure: amount(probability, 'share'),
      }),
      say('decide.configuration.closed', { capacity: formatNumber(capacity), limit: formatNumber(limitRate) }),
    ].join('\n'),
  }
}
