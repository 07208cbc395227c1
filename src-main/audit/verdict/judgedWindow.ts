import type { DeviceBreakdown } from '../breakdown/deviceBreakdown.ts'
import type { Shares } from '../breakdown/shares.ts'

/** Share of a device's work that its steps must hold to be what is looked at. */
const LEAST_WORK = 0.5

/**
 * What of a device's time is looked at: its annotated steps, with the ends that were taken too late moved. Steps are named on the
 * host's clock, and what they launch may run after them: where they hold less than half of the work, all of the recording counts.
 */
export function judgedWindow({ window, withoutOverruns, all }: DeviceBreakdown): Shares {
  const mended = withoutOverruns ?? window
  return busy(mended) < LEAST_WORK * busy(all) && withoutOverruns === null ? all : mended
}

/** Whether it is the annotated steps, whose largest gap is known. */
export function isStepWindow(device: DeviceBreakdown): boolean {
  return judgedWindow(device) === device.window
}

function busy({ span, idle }: Shares): number {
  return span - idle
}
