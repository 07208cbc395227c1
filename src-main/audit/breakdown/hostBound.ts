import type { DeviceBreakdown, Gap } from './deviceBreakdown.ts'
import { IDLE_CAUSES, type Shares } from './shares.ts'

/** Why it cannot be said that a device waits for its host. */
export type NoHostVerdict = 'oneGap' | 'fewSteps'

/** Fewest steps from which something is said of the host. */
export const FEWEST_STEPS = 3
/** Share of the window beyond which one gap is the window's own doing. */
export const LARGEST_GAP = 0.5

/**
 * Whether idle time may be told as a finding; null: it may. A window that is mostly one gap says where it was cut, no more.
 * @param steps of the trace
 */
export function noHostVerdict({ window, gap }: DeviceBreakdown, steps: number): NoHostVerdict | null {
  if (gap !== null && gap.to - gap.from > LARGEST_GAP * window.span) return 'oneGap'
  return steps < FEWEST_STEPS ? 'fewSteps' : null
}

/** The same without a gap. */
export function withoutGap(shares: Shares, gap: Gap): Shares {
  const time = gap.to - gap.from
  const cause = IDLE_CAUSES[gap.cause] ?? 'notKnown'
  const idleBy = { ...shares.idleBy, [cause]: shares.idleBy[cause] - time }
  return { ...shares, span: shares.span - time, idle: shares.idle - time, idleBy }
}
