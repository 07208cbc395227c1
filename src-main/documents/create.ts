import type { Brief } from '#shared/domain/brief/brief.ts'
import { WITHOUT_EXTRAS, type Deployment } from '#shared/domain/deployment.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { proposeBrief } from '#shared/domain/brief/proposeBrief.ts'
import { usedProfileIds } from '#shared/domain/resolve.ts'
import type { Scenario } from '#shared/domain/scenario.ts'
import { EMPTY_WORKSPACE_PARTS, type Workspace } from '#shared/domain/workspace.ts'
import { embedProfile } from './embed.ts'
import type { OpenDocument } from './open.ts'

/** Where profiles come from. Each throws CodedError not-found for an id it does not have. */
export interface ProfileSource {
  hardware(id: string): HardwareProfile
  model(id: string): ModelProfile
}

/** One device on its own, sixteen-bit, aggregated serving: what a deployment starts from. */
const PLAIN_DEPLOYMENT: Deployment = {
  serving: 'aggregated',
  devices: 1,
  tensorParallel: 1,
  pipelineParallel: 1,
  dataParallel: 1,
  expertParallel: 1,
  ...WITHOUT_EXTRAS,
  weightPrecision: 'fp16',
  activationPrecision: 'fp16',
  kvPrecision: 'fp16',
  software: null,
  overlap: 0,
  routingSkew: 1,
  pools: null,
}

/** A scenario's deviations from the plain one. */
export type ScenarioSketch = Pick<Scenario, 'id' | 'hardware' | 'model'> &
  Partial<Omit<Scenario, 'deployment'>> & { readonly deployment: Partial<Deployment> }

/** A workspace's deviations from the empty one, and from the brief that is proposed. The first scenario is the baseline unless another is named. */
export type WorkspaceSketch = Partial<Omit<Workspace, 'scenarios' | 'profiles' | 'report' | 'brief'>> & {
  readonly scenarios: readonly ScenarioSketch[]
  readonly report?: Partial<Workspace['report']>
  /** What the brief says other than is proposed of the scenarios. */
  readonly brief?: (proposed: Brief) => Brief
}

/**
 * A whole workspace from what is special about it, with the profiles it names embedded.
 * @throws CodedError not-found when the library lacks a device or a model
 */
export function buildWorkspace(sketch: WorkspaceSketch, library: ProfileSource): Workspace {
  const { economics, report, ...parts } = EMPTY_WORKSPACE_PARTS
  const scenarios = sketch.scenarios.map(({ deployment, ...scenario }, index) => ({
    name: null,
    slot: index,
    hardwareOverrides: {},
    workloadOverrides: {},
    ranges: {},
    prefill: null,
    economics,
    note: '',
    ...scenario,
    deployment: { ...PLAIN_DEPLOYMENT, ...deployment },
  }))
  const { brief, ...own } = sketch
  const rest = {
    ...parts,
    baseline: scenarios[0]?.id ?? '',
    ...own,
    report: { ...report, ...sketch.report },
    scenarios,
  }
  const proposed = proposeBrief({ ...rest, columns: scenarios, profile: (id) => library.hardware(id) })
  const workspace = { ...rest, brief: brief === undefined ? proposed : brief(proposed) }
  const used = usedProfileIds(workspace)
  return {
    ...workspace,
    profiles: {
      hardware: embedAll([...used.hardware], (id) => library.hardware(id)),
      models: embedAll([...used.models], (id) => library.model(id)),
    },
  }
}

/** What the window shows after “New”: the comparison most people come for. */
export function createDocument(library: ProfileSource): OpenDocument {
  const workspace = buildWorkspace(
    {
      // Sixteen requests: the KV cache of more would not fit beside sixteen-bit weights in the SRAM of four wafers.
      workload: { inputTokens: 1024, outputTokens: 512, concurrency: 16, cachedShare: 0 },
      scenarios: [
        {
          id: 'a',
          hardware: 'b200-sxm',
          model: 'llama-3.1-70b',
          deployment: {
            devices: 8,
            tensorParallel: 8,
            weightPrecision: 'fp8',
            activationPrecision: 'fp8',
            kvPrecision: 'fp8',
          },
        },
        {
          id: 'b',
          hardware: 'cerebras-wse3',
          model: 'llama-3.1-70b',
          deployment: { devices: 4, pipelineParallel: 4 },
        },
      ],
      // Nobody has asked anything yet.
      brief: (proposed) => ({ ...proposed, question: '' }),
    },
    library,
  )
  return { path: null, name: 'Untitled.memwall', workspace, diskHash: null, notice: null }
}

function embedAll<Profile extends object>(
  ids: readonly string[],
  find: (id: string) => Profile,
): Record<string, { hash: string; profile: Profile }> {
  return Object.fromEntries(ids.map((id) => [id, embedProfile(find(id))]))
}
