import type { OperatorGroup } from '#shared/domain/result.ts'
import type { BusyClass } from '../sweep/classes.ts'

/** What kernels do, as far as their names say. */
export const FAMILIES = [
  'gemm',
  'gemv',
  'attention',
  'kvStore',
  'experts',
  'norm',
  'rope',
  'activation',
  'elementwise',
  'reduction',
  'softmax',
  'sampling',
  'embedding',
  'optimizer',
  'quant',
  'conv',
  'pool',
  'state',
  'copy',
  'fill',
  'collective',
  'unknown',
] as const
export type Family = (typeof FAMILIES)[number]

/** What a family is assumed to wait for where nothing but its name is known; null: the name cannot tell. */
export type AssumedBound = 'memory' | 'link' | null

interface FamilyFacts {
  readonly busy: BusyClass
  /** Where it is booked as long as no matched model tells its products apart. */
  readonly group: OperatorGroup
  readonly assumed: AssumedBound
}

/** Of each family, the class its time is booked to, its group, and what it is assumed to wait for. */
export const FAMILY_FACTS: Readonly<Record<Family, FamilyFacts>> = {
  gemm: { busy: 'compute', group: 'step', assumed: null },
  gemv: { busy: 'memoryBound', group: 'step', assumed: 'memory' },
  attention: { busy: 'attention', group: 'attention', assumed: null },
  kvStore: { busy: 'attention', group: 'attention', assumed: 'memory' },
  experts: { busy: 'compute', group: 'experts', assumed: null },
  norm: { busy: 'memoryBound', group: 'normalisation', assumed: 'memory' },
  rope: { busy: 'memoryBound', group: 'qkv', assumed: 'memory' },
  activation: { busy: 'memoryBound', group: 'feedForward', assumed: 'memory' },
  elementwise: { busy: 'memoryBound', group: 'step', assumed: 'memory' },
  reduction: { busy: 'memoryBound', group: 'step', assumed: 'memory' },
  softmax: { busy: 'memoryBound', group: 'step', assumed: 'memory' },
  sampling: { busy: 'memoryBound', group: 'head', assumed: 'memory' },
  embedding: { busy: 'memoryBound', group: 'embedding', assumed: 'memory' },
  optimizer: { busy: 'memoryBound', group: 'step', assumed: 'memory' },
  quant: { busy: 'memoryBound', group: 'step', assumed: 'memory' },
  conv: { busy: 'compute', group: 'step', assumed: null },
  pool: { busy: 'memoryBound', group: 'step', assumed: 'memory' },
  state: { busy: 'attention', group: 'mixer', assumed: null },
  copy: { busy: 'localCopy', group: 'step', assumed: 'memory' },
  fill: { busy: 'localCopy', group: 'step', assumed: 'memory' },
  collective: { busy: 'collective', group: 'collective', assumed: 'link' },
  unknown: { busy: 'unclassified', group: 'step', assumed: null },
}

/** The number of a family, for columns. */
export function familyNumber(family: Family): number {
  return FAMILIES.indexOf(family)
}
