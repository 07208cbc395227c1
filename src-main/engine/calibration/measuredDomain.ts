import type { Workload } from '#shared/domain/workload.ts'

/** Lowest and highest value that was measured. */
export type MeasuredRange = readonly [low: number, high: number]

/** Loads a serving stack was measured under; beyond them its coefficients are extrapolated. */
export interface MeasuredDomain {
  /** Requests in flight per attention rank of a copy of the model. */
  readonly requestsPerRank: MeasuredRange
  /** Prompt, in tokens per request. */
  readonly inputTokens: MeasuredRange
  /** Prompt and answer together, in tokens per request: what the cache grows to. Shorter ones hold no surprise. */
  readonly contextTokens: MeasuredRange
}

/** An axis of a measured domain. */
export type DomainAxis = keyof MeasuredDomain

/** How far past its end a range still holds: nothing in a serving loop turns within a quarter. Grade: estimate. */
const SLACK = 1.25

/** Longer than measured: of a context that only grows harder with its length. */
function past(value: number, [, high]: MeasuredRange): boolean {
  return value > high * SLACK
}

function outside(value: number, [low, high]: MeasuredRange): boolean {
  return value < low / SLACK || value > high * SLACK
}

/**
 * Whether a load lies beyond what was measured. Allocates nothing: maps of loads ask it for each.
 * @param domain null: no serving loop was measured, and nothing is beyond it
 */
export function isBeyond(domain: MeasuredDomain | null, load: Workload, requestsPerRank: number): boolean {
  return (
    domain !== null &&
    (outside(requestsPerRank, domain.requestsPerRank) ||
      outside(load.inputTokens, domain.inputTokens) ||
      past(load.inputTokens + load.outputTokens, domain.contextTokens))
  )
}

/** A load beyond what was measured along one axis. */
export interface BeyondAxis {
  readonly axis: DomainAxis
  readonly value: number
  readonly measured: MeasuredRange
}

/** The axes along which a load lies beyond what was measured. */
export function beyondAxes(
  domain: MeasuredDomain | null,
  load: Workload,
  requestsPerRank: number,
): readonly BeyondAxis[] {
  if (domain === null) return []
  const values: Readonly<Record<DomainAxis, number>> = {
    requestsPerRank,
    inputTokens: load.inputTokens,
    contextTokens: load.inputTokens + load.outputTokens,
  }
  return (Object.keys(values) as DomainAxis[]).flatMap((axis) =>
    (axis === 'contextTokens' ? past : outside)(values[axis], domain[axis])
      ? [{ axis, value: values[axis], measured: domain[axis] }]
      : [],
  )
}
