import { z } from 'zod'
import { outsideLimit } from './outsideLimit.ts'

/**
 * What a user changed of a device: SI values by the path of a figure in the profile ("memory.hbm.bandwidth", "peaks.fp8",
 * "scaleUp.bandwidth", "power.board", "price.purchase"), each within the limit of its input.
 */
export const hardwareOverridesSchema = z
  .record(z.string().max(80), z.number().nonnegative())
  .superRefine((overrides, { issues }) => {
    for (const [path, value] of Object.entries(overrides)) {
      issues.push(...outsideLimit(`hardware.${path}`, value, [path], overrides))
    }
  })
