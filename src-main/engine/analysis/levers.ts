import type { Deployment, Speculation } from '#shared/domain/deployment.ts'
import { bytesPerElement, type Precision } from '#shared/domain/precision.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { machineOf } from '../machine.ts'

/** A change of a scenario that is made or not made. */
export interface Change {
  readonly label: string
  readonly changed: ResolvedScenario
}

const NARROWER: readonly Precision[] = ['fp8', 'nvfp4']

/** A small draft model that is right often: an assumption, named in the lever. Grade: guess. */
const DRAFTING: Speculation = { draftTokens: 3, acceptance: 0.7, draftCost: 0.05 }
const DRAFTING_WORDS = 'Speculative decoding: 3 drafted tokens, 70 % accepted, 5 % of a step each'

function deployed(scenario: ResolvedScenario, changes: Partial<Deployment>): ResolvedScenario {
  return { ...scenario, deployment: { ...scenario.deployment, ...changes } }
}

/** Twice the devices of one copy, where the degree is free to grow: prompts and steps are cut finer. */
function wider(scenario: ResolvedScenario): Change[] {
  const { deployment } = scenario
  if (deployment.serving === 'disaggregated') return []
  const devices = deployment.devices * 2
  const wafer = machineOf(scenario.hardware).kind === 'wafer'
  return [
    wafer
      ? {
          label: `Twice the wafers, ${devices}, as pipeline stages`,
          changed: deployed(scenario, { devices, pipelineParallel: deployment.pipelineParallel * 2 }),
        }
      : {
          label: `Twice the devices, ${devices}, tensor parallel ${deployment.tensorParallel * 2}`,
          changed: deployed(scenario, { devices, tensorParallel: deployment.tensorParallel * 2 }),
        },
    {
      label: `Twice the devices, ${devices}, data parallel ${deployment.dataParallel * 2}`,
      changed: deployed(scenario, { devices, dataParallel: deployment.dataParallel * 2 }),
    },
  ]
}

/** What an architect would try next with the machine as it is: narrower numbers, drafting, caching, more devices. */
export function leversOf(scenario: ResolvedScenario): readonly Change[] {
  const { deployment, workload } = scenario
  const changes: Change[] = []
  for (const precision of NARROWER) {
    if (bytesPerElement(precision) >= bytesPerElement(deployment.weightPrecision)) continue
    changes.push({
      label: `Weights and arithmetic in ${precision}`,
      changed: deployed(scenario, { weightPrecision: precision, activationPrecision: precision }),
    })
  }
  if (bytesPerElement('fp8') < bytesPerElement(deployment.kvPrecision)) {
    changes.push({ label: 'KV cache in fp8', changed: deployed(scenario, { kvPrecision: 'fp8' }) })
  }
  if (deployment.speculation === null) {
    changes.push({ label: DRAFTING_WORDS, changed: deployed(scenario, { speculation: DRAFTING }) })
  }
  if (workload.cachedShare < 0.5) {
    const changed = { ...scenario, workload: { ...workload, cachedShare: 0.5 } }
    changes.push({ label: 'Half of the input found in a prefix cache', changed })
  }
  return [...changes, ...wider(scenario)]
}
