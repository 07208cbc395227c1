import type { EvaluatedScenario } from '../domain/evaluated.ts'
import { isMeasured } from '../domain/result.ts'
import type { Argument, ReasonMetric } from './verdict.ts'

/** Numbers in which the second may be better, and whether less of each is. */
const NUMBERS = {
  tpot: 'less',
  ttft: 'less',
  deviceThroughput: 'more',
  systemThroughput: 'more',
  energyPerOutputToken: 'less',
  costPerMillionOutput: 'less',
} as const satisfies Partial<Record<ReasonMetric, 'less' | 'more'>>
const MOST_POINTS = 3
/** A gain below this ratio is no argument. */
const GAIN = 1.02
/** The second has to use so much less of its memory for it to be an argument. */
const ROOM = 0.9

/** The best that can be said for the second: what it does better, which numbers of the winner are weaker, its room. */
export function argumentsFor(second: EvaluatedScenario, winner: EvaluatedScenario): readonly Argument[] {
  const [ours, theirs] = [second.result, winner.result]
  const points = (Object.keys(NUMBERS) as (keyof typeof NUMBERS)[]).flatMap((metric) => {
    const [own, other] = [ours.metrics[metric].value ?? 0, theirs.metrics[metric].value ?? 0]
    const ratio = NUMBERS[metric] === 'less' ? other / own : own / other
    return own > 0 && other > 0 && ratio > GAIN ? [{ metric, ratio }] : []
  })
  const said: Argument[] = []
  if (points.length > 0) said.push({ code: 'better', points: points.slice(0, MOST_POINTS) })
  if (isMeasured(ours.calibration.source) && !isMeasured(theirs.calibration.source)) said.push({ code: 'measured' })
  const [used, taken] = [ours.fit.fullness, theirs.fit.fullness]
  if (used !== null && taken !== null && used < taken * ROOM) {
    said.push({ code: 'memory', free: 1 - used, against: 1 - taken })
  }
  return said.length > 0 ? said : [{ code: 'nothing' }]
}
