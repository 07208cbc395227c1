import type { Deployment, Pool } from '#shared/domain/deployment.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { expertCount, headCounts, layerCount } from '#shared/domain/modelShape.ts'
import type { Finding } from '#shared/domain/result.ts'
import { layoutOf, type Layout, type LayoutDegrees } from '#shared/domain/lowering/layout.ts'
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

function problem(code: string, text: string): Finding {
  return { severity: 'problem', code, text }
}

function divisors(count: number, limit = 64): string {
  const found: number[] = []
  for (let candidate = 1; candidate <= Math.min(count, limit); candidate++) {
    if (count % candidate === 0) found.push(candidate)
  }
  const last = found.pop() ?? 1
  return found.length === 0 ? `${last}` : `${found.join(', ')} or ${last}`
}

function check(model: ModelProfile, degrees: Degrees): Finding[] {
  const { tensorParallel, pipelineParallel, dataParallel, expertParallel, contextParallel, devices } = degrees
  const problems: Finding[] = []
  const product = tensorParallel * pipelineParallel * dataParallel * contextParallel
  const split = contextParallel > 1 ? ` × context parallel ${contextParallel}` : ''
  if (product !== devices) {
    problems.push(
      problem(
        'degrees-devices',
        `Tensor ${tensorParallel} × pipeline ${pipelineParallel} × data parallel ${dataParallel}${split} make ${product} devices, ` +
          `but the deployment has ${devices}: set them so that they multiply to ${devices}.`,
      ),
    )
  }
  const seen = new Set<string>()
  for (const { heads, label } of headCounts(model)) {
    const key = `${heads} ${label}`
    if (heads % tensorParallel === 0 || seen.has(key)) continue
    seen.add(key)
    problems.push(
      problem(
        'tensor-heads',
        `Tensor parallel ${tensorParallel} does not divide the ${heads} ${label} of ${model.name}: set ${divisors(heads)}.`,
      ),
    )
  }
  const layers = layerCount(model)
  if (pipelineParallel > layers) {
    problems.push(
      problem(
        'pipeline-layers',
        `${model.name} has ${layers} layers and cannot be cut into ${pipelineParallel} pipeline stages: set ${layers} or fewer.`,
      ),
    )
  }
  const experts = expertCount(model)
  if (expertParallel > 1) {
    const width = tensorParallel * dataParallel
    if (experts === 0) {
      problems.push(problem('expert-dense', `${model.name} has no experts to spread: set expert parallel to 1.`))
    } else if (experts % expertParallel !== 0) {
      problems.push(
        problem(
          'expert-experts',
          `Expert parallel ${expertParallel} does not divide the ${experts} experts of ${model.name}: set ${divisors(experts)}.`,
        ),
      )
    } else if (width % expertParallel !== 0) {
      problems.push(
        problem(
          'expert-width',
          `Expert parallel ${expertParallel} does not divide tensor × data parallel = ${width}: set ${divisors(width)}.`,
        ),
      )
    }
  }
  return problems
}

/** What offload, speculation and context parallelism ask of the machine. */
function checkExtras(machine: Machine, { offload }: Deployment, { contextParallel }: Degrees): Finding[] {
  const { name } = machine.profile
  const problems: Finding[] = []
  const offloaded = offload.weights > 0 || offload.kv > 0
  if (machine.kind === 'wafer' && contextParallel > 1) {
    const text = `A wafer holds the whole context of its layers: set context parallel of ${name} to 1.`
    problems.push(problem('wafer-context', text))
  }
  if (machine.kind === 'wafer' && offloaded) {
    const text = `Weights that do not fit on ${name} are streamed as they are: set both offload shares to 0.`
    problems.push(problem('wafer-offload', text))
  } else if (offloaded && machine.host === null) {
    const text = `The host link of ${name} is not known: set its bandwidth, or both offload shares to 0.`
    problems.push(problem('offload-link', text))
  }
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
            text: `Wafers are joined as pipeline stages: tensor parallel ${degrees.tensorParallel} is taken as ${stages} stages of whole layers.`,
          },
        ]
      : []
  return { degrees: { ...degrees, tensorParallel: 1, pipelineParallel: stages, expertParallel: 1 }, notes }
}

/**
 * Checks the degrees of a deployment (or of one of its pools) against the model and turns them into a layout.
 * @param deployment precisions, overlap and skew @param wanted the degrees to check
 * @returns the placement with notes, or the problems, each a sentence that says what to set
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
    contextParallel: pool.contextParallel,
  }
}
