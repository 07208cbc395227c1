import type { Software } from '#shared/domain/software.ts'
import type { StackProfile } from '#shared/domain/stackProfile.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import type { Calibration } from '../calibration/calibration.ts'
import { calibrationFor } from '../calibration/coefficients.ts'
import { meshSide } from '../costing/mesh.ts'
import { footprintOf, type Footprint } from '#shared/domain/lowering/footprint.ts'
import { servingFor, type ServingCalibration } from '../calibration/serving.ts'
import type { ServingStyle } from '../calibration/servingTable.ts'
import type { Layout } from '#shared/domain/lowering/layout.ts'
import { lowerModel, type Lowered } from '#shared/domain/lowering/lower.ts'
import { productPrecision } from '#shared/domain/lowering/mixers.ts'
import type { PlanOperator } from '#shared/domain/lowering/operator.ts'
import type { Machine } from '../machine/machine.ts'
import { tokensPerStep } from './speculation.ts'
import { draftShare } from '#shared/domain/lowering/draftShare.ts'

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
  /** Rate at which one device reads the level the model lives in; 0: unknown. */
  readonly bandwidth: number
  /** Cores along one side of the wafer region each stage runs on; 0: no mesh. */
  readonly meshSide: number
}

/** Plans kept per model and machine; sliders that sweep a degree make many, and old ones are cheap to make again. */
const MOST_PLANS = 256

const plans = new WeakMap<ModelProfile, WeakMap<Machine, Map<string, Plan>>>()

function layoutKey(layout: Layout): string {
  const { offload, speculation } = layout
  return (
    `${layout.tensorParallel}/${layout.pipelineParallel}/${layout.attentionRanks}/${layout.expertParallel}/` +
    `${layout.weightPrecision}/${layout.activationPrecision}/${layout.kvPrecision}/${layout.overlap}/${layout.contextParallel}/` +
    `${offload.weights}/${offload.kv}/${speculation?.draftTokens}/${speculation?.acceptance}/${speculation?.draftCost}/` +
    `${layout.routingSkew}`
  )
}

/** A number for each of the user's calibrations; plans are kept by it, for two may share an id. */
const stackNumbers = new WeakMap<StackProfile, number>()
let stacksSeen = 0

function stackNumber(stack: StackProfile): number {
  let number = stackNumbers.get(stack)
  if (number === undefined) {
    number = ++stacksSeen
    stackNumbers.set(stack, number)
  }
  return number
}

function planKey(
  layout: Layout,
  software: Software | null,
  style: ServingStyle,
  streamBandwidth: number,
  stack: StackProfile | null,
): string {
  const own = stack === null ? '' : stackNumber(stack)
  return `${layoutKey(layout)}/${software ?? ''}/${style}/${streamBandwidth}/${own}`
}

/** Operators do not depend on the machine: devices that differ in a figure share them. */
const lowered = new WeakMap<ModelProfile, Map<string, Lowered>>()

/** The model last lowered for a layout object: a figure of a machine that changes leaves both as they are. */
const loweredLast = new WeakMap<Layout, { readonly model: ModelProfile; readonly lowered: Lowered }>()

function loweredModel(model: ModelProfile, layout: Layout): Lowered {
  const last = loweredLast.get(layout)
  if (last !== undefined && last.model === model) return last.lowered
  const found = keptLowered(model, layout)
  loweredLast.set(layout, { model, lowered: found })
  return found
}

function keptLowered(model: ModelProfile, layout: Layout): Lowered {
  let byLayout = lowered.get(model)
  if (byLayout === undefined) {
    byLayout = new Map()
    lowered.set(model, byLayout)
  }
  const key = layoutKey(layout)
  let known = byLayout.get(key)
  if (known === undefined) {
    if (byLayout.size >= MOST_PLANS) byLayout.clear()
    known = lowerModel(model, layout)
    byLayout.set(key, known)
  }
  return known
}

