import type { Deployment, Pool } from '#shared/domain/deployment.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { expertCount, headCounts, layerCount } from '#shared/domain/modelShape.ts'
import type { Finding } from '#shared/domain/result.ts'
import { leastRedundant } from '#shared/domain/lowering/routing.ts'
import { layoutOf, type Layout, type LayoutDegrees } from '#shared/domain/lowering/layout.ts'
import type { Alternatives } from '#shared/domain/wording.ts'
import type { Machine } from '../machine/machine.ts'

/** Copies of a model side by side: what one pool, or a whole deployment, consists of. */
export interface Placement {
  readonly layout: Layout
  /** Independent copies of the model. */
  readonly replicas: number
  readonly devices: number
}

/** A placement, or the sentences that say why there is none. */
export type Placed =
  | { readonly placement: Placement; readonly notes: readonly Finding[] }
  | { readonly placement: null; readonly problems: readonly Finding[] }

/** Degrees as a user sets them, for one pool. */
export type Degrees = LayoutDegrees & { readonly devices: number }

function divisors(count: number, limit = 64): Alternatives {
  const found: string[] = []
  for (let candidate = 1; candidate <= Math.min(count, limit); candidate++) {
    if (count % candidate === 0) found.push(String(candidate))
  }
  return { oneOf: found }
}

function check(model: ModelProfile, degrees: Degrees): Finding[] {
  const { tensorParallel, pipelineParallel, dataParallel, expertParallel, contextParallel, devices } = degrees
  const { redundantExperts = 0 } = degrees
  const severity = 'problem'
  const problems: Finding[] = []
  const product = tensorParallel * pipelineParallel * dataParallel * contextParallel
  if (product !== devices) {
    const parameters = {
      tensor: tensorParallel,
      pipeline: pipelineParallel,
      data: dataParallel,
      context: contextParallel,
      product,
      devices,
    }
    problems.push({ severity, code: 'degrees-devices', parameters })
  }
  const seen = new Set<string>()
  for (const { heads, kind } of headCounts(model)) {
    const key = `${heads} ${kind}`
    if (heads % tensorParallel === 0 || seen.has(key)) continue
    seen.add(key)
    const parameters = { degree: tensorParallel, heads, kind, model: model.name, allowed: divisors(heads) }
    problems.push({ severity, code: 'tensor-heads', parameters })
  }
  const layers = layerCount(model)
  if (pipelineParallel > layers) {
    const parameters = { model: model.name, layers, stages: pipelineParallel }
    problems.push({ severity, code: 'pipeline-layers', parameters })
  }
  const experts = expertCount(model)
  if (expertParallel > 1) {
    const width = tensorParallel * dataParallel
    if (experts === 0) {
      problems.push({ severity, code: 'expert-dense', parameters: { model: model.name } })
    } else if ((experts + redundantExperts) % expertParallel !== 0) {
      const redundant = leastRedundant(experts, expertParallel)
      const allowed = divisors(experts + redundantExperts)
      const parameters = {
        degree: expertParallel,
        experts,
        held: redundantExperts,
        model: model.name,
        allowed,
        redundant,
      }
      problems.push({ severity, code: 'expert-experts', parameters })
    } else if (width % expertParallel !== 0) {
      const parameters = { degree: expertParallel, width, allowed: divisors(width) }
      problems.push({ severity, code: 'expert-width', parameters })
    }
  }
  return problems
}

/** What offload, speculation and context parallelism ask of the machine. */
function checkExtras(machine: Machine, { offload }: Deployment, { contextParallel }: Degrees): Finding[] {
  const about = { severity: 'problem', parameters: { device: machine.profile.name } } as const
  const problems: Finding[] = []
  const offloaded = offload.weights > 0 || offload.kv > 0
  if (machine.kind === 'wafer' && contextParallel > 1) problems.push({ ...about, code: 'wafer-context' })
  if (machine.kind === 'wafer' && offloaded) problems.push({ ...about, code: 'wafer-offload' })
  else if (offloaded && machine.host === null) problems.push({ ...about, code: 'offload-link' })
  return problems
}

/** Wafers are joined as pipeline stages: a mesh is not cut between wafers, layers are. */
function forWafers(degrees: Degrees): { readonly degrees: Degrees; readonly notes: Finding[] } {
  const stages = degrees.tensorParallel * degrees.pipelineParallel
  const notes: Finding[] =
    degrees.tensorParallel > 1
      ? [
          {
            severity: 'note',
            code: 'wafer-stages',
            parameters: { degree: degrees.tensorParallel, stages },
          },
        ]
      : []
  return {
    degrees: { ...degrees, tensorParallel: 1, pipelineParallel: stages, expertParallel: 1, redundantExperts: 0 },
    notes,
  }
}

/**
 * Checks the degrees of a deployment (or of one of its pools) against the model and turns them into a layout.
 * @param deployment precisions, overlap and skew @param wanted the degrees to check
 * @returns the placement with notes, or the problems, each with what to set
 */
export function placeDegrees(model: ModelProfile, machine: Machine, deployment: Deployment, wanted: Degrees): Placed {
  const { degrees, notes } = machine.kind === 'wafer' ? forWafers(wanted) : { degrees: wanted, notes: [] as Finding[] }
  const problems = [...check(model, degrees), ...checkExtras(machine, deployment, degrees)]
  if (problems.length > 0) return { placement: null, problems }
  return { placement: { ...layoutOf(model, deployment, degrees), devices: degrees.devices }, notes }
}

/** The degrees of one worker of a pool. */
export function workerDegrees(pool: Pool): Degrees {
  return {
    devices: pool.tensorParallel * pool.pipelineParallel * pool.dataParallel * pool.contextParallel,
    tensorParallel: pool.tensorParallel,
    pipelineParallel: pool.pipelineParallel,
    dataParallel: pool.dataParallel,
    expertParallel: pool.expertParallel,
    redundantExperts: pool.redundantExperts,
    contextParallel: pool.contextParallel,
  }
}
