import type { ServingCoefficients } from './servingCoefficients.ts'
import type { FitFacts, ServingChoice } from './servingChoice.ts'
import type { ServingLevel } from './servingTable.ts'

/** Coefficients every second of a step is proportional to. */
const OF_STEP = [
  'perStep',
  'perSequence',
  'mixedPerLayer',
  'perLayer',
  'perCollective',
  'perExpertLayer',
  'denseFactor',
  'attentionFactor',
  'expertFactor',
  'collectiveFactor',
] as const
/** Host seconds before and in a request's first steps. */
const OF_FIRST = ['perRequest', 'promptPerLayer', 'promptPerExpertLayer'] as const

/**
 * Coefficients at the level of one model: its steps take `tpot` times as long, its first token `ttft` times, but for the
 * wait for the step under way. Scaling coefficients, not times, keeps every operator above its floor and the ledger's
 * lines adding up.
 */
export function atLevel(
  coefficients: ServingCoefficients,
  { tpot, ttft }: Pick<ServingLevel, 'tpot' | 'ttft'>,
): ServingCoefficients {
  const scaled = { ...coefficients } as { -readonly [Key in keyof ServingCoefficients]: number }
  for (const key of OF_STEP) scaled[key] *= tpot
  for (const key of OF_FIRST) scaled[key] *= ttft
  // The steps of the prompt already take `tpot` times as long.
  scaled.prefillFactor *= ttft / tpot
  return scaled
}

/**
 * What of a level holds for a device its fit stands in for: what a model's steps take beyond the fit carries over between
 * devices in a loop, its first tokens do not, and of fixed batches neither does (errors on devices left out: time per token
 * 13.4 → 12.5 % with it, to first token 26.5 → 27.9 %, fixed batches 18 → 25 %). Nor does the level of a setting of its own.
 */
export function carried({ entry, source }: ServingChoice<FitFacts>, level: ServingLevel | null): ServingLevel | null {
  if (level === null || source === 'fitted') return level
  return entry.style === 'static' || level.aside ? null : { ...level, ttft: 1 }
}
