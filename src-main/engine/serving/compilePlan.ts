import type { ModelProfile } from '#shared/domain/model.ts'
import type { Calibration } from '../calibration/calibration.ts'
import { calibrationFor, servedKernels, type KernelChoice } from '../calibration/coefficients.ts'
import { dataflowOf, passageOf } from '../calibration/dataflow.ts'
import { localStack } from '../calibration/llamaCpp.ts'
import { modelShape } from '../calibration/modelShape.ts'
import { servingFor } from '../calibration/serving.ts'
import { meshSide } from '../costing/mesh.ts'
import { footprintOf, isPacked } from '#shared/domain/lowering/footprint.ts'
import { keptLowered } from './keptLowered.ts'
import { plannedOperator } from './plannedOperator.ts'
import { productPrecision } from '#shared/domain/lowering/layerContext.ts'
import { memoryReserve } from '#shared/domain/lowering/reserve.ts'
import type { PlanOperator } from '#shared/domain/lowering/operator.ts'
import type { Precision } from '#shared/domain/precision.ts'
import type { Layout } from '#shared/domain/lowering/layout.ts'
import type { Machine } from '../machine/machine.ts'
import type { Plan, ServedBy, Streaming } from './plan.ts'
import { draftShare } from '#shared/domain/lowering/draftShare.ts'
import { tokensPerStep } from './speculation.ts'

/** Bytes per element up to which weights are 4-bit ones with their scales. */
const FOUR_BITS = 0.6

/** The kernels that serve a model: its experts may be held, and multiplied, in another format than the rest. */
function kernelsOf(machine: Machine, precision: Precision, operators: readonly PlanOperator[]): KernelChoice {
  const experts = operators.find(({ kind }) => kind === 'experts')
  if (experts === undefined) return servedKernels(precision)
  const unpacked = experts.weightBytes <= FOUR_BITS && machine.peaks[experts.precision].bytes > FOUR_BITS
  return { scales: 'served', experts: experts.precision, unpacked }
}

/**
 * Compiles a plan: what `planOf` does once.
 * @param streaming what of the weights a wafer streams; null: all is resident
 */
export function compilePlan(
  model: ModelProfile,
  machine: Machine,
  layout: Layout,
  by: ServedBy,
  streaming: Streaming | null,
): Plan {
  const { software } = by
  const local = localStack(machine, by, model, layout.weightPrecision)
  const served = { shape: modelShape(model), version: by.softwareVersion }
  const serving = local?.serving ?? servingFor(machine, software, by.serving, by.stack, served)
  const precision = productPrecision(layout.weightPrecision, layout.activationPrecision)
  const stack = serving.source === 'own' ? serving.software : (software ?? serving.software)
  const { operators, layers, collectives, expertLayers } = keptLowered(model, layout)
  const kernels = (format: Precision, choice?: KernelChoice): Calibration =>
    local?.kernels(format, choice?.experts ?? format) ?? calibrationFor(machine, stack, format, choice)
  const calibration = kernels(precision, kernelsOf(machine, precision, operators))
  const dataflow = dataflowOf(machine)
  // An operator's format is mostly the plan's own.
  const products = (format: Precision): Calibration =>
    format === calibration.precision ? calibration : kernels(format)
  const given = { machine, calibration, products, dataflow }
  const { coefficients } = serving
  const { offload, speculation } = layout
  const footprint = footprintOf(model, layout, operators, isPacked(machine.serving.kind))
  const stages = layout.pipelineParallel
  const passage = passageOf(machine, stages)
  const draftTokens = speculation?.draftTokens ?? 0
  return {
    model,
    machine,
    layout,
    calibration,
    serving,
    operators,
    planned: operators.map((operator) => plannedOperator(operator, given)),
    layers,
    footprint,
    stepOverhead:
      coefficients.perStep +
      coefficients.perLayer * layers +
      coefficients.perCollective * collectives +
      coefficients.perExpertLayer * expertLayers +
      passage,
    sequenceOverhead: coefficients.perSequence,
    mixedOverhead: coefficients.mixedPerLayer * layers,
    promptOverhead: coefficients.promptPerLayer * layers + coefficients.promptPerExpertLayer * expertLayers,
    passage,
    streamBandwidth: streaming?.bandwidth ?? (offload.weights + offload.kv > 0 ? (machine.host?.bandwidth ?? 0) : 0),
    // Weights that stream are fetched once for all requests, not once for each micro-batch.
    microBatches: streaming === null ? stages : 1,
    streamSeconds: streaming === null ? 0 : (footprint.weightsPerCopy * streaming.share) / streaming.bandwidth,
    reserve: memoryReserve(software),
    streamedWeights: streaming?.share ?? offload.weights,
    streamedKv: streaming === null ? offload.kv : 0,
    tokenBudget: null,
    draftTokens,
    draftRuns: draftTokens * draftShare(model, speculation),
    tokensPerStep: tokensPerStep(speculation),
    bandwidth: machine.serving.bandwidth,
    dataflow,
    // Streamed weights pass through the whole wafer; resident ones take the smallest region that holds them.
    meshSide:
      machine.mesh === null
        ? 0
        : meshSide(machine, calibration, streaming === null ? footprint.weightsPerDevice : Infinity),
  }
}
