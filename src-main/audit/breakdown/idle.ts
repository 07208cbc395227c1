import { rowOf, type RowIndex } from '../sweep/rowIndex.ts'
import { at } from '../timeline/column.ts'
import type { Timeline } from '../timeline/timeline.ts'
import type { DeviceRows } from './deviceRows.ts'
import { IDLE_CAUSES } from './shares.ts'

const HOST_BOUND = IDLE_CAUSES.indexOf('hostBound')
const QUEUED = IDLE_CAUSES.indexOf('queued')
const NOT_KNOWN = IDLE_CAUSES.indexOf('notKnown')

/**
 * Why a device did nothing: of all that begins at the end of the gap, the earliest launch, held against the moment in which the
 * device ran dry. Inferred: a launch says when the host asked, not what the device waited for.
 * @param dry when the gap begins @param next place in `order` of what begins at its end; -1: nothing does
 * @returns place in `IDLE_CAUSES`
 */
export function idleCause(
  { gpu, launches }: Timeline,
  byCorrelation: RowIndex,
  rows: DeviceRows,
  order: Uint32Array,
  dry: number,
  next: number,
): number {
  if (next < 0) return NOT_KNOWN
  const begins = rows.start[order[next] as number]
  let earliest = Infinity
  for (let place = next; place < order.length; place++) {
    const row = order[place] as number
    if (rows.start[row] !== begins) break
    const launch = rowOf(byCorrelation, at(gpu.correlation, rows.row[row] as number))
    if (launch >= 0) earliest = Math.min(earliest, at(launches.start, launch))
  }
  if (earliest === Infinity) return NOT_KNOWN
  return earliest >= dry ? HOST_BOUND : QUEUED
}
