import type { Reached } from '../domain/analysis/counterfactual.ts'
import { amount } from '../units/amount.ts'
import { say } from './say.ts'

/** What is reached, in one line; an unknown cost is left out. */
export function reachedText({ tpot, ttft, costPerMillionOutput }: Reached): string {
  if (tpot === null || ttft === null) return say('reached.nothing')
  return say('reached.times', {
    tpot: amount(tpot, 'seconds'),
    ttft: amount(ttft, 'seconds'),
    cost: amount(costPerMillionOutput, 'dollars'),
    priced: costPerMillionOutput === null ? 'no' : 'yes',
  })
}
