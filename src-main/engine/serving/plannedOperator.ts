import type { Precision } from '#shared/domain/precision.ts'
import type { PlanOperator } from '#shared/domain/lowering/operator.ts'
import type { Calibration } from '../calibration/calibration.ts'
import type { DataflowConstants } from '../calibration/dataflow.ts'
import { collectiveKernel, type CollectiveKernel } from '../costing/collective.ts'
import { streamKernel, type StreamKernel } from '../costing/elementwise.ts'
import { exchangeKernel, type ExchangeKernel } from '../costing/exchange.ts'
import { gemmKernel, type GemmKernel } from '../costing/gemm.ts'
import { routedKernel, type RoutedKernel } from '../costing/moe.ts'
import type { Machine } from '../machine/machine.ts'

/** Gated experts have three matrices; the costing of experts assumes them. */
const GATED_MATRICES = 3

/** By which law an operator is timed on its machine, and its kernel there; null: the law reads the plan. */
type Timed =
  | { readonly timedAs: 'gemm'; readonly kernel: GemmKernel }
  | { readonly timedAs: 'experts'; readonly kernel: RoutedKernel }
  | { readonly timedAs: 'stream'; readonly kernel: StreamKernel }
  | { readonly timedAs: 'collective'; readonly kernel: CollectiveKernel }
  | { readonly timedAs: 'exchange'; readonly kernel: ExchangeKernel }
  | { readonly timedAs: 'dataflow'; readonly kernel: DataflowConstants }
  | { readonly timedAs: 'attention' | 'index' | 'mesh'; readonly kernel: null }

/**
 * An operator with all that its time takes from machine, stack and layout, settled when the plan is compiled: a step brings
 * nothing but its rows.
 */
export type PlannedOperator = Timed & {
  readonly operator: PlanOperator
  /** Operations/s of its dense peak; 0 for vector operations, which are never what binds. */
  readonly peak: number
}

/** What operators are planned for. */
export interface PlannedFor {
  readonly machine: Machine
  readonly calibration: Calibration
  /** The stack's kernels for products in a format: parts of a model may be held, and multiplied, differently. */
  readonly products: (precision: Precision) => Calibration
  /** Constants of a machine that runs a schedule made ahead; null: its kernels are launched. */
  readonly dataflow: DataflowConstants | null
}

function timed(operator: PlanOperator, { machine, calibration, products, dataflow }: PlannedFor): Timed {
  if (machine.mesh !== null && operator.kind !== 'collective') return { timedAs: 'mesh', kernel: null }
  if (dataflow !== null) return { timedAs: 'dataflow', kernel: dataflow }
  switch (operator.kind) {
    case 'gemm': {
      const { precision, weightBytes, n, k } = operator
      return { timedAs: 'gemm', kernel: gemmKernel(machine, products(precision), precision, weightBytes, n, k) }
    }
    case 'attention':
    case 'latent':
      return { timedAs: 'attention', kernel: null }
    case 'index':
      return { timedAs: 'index', kernel: null }
    case 'experts': {
      const { precision, skew, weightBytes, topK, tensorParallel, expertParallel } = operator
      const layer = {
        weightBytes,
        hidden: operator.k,
        intermediate: (operator.intermediate * operator.matrices) / GATED_MATRICES,
        topK,
        experts: operator.experts + operator.redundantExperts,
        tensorParallel,
        expertParallel,
      }
      return { timedAs: 'experts', kernel: routedKernel(machine, calibration, precision, layer, skew) }
    }
    case 'state':
    case 'stream':
      return { timedAs: 'stream', kernel: streamKernel(machine, calibration) }
    case 'collective': {
      const { devices, bytesPerRow: rowBytes, topK, expertGroups, groupsPerToken } = operator
      if (topK > 0) {
        const route = { devices, rowBytes, topK, expertGroups, groupsPerToken }
        return { timedAs: 'exchange', kernel: exchangeKernel(machine, calibration, route) }
      }
      return { timedAs: 'collective', kernel: collectiveKernel(machine, calibration, operator.collective, devices) }
    }
  }
}

/** Operations/s of an operator's dense peak; 0 for vector operations, which are never what binds. */
export function peakOf({ peaks }: Machine, { kind, precision }: PlanOperator): number {
  return kind === 'stream' || kind === 'state' ? 0 : peaks[precision].rate
}

/** Plans an operator. */
export function plannedOperator(operator: PlanOperator, given: PlannedFor): PlannedOperator {
  const { timedAs, kernel } = timed(operator, given)
  // In one literal, so that all have one shape.
  return { operator, timedAs, kernel, peak: peakOf(given.machine, operator) } as PlannedOperator
}
