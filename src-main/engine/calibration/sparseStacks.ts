import sparse from '#resources/calibration/sparse.json' with { type: 'json' }
import type { Software } from '#shared/domain/software.ts'
import type { Machine } from '../machine/machine.ts'
import type { SparseStack } from './calibration.ts'

/** How the sparse kernels of a stack run on some devices. */
interface SparseStackLine extends SparseStack {
  readonly software: Software | 'any'
  readonly vendor: string
  readonly generation: string
}

/** The first line that matches holds; the last one matches everything. */
const LINES = sparse.stacks as unknown as readonly SparseStackLine[]

const matches = (wanted: string, given: string): boolean => wanted === 'any' || wanted === given

/** How a stack runs sparse attention on a machine, from `resources/calibration/sparse.json`. */
export function sparseStackFor({ vendor, generation }: Machine, software: Software): SparseStack {
  const line = LINES.find(
    (each) => matches(each.software, software) && matches(each.vendor, vendor) && matches(each.generation, generation),
  )
  if (line === undefined) throw new Error('No line of the sparse stacks holds for every device')
  return line
}
