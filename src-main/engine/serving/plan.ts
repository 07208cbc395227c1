import type { Deployment } from '#shared/domain/deployment.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import type { Calibration } from '../calibration/calibration.ts'
import type { DataflowConstants } from '../calibration/dataflow.ts'
import type { ServingCalibration } from '../calibration/serving.ts'
import type { Footprint } from '#shared/domain/lowering/footprint.ts'
import type { Layout } from '#shared/domain/lowering/layout.ts'
import type { MemoryReserve } from '#shared/domain/lowering/reserve.ts'
import type { PlanOperator } from '#shared/domain/lowering/operator.ts'
import type { Machine } from '../machine/machine.ts'
import type { PlannedOperator } from './plannedOperator.ts'

/** By which stack a deployment serves, and how; `software` null: the device's best-measured one. */
export type ServedBy = Pick<Deployment, 'software' | 'serving' | 'stack' | 'softwareVersion'>

/** Weights that arrive from outside in every step, on wafers whose SRAM does not hold them. */
export interface Streaming {
  /** Bytes/s at which all links of a copy together deliver them. */
  readonly bandwidth: number
  /** Share of the weights, above 0 and at most 1. */
  readonly share: number
}

/** A model laid out on a machine, ready to be stepped: everything that does not change from step to step. */
export interface Plan {
  readonly model: ModelProfile
  readonly machine: Machine
  readonly layout: Layout
  readonly calibration: Calibration
  readonly serving: ServingCalibration
  /** What a step runs, as lowered; and the same, in the same order, with all that the machine settles of its time. */
  readonly operators: readonly PlanOperator[]
  readonly planned: readonly PlannedOperator[]
  readonly layers: number
  /** What the weights take. */
  readonly footprint: Footprint
  /** Seconds every step takes above its operators. */
  readonly stepOverhead: number
  /** Host seconds each request in a step takes, and those of a step that carries prompts. */
  readonly sequenceOverhead: number
  readonly mixedOverhead: number
  /** Host seconds of a step with prompts, on the path of the request whose prompt it is. */
  readonly promptOverhead: number
  /** Part of `stepOverhead` that a token spends entering and leaving wafers; 0 off wafers. */
  readonly passage: number
  /** Bytes/s of the link over which weights or KV are read from outside the device; 0: all is resident. */
  readonly streamBandwidth: number
  /** Micro-batches the stages work on at once: one a stage, but a single one where weights stream past it. */
  readonly microBatches: number
  /** Seconds in which the streamed part of the weights arrives once; 0: nothing streams. */
  readonly streamSeconds: number
  /** What the stack keeps back of each device's memory. */
  readonly reserve: MemoryReserve
  /** Shares of the weights and of the KV read over that link in every step. */
  readonly streamedWeights: number
  readonly streamedKv: number
  /** Most tokens a step may carry on a rank, as the request says; null: what the stack takes by default. */
  readonly tokenBudget: number | null
  /** Speculation: tokens drafted per step, work of drafting them over that of a step, mean tokens a step yields. */
  readonly draftTokens: number
  readonly draftRuns: number
  readonly tokensPerStep: number
  /** Rate at which one device reads the level the model lives in. */
  readonly bandwidth: number
  /** Constants of a machine that runs a schedule made ahead; null: its kernels are launched. */
  readonly dataflow: DataflowConstants | null
  /** Cores along one side of the wafer region each stage runs on; 0: no mesh. */
  readonly meshSide: number
}
