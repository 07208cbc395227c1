import type { PointField } from '#shared/domain/analysis/points.ts'
import type { Columns } from '../analysis/points/columns.ts'
import type { LoadCurvesQuestion } from '../analysis/points/loadCurves.ts'
import { curveOfPoints, type LoadCurve } from '../analysis/loads/loadCurve.ts'

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
type Asked = Columns<(typeof LOAD_CURVE_FIELDS)[number]>

/** A curve of one piece of the columns: of the loads that were asked. */
function curveAt(columns: Asked, from: number, loads: readonly number[], outputTokens: number): LoadCurve {
  let end = 0
  while (end < loads.length && columns.inFlight[from + end] !== 0) end++
  return curveOfPoints(loads.slice(0, end), outputTokens, (place) => {
    const at = from + place
    return {
      fits: columns.fits[at] === 1,
      inFlight: columns.inFlight[at] as number,
      throughput: columns.systemThroughput[at] as number,
      tpot: columns.tpot[at] as number,
      ttft: columns.ttft[at] as number,
      deviceWatts: columns.deviceWatts[at] as number,
      watts: columns.watts[at] as number,
    }
  })
}

/** The curve of each scenario of a question, from its columns: of the loads that were asked. */
export function curvesOf({ scenarios, loads }: LoadCurvesQuestion, columns: Asked): readonly LoadCurve[] {
  return scenarios.map(({ workload }, which) => curveAt(columns, which * loads.length, loads, workload.outputTokens))
}
