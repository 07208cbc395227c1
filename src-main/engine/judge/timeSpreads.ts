import type { Resource } from '#shared/domain/result.ts'
import type { Latency } from '../serving/latency.ts'
import type { Service } from '../serving/service.ts'
import { decodeWorkers, promptWorkers } from '../serving/workers.ts'
import { inputSpread, passageSpread } from './inputSpread.ts'
import { combine, residualSpread, type Spread } from './intervals.ts'

/** What binds a time, and the share of the time that is bound by it. */
export interface Bound {
  readonly resource: Resource
  /** 0 to 1. */
  readonly share: number
}

/** How far the two times of a request may lie from what is predicted. */
export interface TimeSpreads {
  readonly tpot: Spread
  readonly ttft: Spread
}

/**
 * Spreads of the time per output token and of the time to the first one: what the fit had not seen, the figure of the
 * device that binds for its share, and on wafers the passage. A result and the machine interface both ask here.
 * @param beyond the load lies beyond what was measured
 * @param decode what binds a token @param prefill what binds a prompt with its transfer, the queue left out
 */
export function timeSpreads(
  service: Service,
  latency: Latency,
  beyond: boolean,
  decode: Bound,
  prefill: Bound,
): TimeSpreads {
  const { plan } = decodeWorkers(service)
  const prompts = promptWorkers(service).plan
  return {
    tpot: combine(
      residualSpread(plan.serving.tpot, beyond),
      inputSpread(plan, decode.resource, decode.share),
      passageSpread(plan, latency.tpot),
    ),
    ttft: combine(residualSpread(prompts.serving.ttft, beyond), inputSpread(prompts, prefill.resource, prefill.share)),
  }
}
