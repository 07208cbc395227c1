/** Runs whose first tokens waited for something that is no part of serving: compilation, or connections being made. */
import { aroundFits, hierarchy } from './servingHierarchy.ts'
import { outcomeOf } from './servingLadder.ts'
import type { Sample } from './servingSamples.ts'

/** Seconds to the first token, and times what a fit without such runs says, beyond which a run stalled. */
const LEAST_SECONDS = 4
const LEAST_RATIO = 3
/** Fits with and without them in turns; the second changes few. */
const ROUNDS = 2

/** A run that stalled, with what the fit without such runs says. */
export interface StalledRun {
  readonly sample: Sample
  /** Predicted seconds to the first token. */
  readonly predicted: number
}

/** The runs whose first tokens took over four seconds and over three times what the fit without such runs says. */
export function stalledRuns(samples: readonly Sample[]): StalledRun[] {
  const late = samples.filter(({ row }) => row.ttft !== null && row.ttft > LEAST_SECONDS)
  const around = aroundFits(hierarchy(samples))
  let found: StalledRun[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const out = new Set(found.map(({ sample }) => sample))
    const fits = hierarchy(
      samples.filter((sample) => !out.has(sample)),
      around,
    )
    found = late.flatMap((sample) => {
      const first = outcomeOf(sample, fits, 'group')?.first ?? null
      if (first === null || first <= Math.log(LEAST_RATIO)) return []
      return [{ sample, predicted: (sample.row.ttft ?? 0) / Math.exp(first) }]
    })
  }
  return found
}
