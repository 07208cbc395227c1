import type { CopyFit } from './fit.ts'

/**
 * What is uncertain of a fit, as 80 % ranges; weights and KV are counted to the byte and are not. Grade: estimate.
 * `reserve`: the end of what a stack keeps back, see `reserve.ts`.
 * `activations`: working memory over its estimate; allocators reuse buffers that are counted, and keep blocks that are not.
 */
const SPREAD = {
  optimistic: { reserve: 'low', activations: 0.7 },
  pessimistic: { reserve: 'high', activations: 1.5 },
} as const

/** Requests one attention rank holds at both ends of what is uncertain. */
export interface HeldRequests {
  readonly low: number
  readonly high: number
}

/** Bytes of one device left for KV at an end of what is uncertain; below 0: weights and working memory alone are too large. */
function room(fit: CopyFit, end: keyof typeof SPREAD): number {
  const { reserve, activations } = SPREAD[end]
  const usable = (fit.usablePerDevice / (1 - fit.reserve.share)) * (1 - fit.reserve[reserve])
  return usable - fit.weightsPerDevice - fit.activationsPerDevice * activations
}

function held(fit: CopyFit, end: keyof typeof SPREAD): number {
  const bytes = room(fit, end)
  if (fit.cachePerRequest > 0) return Math.max(0, bytes) / fit.cachePerRequest
  return bytes >= 0 ? Infinity : 0
}

/** Requests a rank holds at both ends: `fit.requestsPerRank` lies between. Infinity: memory does not limit them. */
export function heldWithin(fit: CopyFit): HeldRequests {
  return { low: held(fit, 'pessimistic'), high: held(fit, 'optimistic') }
}

/**
 * Whether a load fits also where working memory and reserve are at their upper end.
 * @param requestsPerRank requests on one attention rank; at least one whole request is held
 */
export function fitsSurely(fit: CopyFit, requestsPerRank: number): boolean {
  return room(fit, 'pessimistic') >= Math.max(1, requestsPerRank) * fit.cachePerRequest
}
