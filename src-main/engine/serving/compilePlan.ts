import type { ModelProfile } from '#shared/domain/model.ts'
import { calibrationFor } from '../calibration/coefficients.ts'
import { servingFor } from '../calibration/serving.ts'
import { meshSide } from '../costing/mesh.ts'
import { footprintOf } from '#shared/domain/lowering/footprint.ts'
import { keptLowered } from './keptLowered.ts'
import { productPrecision } from '#shared/domain/lowering/layerContext.ts'
import type { Layout } from '#shared/domain/lowering/layout.ts'
import type { Machine } from '../machine/machine.ts'
import type { Plan, ServedBy } from './plan.ts'
import { draftShare } from '#shared/domain/lowering/draftShare.ts'
import { tokensPerStep } from './speculation.ts'

/**
 * Compiles a plan: what `planOf` does once.
 * @param streamBandwidth bytes/s per device at which all weights arrive when a wafer streams them; 0: resident
 */
export function compilePlan(
  model: ModelProfile,
  machine: Machine,
  layout: Layout,
  by: ServedBy,
  streamBandwidth: number,
): Plan {
  const { software } = by
  const serving = servingFor(machine, software, by.serving, by.stack)
  const precision = productPrecision(layout.weightPrecision, layout.activationPrecision)
  const calibration = calibrationFor(
    machine,
    serving.source === 'own' ? serving.software : (software ?? serving.software),
    precision,
  )
  const { operators, layers, collectives, expertLayers } = keptLowered(model, layout)
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
