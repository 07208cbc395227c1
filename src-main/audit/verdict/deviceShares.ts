import type { OperatorGroup } from '#shared/domain/result.ts'
import type { DeviceBreakdown } from '../breakdown/deviceBreakdown.ts'
import { IDLE_CAUSES } from '../breakdown/shares.ts'
import { FAMILIES, FAMILY_FACTS } from '../kernels/families.ts'
import { BUSY_CLASSES } from '../sweep/classes.ts'
import type { Timeline } from '../timeline/timeline.ts'
import { judgedWindow } from './judgedWindow.ts'
import type { CostName } from './verdict.ts'

/** Where the time of one device went, in seconds and shares, without the events it came from. */
export interface DeviceShares {
  /** Its number in the file. */
  readonly id: number
  readonly name: string
  /** Seconds of what is looked at: the annotated steps, or from the first event to the last. */
  readonly span: number
  /** Seconds in which it did anything. */
  readonly busy: number
  /** Of the span, by what a moment is booked to; together with the causes of idleness they are 1. */
  readonly shares: Readonly<Record<CostName, number>>
  /** Seconds of kernels by operator group, one after the other over the whole trace. */
  readonly groups: Readonly<Partial<Record<OperatorGroup, number>>>
  /** Share of the span whose kernels are of no known kind. */
  readonly unknown: number
}

const NANO = 1e-9

/** The figures of a device that outlive its events. */
export function sharesOf({ devices }: Timeline, breakdown: DeviceBreakdown): DeviceShares {
  const { families } = breakdown
  const window = judgedWindow(breakdown)
  const device = devices[breakdown.device]
  const of = (time: number): number => (window.span > 0 ? time / window.span : 0)
  const groups: Partial<Record<OperatorGroup, number>> = {}
  for (const family of FAMILIES) {
    const { time } = families[family]
    if (time === 0) continue
    const { group } = FAMILY_FACTS[family]
    groups[group] = (groups[group] ?? 0) + time * NANO
  }
  return {
    id: device?.id ?? breakdown.device,
    name: device?.name ?? '',
    span: window.span * NANO,
    busy: (window.span - window.idle) * NANO,
    shares: Object.fromEntries([
      ...BUSY_CLASSES.map((name) => [name, of(window.exposed[name])]),
      ...IDLE_CAUSES.map((name) => [name, of(window.idleBy[name])]),
    ]) as Record<CostName, number>,
    groups,
    unknown: of(window.exposed.unclassified),
  }
}
