import type { Deployment } from '#shared/domain/deployment.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import type { Calibration } from '../calibration/calibration.ts'
import type { ServingCalibration } from '../calibration/serving.ts'
import type { Footprint } from '#shared/domain/lowering/footprint.ts'
import type { Layout } from '#shared/domain/lowering/layout.ts'
import type { PlanOperator } from '#shared/domain/lowering/operator.ts'
import type { Machine } from '../machine/machine.ts'

/** By which stack a deployment serves, and how; `software` null: the device's best-measured one. */
export type ServedBy = Pick<Deployment, 'software' | 'serving' | 'stack'>

/** A model laid out on a machine, ready to be stepped: everything that does not change from step to step. */
export interface Plan {
  readonly model: ModelProfile
  readonly machine: Machine
  readonly layout: Layout
  readonly calibration: Calibration
  readonly serving: ServingCalibration
  readonly operators: readonly PlanOperator[]
  readonly layers: number
  /** What the weights take. */
  readonly footprint: Footprint
  /** Seconds every step takes above its operators, and those each request in it adds. */
  readonly stepOverhead: number
  readonly sequenceOverhead: number
  /** Bytes/s of the link over which weights or KV are read from outside the device; 0: all is resident. */
  readonly streamBandwidth: number
  /** Shares of the weights and of the KV read over that link in every step. */
  readonly streamedWeights: number
  readonly streamedKv: number
  /** Speculation: tokens drafted per step, work of drafting them over that of a step, mean tokens a step yields. */
  readonly draftTokens: number
  readonly draftRuns: number
  readonly tokensPerStep: number
  /** Rate at which one device reads the level the model lives in. */
  readonly bandwidth: number
  /** Cores along one side of the wafer region each stage runs on; 0: no mesh. */
  readonly meshSide: number
}
