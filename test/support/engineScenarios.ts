import { readdirSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import type { Layout } from '#shared/domain/lowering/layout.ts'
import type { PredictFacts } from '#main/engine/predict/predict.ts'
import { DEFAULT_ECONOMICS } from '#shared/domain/economics.ts'
import { WITHOUT_EXTRAS, type Deployment } from '#shared/domain/deployment.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { Workload } from '#shared/domain/workload.ts'
import { modelFromHuggingFaceConfig } from '#main/imports/huggingFace/config.ts'

function load<Profile extends { id: string }>(kind: 'hardware' | 'models'): Map<string, Profile> {
  const folder = new URL(`../../resources/library/${kind}/`, import.meta.url)
  const profiles = new Map<string, Profile>()
  for (const file of readdirSync(folder).sort()) {
    const profile = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Profile
    profiles.set(profile.id, profile)
  }
  return profiles
}

/** Every device and model the product ships. */
export const HARDWARE = load<HardwareProfile>('hardware')
export const MODELS = load<ModelProfile>('models')

/** What the engine looks up by name, of the same library. */
export const FACTS: PredictFacts = {
  hardware: (id) => HARDWARE.get(id) ?? null,
  model: (id) => MODELS.get(id) ?? null,
  readConfiguration: modelFromHuggingFaceConfig,
  hardwareIds: [...HARDWARE.keys()],
  modelIds: [...MODELS.keys()],
}

/** A profile that must be there. */
export function hardware(id: string): HardwareProfile {
  const profile = HARDWARE.get(id)
  if (!profile) throw new Error(`no hardware ${id}`)
  return profile
}

/** A model that must be there. */
export function model(id: string): ModelProfile {
  const profile = MODELS.get(id)
  if (!profile) throw new Error(`no model ${id}`)
  return profile
}

/** A deployment in 16 bits on eight tensor-parallel devices, but for what is given. */
export function deployment(given: Partial<Deployment> = {}): Deployment {
  return {
    serving: 'aggregated',
    devices: 8,
    tensorParallel: 8,
    pipelineParallel: 1,
    dataParallel: 1,
    expertParallel: 1,
    weightPrecision: 'bf16',
    activationPrecision: 'bf16',
    kvPrecision: 'bf16',
    software: null,
    ...WITHOUT_EXTRAS,
    overlap: 0,
    routingSkew: 1,
    pools: null,
    ...given,
  }
}

/** One rank in 16 bits, but for what is given. */
export function layout(given: Partial<Layout> = {}): Layout {
  return {
    tensorParallel: 1,
    pipelineParallel: 1,
    attentionRanks: 1,
    expertParallel: 1,
    redundantExperts: 0,
    weightPrecision: 'bf16',
    activationPrecision: 'bf16',
    kvPrecision: 'bf16',
    ...WITHOUT_EXTRAS,
    overlap: 0,
    routingSkew: 1,
    ...given,
  }
}

/** A scenario of a device and a model, but for what is given. */
export function scenario(
  hardwareId: string,
  modelId: string,
  deployed: Partial<Deployment> = {},
  workload: Partial<Workload> = {},
): ResolvedScenario {
  return {
    id: 'test',
    hardware: hardware(hardwareId),
    model: model(modelId),
    workload: { inputTokens: 4096, outputTokens: 1024, concurrency: 64, cachedShare: 0, ...workload },
    deployment: deployment(deployed),
    prefill: null,
    economics: DEFAULT_ECONOMICS,
    ranges: {},
  }
}

const powers = (most: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: Math.log2(most) }).map((exponent) => 2 ** exponent)

/** Any device, model, load and degrees of the library: many are invalid or do not fit, as users' are. */
export const anyScenario: fc.Arbitrary<ResolvedScenario> = fc
  .record({
    hardware: fc.constantFrom(...HARDWARE.values()),
    model: fc.constantFrom(...MODELS.values()),
    tensorParallel: powers(16),
    pipelineParallel: powers(4),
    dataParallel: powers(8),
    expertParallel: powers(8),
    mistaken: fc.integer({ min: 0, max: 19 }),
    serving: fc.constantFrom('static' as const, 'aggregated' as const, 'aggregated' as const, 'disaggregated' as const),
    weightPrecision: fc.constantFrom(
      'bf16' as const,
      'fp8' as const,
      'nvfp4' as const,
      'int4' as const,
      'mxfp4' as const,
    ),
    activationPrecision: fc.constantFrom('bf16' as const, 'fp8' as const),
    kvPrecision: fc.constantFrom('bf16' as const, 'fp8' as const),
    inputTokens: fc.integer({ min: 1, max: 200_000 }),
    outputTokens: fc.integer({ min: 1, max: 20_000 }),
    concurrency: fc.oneof(powers(1024), fc.integer({ min: 1, max: 5000 })),
    cachedShare: fc.constantFrom(0, 0, 0.3, 0.9, 1),
    overlap: fc.constantFrom(0, 0, 0.5, 1),
    routingSkew: fc.constantFrom(1, 1, 1.3),
    contextParallel: fc.constantFrom(1, 1, 1, 2, 4),
    offload: fc.constantFrom(
      WITHOUT_EXTRAS.offload,
      WITHOUT_EXTRAS.offload,
      { weights: 0.3, kv: 0 },
      { weights: 0, kv: 0.5 },
      { weights: 1, kv: 1 },
    ),
    speculation: fc.constantFrom(
      null,
      null,
      { draftTokens: 3, acceptance: 0.8, draftCost: null },
      { draftTokens: 5, acceptance: 1, draftCost: 0.02 },
      { draftTokens: 1, acceptance: 0, draftCost: 0 },
    ),
    bandwidthAllocation: fc.constantFrom(
      null,
      null,
      null,
      { prefill: 0.5, decode: 0.95 },
      { prefill: 0.9, decode: 0.3 },
    ),
  })
  .map((draw) => {
    const worker = draw.tensorParallel * draw.pipelineParallel * draw.dataParallel * draw.contextParallel
    const pool = {
      workers: 1 + (draw.mistaken % 3),
      tensorParallel: draw.tensorParallel,
      pipelineParallel: draw.pipelineParallel,
      dataParallel: draw.dataParallel,
      expertParallel: draw.expertParallel,
      contextParallel: draw.contextParallel,
      batch: 1 + (draw.concurrency % 97),
    }
    const pooled = draw.serving === 'disaggregated'
    const devices = (pooled ? 2 * pool.workers * worker : worker) + (draw.mistaken === 7 ? 1 : 0)
    return {
      id: 'any',
      hardware: draw.hardware,
      model: draw.model,
      workload: {
        inputTokens: draw.inputTokens,
        outputTokens: draw.outputTokens,
        concurrency: draw.concurrency,
        cachedShare: draw.cachedShare,
      },
      deployment: deployment({
        serving: draw.serving,
        devices,
        tensorParallel: draw.tensorParallel,
        pipelineParallel: draw.pipelineParallel,
        dataParallel: draw.dataParallel,
        expertParallel: draw.expertParallel,
        contextParallel: draw.contextParallel,
        offload: draw.offload,
        speculation: draw.speculation,
        bandwidthAllocation: draw.bandwidthAllocation,
        weightPrecision: draw.weightPrecision,
        activationPrecision: draw.activationPrecision,
        kvPrecision: draw.kvPrecision,
        overlap: draw.overlap,
        routingSkew: draw.routingSkew,
        pools: pooled ? { prefill: pool, decode: pool } : null,
      }),
      prefill: null,
      economics: DEFAULT_ECONOMICS,
      ranges: {},
    }
  })
