import { FAMILIES, FAMILY_FACTS } from '../kernels/families.ts'
import { placeOf } from '../sweep/classes.ts'
import type { Intervals } from '../sweep/sweep.ts'
import { at } from '../timeline/column.ts'
import { CATEGORY, DIRECTION, type Timeline } from '../timeline/timeline.ts'
import type { Sliced } from '../timeline/watch.ts'

/** The events of one device as the sweep takes them. */
export interface DeviceRows extends Intervals {
  readonly stream: Int32Array
  /** Rows of the timeline. */
  readonly row: Uint32Array
}

const SLICE = 1 << 15

/** The events of each device, in the order of the timeline's devices. @param families by name, from `familiesOf` */
export function* rowsOfDevices({ gpu, devices }: Timeline, families: Uint8Array): Sliced<readonly DeviceRows[]> {
  const counts = new Uint32Array(devices.length)
  for (let row = 0; row < gpu.length; row++) {
    const device = at(gpu.device, row)
    counts[device] = (counts[device] ?? 0) + 1
    if (row % SLICE === SLICE - 1) yield
  }
  const found = Array.from(counts, (count) => ({
    start: new Float64Array(count),
    end: new Float64Array(count),
    place: new Uint8Array(count),
    stream: new Int32Array(count),
    row: new Uint32Array(count),
  }))
  const filled = new Uint32Array(devices.length)
  for (let row = 0; row < gpu.length; row++) {
    if (row % SLICE === SLICE - 1) yield
    const device = at(gpu.device, row)
    const rows = found[device]
    if (rows === undefined) continue
    const place = filled[device] as number
    filled[device] = place + 1
    const start = at(gpu.start, row)
    rows.start[place] = start
    rows.end[place] = start + at(gpu.duration, row)
    rows.stream[place] = at(gpu.stream, row)
    rows.row[place] = row
    rows.place[place] = classPlace(
      at(gpu.category, row),
      at(gpu.direction, row),
      families[at(gpu.name, row)] ?? UNKNOWN_FAMILY,
    )
  }
  return found
}

const UNKNOWN_FAMILY = FAMILIES.indexOf('unknown')
const BY_FAMILY = FAMILIES.map((family) => placeOf(FAMILY_FACTS[family].busy))
const UNCLASSIFIED = placeOf('unclassified')
const LOCAL = placeOf('localCopy')
/** A copy within the host, and one whose way is not told, are work of no known kind. */
const BY_DIRECTION: ReadonlyMap<number, number> = new Map([
  [DIRECTION.hostToDevice, placeOf('hostToDevice')],
  [DIRECTION.deviceToHost, placeOf('deviceToHost')],
  [DIRECTION.peer, placeOf('peerCopy')],
  [DIRECTION.local, LOCAL],
])

/** The place of the class that an event's time belongs to. */
export function classPlace(category: number, direction: number, family: number): number {
  switch (category) {
    case CATEGORY.kernel:
      return BY_FAMILY[family] ?? UNCLASSIFIED
    case CATEGORY.copy:
      return BY_DIRECTION.get(direction) ?? UNCLASSIFIED
    case CATEGORY.memset:
      return LOCAL
    default:
      return UNCLASSIFIED
  }
}
