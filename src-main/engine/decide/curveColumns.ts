import type { PointField } from '#shared/domain/analysis/points.ts'
import { toNumber } from '#shared/units/unknown.ts'
import type { Columns } from '../analysis/points/columns.ts'
import type { DrawnCurvesQuestion } from '../analysis/points/drawnCurves.ts'
import type { LoadCurvesQuestion } from '../analysis/points/loadCurves.ts'
import { curveOfPoints, type LoadCurve } from './loadCurve.ts'

/** Columns of `loadCurves` a curve is made of. */
export const LOAD_CURVE_FIELDS = [
  'tpot',
  'ttft',
  'systemThroughput',
  'deviceWatts',
  'watts',
  'inFlight',
  'fits',
] as const satisfies readonly PointField[]
/** Columns of `drawnCurves` a curve is made of: power is not drawn. */
export const DRAWN_CURVE_FIELDS = [
  'tpot',
  'ttft',
  'systemThroughput',
  'inFlight',
  'fits',
] as const satisfies readonly PointField[]

type Asked = Columns<(typeof LOAD_CURVE_FIELDS)[number]>
type Drawn = Columns<(typeof DRAWN_CURVE_FIELDS)[number]>

/** A curve of one piece of the columns: of the loads that were asked, which lie side by side. */
function curveAt(
  columns: Drawn & Partial<Asked>,
  from: number,
  loads: readonly number[],
  outputTokens: number,
): LoadCurve {
  let start = 0
  while (start < loads.length && columns.inFlight[from + start] === 0) start++
  let end = start
  while (end < loads.length && columns.inFlight[from + end] !== 0) end++
  return curveOfPoints(loads.slice(start, end), outputTokens, (place) => {
    const at = from + start + place
    return {
      fits: columns.fits[at] === 1,
      inFlight: columns.inFlight[at] as number,
      throughput: columns.systemThroughput[at] as number,
      tpot: columns.tpot[at] as number,
      ttft: columns.ttft[at] as number,
      deviceWatts: toNumber(columns.deviceWatts?.[at]),
      watts: toNumber(columns.watts?.[at]),
    }
  })
}

/** The curve of each scenario of a question, from its columns: of the loads that were asked. */
export function curvesOf({ scenarios, loads }: LoadCurvesQuestion, columns: Asked): readonly LoadCurve[] {
  return scenarios.map(({ workload }, which) => curveAt(columns, which * loads.length, loads, workload.outputTokens))
}

/** The curve of one scenario in one draw, of the loads that were asked. Its watts are NaN. */
export function drawnCurve(
  { scenarios, loads }: DrawnCurvesQuestion,
  columns: Drawn,
  which: number,
  draw: number,
): LoadCurve {
  const ladder = loads[which] as readonly number[]
  const from = (draw * scenarios.length + which) * ladder.length
  return curveAt(columns, from, ladder, scenarios[which]?.workload.outputTokens as number)
}
