import type { LeverEffect, ScenarioPatch } from '#shared/domain/analysis/levers.ts'
import type { Deployment, Pool, Speculation } from '#shared/domain/deployment.ts'
import type { Mixer, ModelProfile } from '#shared/domain/model.ts'
import { applyHardwareOverrides, figureAt } from '#shared/domain/overrides.ts'
import { fourBit, multiplies } from '#shared/domain/peak.ts'
import { bytesPerElement, type Precision } from '#shared/domain/precision.ts'
import { onHardware } from '#shared/domain/prefillPlace.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { Wording } from '#shared/domain/wording.ts'
import { machineOf } from '../machine/machine.ts'
import { bestAllocation } from './phaseLever.ts'

/** A change of a scenario that is made or not made. */
export interface Change extends Pick<LeverEffect, 'id' | 'label' | 'group' | 'patch'> {
  readonly changed: ResolvedScenario
}

/** Narrower formats that the device multiplies: eight bits, and its own four. */
function narrower({ hardware }: ResolvedScenario): readonly Precision[] {
  return ['fp8' as const, fourBit(hardware)].filter((precision) => multiplies(hardware, precision))
}

/** A small draft model that is right often: an assumption, named in the lever. Grade: guess. */
const DRAFTING: Speculation = { draftTokens: 3, acceptance: 0.7, draftCost: 0.05 }

/**
 * Sparse attention as its two published kinds have it: DeepSeek-V3.2's indexer picks 2,048 tokens (64 heads of 128);
 * MiniMax-M3's picks 16 blocks of 128 tokens (4 heads of 128).
 */
const LATENT_SPARSE = { topK: 2048, indexHeads: 64, indexHeadSize: 128 }
const BLOCK_SPARSE = { blockSize: 128, blocks: 16, indexHeads: 4, indexSize: 128 }

/** The scenario with a patch applied. */
export function patched(scenario: ResolvedScenario, patch: ScenarioPatch): ResolvedScenario {
  return {
    ...onHardware(scenario, applyHardwareOverrides(scenario.hardware, patch.hardware ?? {})),
    deployment: { ...scenario.deployment, ...patch.deployment },
    workload: { ...scenario.workload, ...patch.workload },
  }
}

type Named = Pick<LeverEffect, 'id' | 'label' | 'group'>

function change(scenario: ResolvedScenario, named: Named, patch: ScenarioPatch): Change {
  return { ...named, patch, changed: patched(scenario, patch) }
}

/** Twice the devices of one copy, where the degree is free to grow: prompts and steps are cut finer. */
function wider(scenario: ResolvedScenario): Change[] {
  const { deployment } = scenario
  if (deployment.serving === 'disaggregated') return []
  const devices = deployment.devices * 2
  const wafer = machineOf(scenario.hardware).kind === 'wafer'
  const across = (id: string, label: Wording, degrees: Partial<Deployment>): Change =>
    change(scenario, { id, label, group: 'machine' }, { deployment: { devices, ...degrees } })
  return [
    wafer
      ? across(
          'stages',
          { code: 'lever.stages', parameters: { devices } },
          {
            pipelineParallel: deployment.pipelineParallel * 2,
          },
        )
      : across(
          'tensors',
          { code: 'lever.tensors', parameters: { devices, degree: deployment.tensorParallel * 2 } },
          {
            tensorParallel: deployment.tensorParallel * 2,
          },
        ),
    across(
      'copies',
      { code: 'lever.copies', parameters: { devices, degree: deployment.dataParallel * 2 } },
      {
        dataParallel: deployment.dataParallel * 2,
      },
    ),
  ]
}

/** Half of the devices for prompts, half for decoding. */
function apart(scenario: ResolvedScenario): Change[] {
  const { deployment } = scenario
  const { devices, tensorParallel, pipelineParallel, dataParallel, contextParallel, expertParallel } = deployment
  if (deployment.serving === 'disaggregated' || devices % 2 !== 0 || tensorParallel % 2 !== 0) return []
  const half = tensorParallel / 2
  const pool = (batch: number): Pool => ({
    workers: 1,
    tensorParallel: half,
    pipelineParallel,
    dataParallel,
    contextParallel,
    expertParallel: expertParallel > 1 && expertParallel === tensorParallel * dataParallel ? half * dataParallel : 1,
    batch,
  })
  const pools = { prefill: pool(1), decode: pool(scenario.workload.concurrency) }
  const label: Wording = { code: 'lever.pools', parameters: { devices: devices / 2 } }
  return [
    change(scenario, { id: 'pools', label, group: 'serving' }, { deployment: { serving: 'disaggregated', pools } }),
  ]
}