/**
 * The plan of a model and a layout on a machine, compiled on first use.
 * @param software the stack; null: the best-measured one
 * @param style a fixed batch or continuous batching
 * @param streamBandwidth bytes/s per device at which all weights arrive when a wafer streams them; 0: resident
 * @param stack the user's own calibration; null: none
 */
export function planOf(
  model: ModelProfile,
  machine: Machine,
  layout: Layout,
  software: Software | null,
  style: ServingStyle,
  streamBandwidth = 0,
  stack: StackProfile | null = null,
): Plan {
  const found = recent.get(layout)
  if (
    found !== undefined &&
    found.plan.model === model &&
    found.plan.machine === machine &&
    found.software === software &&
    found.style === style &&
    found.streamBandwidth === streamBandwidth &&
    found.stack === stack
  ) {
    return found.plan
  }
  const plan = keptPlan(model, machine, layout, software, style, streamBandwidth, stack)
  recent.set(layout, { software, style, streamBandwidth, stack, plan })
  return plan
}

/** The plan last asked of a layout object: what analyses of many loads ask again and again. */
interface Recent {
  readonly software: Software | null
  readonly style: ServingStyle
  readonly streamBandwidth: number
  readonly stack: StackProfile | null
  readonly plan: Plan
}

const recent = new WeakMap<Layout, Recent>()

function keptPlan(
  model: ModelProfile,
  machine: Machine,
  layout: Layout,
  software: Software | null,
  style: ServingStyle,
  streamBandwidth: number,
  stack: StackProfile | null,
): Plan {
  let byMachine = plans.get(model)
  if (byMachine === undefined) {
    byMachine = new WeakMap()
    plans.set(model, byMachine)
  }
  let byKey = byMachine.get(machine)
  if (byKey === undefined) {
    byKey = new Map()
    byMachine.set(machine, byKey)
  }
  const key = planKey(layout, software, style, streamBandwidth, stack)
  let plan = byKey.get(key)
  if (plan === undefined) {
    if (byKey.size >= MOST_PLANS) byKey.clear()
    plan = compilePlan(model, machine, layout, software, style, streamBandwidth, stack)
    byKey.set(key, plan)
  }
  return plan
}

/** Compiles a plan: what `planOf` does once. */
export function compilePlan(
  model: ModelProfile,
  machine: Machine,
  layout: Layout,
  software: Software | null,
  style: ServingStyle,
  streamBandwidth: number,
  stack: StackProfile | null = null,
): Plan {
  const serving = servingFor(machine, software, style, stack)
  const precision = productPrecision(layout.weightPrecision, layout.activationPrecision)
  const calibration = calibrationFor(
    machine,
    serving.source === 'own' ? serving.software : (software ?? serving.software),
    precision,
  )
  const { operators, layers, collectives, expertLayers } = loweredModel(model, layout)
  const { coefficients } = serving
  const { offload, speculation } = layout
  const streamed = streamBandwidth > 0
  const footprint = footprintOf(model, layout, operators)
  const draftTokens = speculation?.draftTokens ?? 0
  return {
    model,
    machine,
    layout,
    calibration,
    serving,
    operators,
    layers,
    footprint,
    stepOverhead:
      coefficients.perStep +
      coefficients.perLayer * layers +
      coefficients.perCollective * collectives +
      coefficients.perExpertLayer * expertLayers,
    sequenceOverhead: coefficients.perSequence,
    streamBandwidth: streamed ? streamBandwidth : offload.weights + offload.kv > 0 ? (machine.host?.bandwidth ?? 0) : 0,
    streamedWeights: streamed ? 1 : offload.weights,
    streamedKv: streamed ? 0 : offload.kv,
    draftTokens,
    draftRuns: draftTokens * draftShare(model, speculation),
    tokensPerStep: tokensPerStep(speculation),
    bandwidth: machine.serving.bandwidth,
    // Streamed weights pass through the whole wafer; resident ones take the smallest region that holds them.
    meshSide:
      machine.mesh === null ? 0 : meshSide(machine, calibration, streamed ? Infinity : footprint.weightsPerDevice),
  }
}
