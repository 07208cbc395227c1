import { AUDITED_LAYOUTS } from './layouts/audited.ts'
import { ENERGY_LAYOUTS } from './layouts/energyRuns.ts'
import { FIXED_BATCH_LAYOUTS } from './layouts/fixedBatch.ts'
import { GIVEN_REQUEST_LAYOUTS } from './layouts/givenRequests.ts'
import { KERNEL_LAYOUTS } from './layouts/kernels.ts'
import { LINK_LAYOUTS } from './layouts/links.ts'
import { OPEN_LOOP_LAYOUTS } from './layouts/openLoops.ts'
import { OTHER_KERNEL_LAYOUTS } from './layouts/otherKernels.ts'
import { SERVING_LAYOUTS } from './layouts/servingRuns.ts'
import { SINGLE_LAYOUTS } from './layouts/single.ts'
import { UNCOMPARED_LAYOUTS } from './layouts/uncompared.ts'
import type { Layout } from './reading.ts'

/** Every layout of measurements that is known. */
export const LAYOUTS: readonly Layout[] = [
  ...KERNEL_LAYOUTS,
  ...OTHER_KERNEL_LAYOUTS,
  ...LINK_LAYOUTS,
  ...SERVING_LAYOUTS,
  ...FIXED_BATCH_LAYOUTS,
  ...SINGLE_LAYOUTS,
  ...GIVEN_REQUEST_LAYOUTS,
  ...ENERGY_LAYOUTS,
  ...AUDITED_LAYOUTS,
  ...OPEN_LOOP_LAYOUTS,
  ...UNCOMPARED_LAYOUTS,
]

/**
 * The layout of a file, by its header and not by its name: of those whose columns are all there, the one that asks for
 * most.
 * @param header column names @returns null: none we know
 */
export function layoutOf(header: readonly string[]): Layout | null {
  const names = new Set(header)
  let best: Layout | null = null
  for (const layout of LAYOUTS) {
    const fits = layout.columns.every((column) => names.has(column))
    if (fits && layout.columns.length > (best?.columns.length ?? 0)) best = layout
  }
  return best
}