/** Figures of the device multiplied, where they are known. */
function faster(scenario: ResolvedScenario): Change[] {
  const { serving, cache } = machineOf(scenario.hardware)
  const times = (id: string, label: Wording, factors: Readonly<Record<string, number>>): Change[] => {
    const hardware: Record<string, number> = {}
    for (const [path, factor] of Object.entries(factors)) {
      const value = figureAt(scenario.hardware, path)?.value ?? null
      if (value === null || value <= 0) return []
      hardware[path] = value * factor
    }
    return [change(scenario, { id, label, group: 'machine' }, { hardware })]
  }
  return [
    ...times('memory', { code: 'lever.memory' }, { [`memory.${serving.levelId}.bandwidth`]: 1.5 }),
    ...times('capacity', { code: 'lever.capacity' }, { [`memory.${serving.levelId}.capacity`]: 1.5 }),
    ...(cache === null ? [] : times('cache', { code: 'lever.cache' }, { [`memory.${cache.levelId}.capacity`]: 2 })),
    ...times('network', { code: 'lever.network' }, { 'scaleOut.bandwidth': 2 }),
    ...times(
      'optical',
      { code: 'lever.optical' },
      {
        'scaleUp.bandwidth': 4,
        'scaleUp.domain': 8,
      },
    ),
  ]
}

/** A hypothetical machine that gives memory and link what each phase needs, out of the same bandwidth. */
function dealt(scenario: ResolvedScenario): Change[] {
  const bandwidthAllocation = bestAllocation(scenario)
  if (bandwidthAllocation === null) return []
  const { decode, prefill } = bandwidthAllocation
  const label: Wording = { code: 'lever.phases', parameters: { decode, prefill } }
  return [change(scenario, { id: 'phases', label, group: 'machine' }, { deployment: { bandwidthAllocation } })]
}

function sparseMixer(mixer: Mixer): Mixer {
  if (mixer.kind === 'mla' && !mixer.sparse) return { ...mixer, sparse: LATENT_SPARSE }
  if (mixer.kind === 'attention' && !mixer.blockSparse && mixer.window === null) {
    return { ...mixer, blockSparse: BLOCK_SPARSE }
  }
  return mixer
}

/** The model with sparse attention in place of what reads its whole context. It would have to be trained so. */
function sparse(scenario: ResolvedScenario): Change[] {
  const { model } = scenario
  const layerGroups = model.layerGroups.map((group) => ({ ...group, mixer: sparseMixer(group.mixer) }))
  if (layerGroups.every(({ mixer }, index) => mixer === model.layerGroups[index]?.mixer)) return []
  const changed: ModelProfile = { ...model, layerGroups }
  const label: Wording = { code: 'lever.sparse' }
  return [{ id: 'sparse', label, group: 'numbers', patch: null, changed: { ...scenario, model: changed } }]
}

/** What an architect would try next: narrower numbers, other serving, more or faster machines. */
export function leversOf(scenario: ResolvedScenario): readonly Change[] {
  const { deployment, workload } = scenario
  const changes: Change[] = []
  for (const precision of narrower(scenario)) {
    if (bytesPerElement(precision) >= bytesPerElement(deployment.weightPrecision)) continue
    const named: Named = {
      id: precision,
      label: { code: 'lever.precision', parameters: { precision } },
      group: 'numbers',
    }
    changes.push(
      change(scenario, named, { deployment: { weightPrecision: precision, activationPrecision: precision } }),
    )
  }
  if (bytesPerElement('fp8') < bytesPerElement(deployment.kvPrecision)) {
    const named: Named = { id: 'kv', label: { code: 'lever.kv' }, group: 'numbers' }
    changes.push(change(scenario, named, { deployment: { kvPrecision: 'fp8' } }))
  }
  changes.push(...sparse(scenario))
  const concurrency = workload.concurrency * 2
  const batch: Named = {
    id: 'batch',
    label: { code: 'lever.batch', parameters: { requests: concurrency } },
    group: 'serving',
  }
  changes.push(change(scenario, batch, { workload: { concurrency } }))
  if (deployment.speculation === null) {
    const named: Named = { id: 'drafting', label: { code: 'lever.drafting' }, group: 'serving' }
    changes.push(change(scenario, named, { deployment: { speculation: DRAFTING } }))
  }
  if (workload.cachedShare < 0.5) {
    const named: Named = { id: 'prefix', label: { code: 'lever.prefix' }, group: 'serving' }
    changes.push(change(scenario, named, { workload: { cachedShare: 0.5 } }))
  }
  return [...changes, ...apart(scenario), ...faster(scenario), ...dealt(scenario), ...wider(scenario)]
}
