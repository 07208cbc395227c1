import type { Fit } from '../domain/result.ts'
import { amount } from '../units/amount.ts'
import { say } from './say.ts'

/** "Fits", "May not fit", "Streamed", "Does not fit" or "Fit unknown": what is estimated of it is not left out. */
export function fitState({ state, surely, placement }: Pick<Fit, 'state' | 'surely' | 'placement'>): string {
  if (state !== 'fits') return say(`fit.${state}`)
  if (!surely) return say('fit.mayNotFit')
  return say(placement === 'streamed' ? 'fit.streamed' : 'fit.fitsSurely')
}

type Held = Pick<Fit, 'maximumConcurrency'>

/** How many requests fit at once, with the ends of what is uncertain of it: "1,480 (1,210 to 1,700)"; '' as of `heldText`. */
export function heldCount({ maximumConcurrency: held }: Held): string {
  if (held === null) return ''
  const count = (value: number) => amount(value, 'count', { digits: 12, trim: true })
  const alike = held.low === held.high ? 'yes' : 'no'
  return say('fit.heldCount', { value: count(held.value), low: count(held.low), high: count(held.high), alike })
}

/** "1,480 (1,210 to 1,700) requests at once"; '' where memory does not limit them or is unknown. */
export function heldText(fit: Held): string {
  const held = fit.maximumConcurrency
  return held === null ? '' : say('fit.held', { count: heldCount(fit), requests: held.high })
}
