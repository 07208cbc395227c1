import type { Figure } from '#shared/domain/provenance.ts'
import type { Resource } from '#shared/domain/result.ts'
import { WAFER_CONSTANTS } from '../calibration/dataflow.ts'
import type { Plan } from '../serving/plan.ts'
import { figureSpread, weighted, type Spread } from './intervals.ts'

/** The figure of a plan's device that the time bound by a resource rests on; null: none, or nobody gives it. */
export function figureBehind({ machine, calibration }: Plan, resource: Resource): Figure | null {
  const { profile, peaks, serving } = machine
  if (resource === 'link') return profile.scaleUp?.bandwidth ?? null
  if (resource !== 'compute') return profile.memory.find((level) => level.id === serving.levelId)?.bandwidth ?? null
  const { format } = peaks[calibration.precision]
  return format === null ? null : (profile.peaks[format] ?? null)
}

/** Whether a figure is nobody's publication but somebody's estimate: what rests on it is marked, and wider. */
export function isEstimated(figure: Figure | null): boolean {
  return figure !== null && (figure.grade === 'estimate' || figure.grade === 'guess')
}

/** Spread of a time that rests on a figure of the device for a share of it. */
export function inputSpread(plan: Plan, resource: Resource, share: number): Spread {
  return weighted(figureSpread(figureBehind(plan, resource)), share)
}

/** Spread of a time by what passing through its wafers takes of it. @param seconds of a token */
export function passageSpread({ passage }: Plan, seconds: number): Spread {
  const share = seconds > 0 ? Math.min(1, passage / seconds) : 0
  return share > 0 ? weighted(figureSpread(WAFER_CONSTANTS.passage), share) : { below: 0, above: 0 }
}
