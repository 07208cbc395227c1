import type { Deployment } from '../deployment.ts'
import { modelLevel, type HardwareProfile } from '../hardware.ts'
import { heldContext, stepTokens } from '../lowering/budget.ts'
import { fitCopy } from '../lowering/fit.ts'
import { footprintOf } from '../lowering/footprint.ts'
import { layoutOf } from '../lowering/layout.ts'
import { lowerModel } from '../lowering/lower.ts'
import type { ModelProfile } from '../model.ts'
import { expertCount, hasExperts, headCounts, layerCount } from '../modelShape.ts'
import { multiplies, sixteenBit } from '../peak.ts'
import type { Precision } from '../precision.ts'
import { boughtDevices } from '../systemUnit.ts'
import type { Workload } from '../workload.ts'

/** Devices of a server where the profile does not say how far its link reaches. */
const USUAL_SERVER = 8
/** A proposal is for a machine someone might build. */
const MOST_DEVICES = 4096

type Split = Pick<Deployment, 'tensorParallel' | 'pipelineParallel' | 'dataParallel' | 'expertParallel'>

/** The largest width up to `most` that divides all counts. */
function widest(most: number, counts: readonly number[]): number {
  for (let width = most; width > 1; width--) if (counts.every((count) => count % width === 0)) return width
  return 1
}

/** Whether a split of the devices holds the load. */
type Holds = (split: Split) => boolean

/** Weighs splits of a deployment with what the engine weighs them with. */
function holdsOn(hardware: HardwareProfile, model: ModelProfile, workload: Workload, deployment: Deployment): Holds {
  const { kind, capacity } = modelLevel(hardware)
  const machine = { serving: { kind, capacity: capacity.value ?? 0 } }
  const context = heldContext(deployment.serving, workload)
  return (split) => {
    const { layout, replicas } = layoutOf(model, deployment, { ...split, contextParallel: deployment.contextParallel })
    const { operators } = lowerModel(model, layout)
    const footprint = footprintOf(model, layout, operators)
    const copy = { model, layout, operators, footprint, machine, streamedWeights: layout.offload.weights }
    const perRank = Math.max(1, workload.concurrency / (replicas * layout.attentionRanks))
    const tokens = (requests: number): number => stepTokens(copy, deployment.serving, workload, requests)
    return fitCopy(copy, context, tokens, perRank, false).requestsPerRank >= perRank
  }
}

/** The split of a number of devices with the fewest stages that holds the load; null: none does. */
function split(hardware: HardwareProfile, model: ModelProfile, devices: number, holds: Holds): Split | null {
  const layers = layerCount(model)
  if (hardware.kind === 'wafer') {
    const stages = { tensorParallel: 1, pipelineParallel: devices, dataParallel: 1, expertParallel: 1 }
    return devices <= layers && holds(stages) ? stages : null
  }
  const heads = headCounts(model).map((counted) => counted.heads)
  const domain = hardware.scaleUp?.domain.value ?? USUAL_SERVER
  const tensorParallel = heads.length === 0 ? 1 : widest(Math.min(domain, ...heads), [devices, ...heads])
  const expertParallel = hasExperts(model) ? widest(tensorParallel, [tensorParallel, expertCount(model)]) : 1
  const groups = devices / tensorParallel
  for (let stages = 1; stages <= Math.min(groups, layers); stages++) {
    if (groups % stages !== 0) continue
    const found = { tensorParallel, pipelineParallel: stages, dataParallel: groups / stages, expertParallel }
    if (holds(found)) return found
  }
  return null
}

/**
 * How a number of devices is split. Wafers cut layers into stages. Elsewhere tensor parallelism takes the whole link
 * domain where the heads divide; what is left becomes stages while the model needs them, then replicas. Devices that
 * cannot hold the load are split as if they could: the engine says what is missing.
 */
export function splitDevices(
  hardware: HardwareProfile,
  model: ModelProfile,
  devices: number,
  workload: Workload,
  deployment: Deployment,
): Split {
  return (
    split(hardware, model, devices, holdsOn(hardware, model, workload, deployment)) ??
    split(hardware, model, devices, () => true) ?? {
      tensorParallel: 1,
      pipelineParallel: devices,
      dataParallel: 1,
      expertParallel: 1,
    }
  )
}

/**
 * A deployment that fits, to start from. Precisions follow `like` where the device has them, so that columns compare
 * alike, and so does the number of devices; devices that come in systems are proposed in whole ones. Where that number does
 * not hold the load it is the next larger one that does, of full servers doubled. Where no number does, it is a server, and
 * the engine says what is missing.
 */
export function proposeDeployment(
  hardware: HardwareProfile,
  model: ModelProfile,
  workload: Workload,
  like: Deployment,
): Deployment {
  const keep = (precision: Precision) => (multiplies(hardware, precision) ? precision : null)
  const weightPrecision = keep(like.weightPrecision) ?? keep('fp8') ?? sixteenBit(hardware)
  const deployment: Deployment = {
    ...like,
    serving: like.serving === 'disaggregated' ? 'aggregated' : like.serving,
    weightPrecision,
    activationPrecision: keep(like.activationPrecision) ?? weightPrecision,
    kvPrecision: keep(like.kvPrecision) ?? weightPrecision,
    software: null,
    pools: null,
  }
  const holds = holdsOn(hardware, model, workload, deployment)
  const wafer = hardware.kind === 'wafer'
  const unit = hardware.system?.devices
  const server = unit ?? (wafer ? 1 : Math.min(hardware.scaleUp?.domain.value ?? 1, USUAL_SERVER))
  const next = (count: number): number => (unit !== undefined && unit >= USUAL_SERVER ? count + unit : count * 2)
  const alike = boughtDevices(hardware, like.devices)
  const asMany = split(hardware, model, alike, holds)
  if (asMany !== null) return { ...deployment, devices: alike, ...asMany }
  for (let devices = server; devices <= MOST_DEVICES; devices = wafer ? devices + (unit ?? 1) : next(devices)) {
    const found = devices < alike ? null : split(hardware, model, devices, holds)
    if (found !== null) return { ...deployment, devices, ...found }
  }
  return { ...deployment, devices: server, ...splitDevices(hardware, model, server, workload, deployment) }
}

/** Whether a model can be cut so: heads, layers and experts divide. */
function cutsEvenly(model: ModelProfile, { tensorParallel, pipelineParallel, expertParallel }: Deployment): boolean {
  return (
    headCounts(model).every(({ heads }) => heads % tensorParallel === 0) &&
    pipelineParallel <= layerCount(model) &&
    (expertParallel === 1 || (hasExperts(model) && expertCount(model) % expertParallel === 0))
  )
}

/**
 * A deployment for another model: the same one wherever that can be cut so and holds the load, or no other split of the
 * devices would; else the same devices, split anew. Everything else stays as it was set.
 */
export function keepDeployment(
  hardware: HardwareProfile,
  model: ModelProfile,
  workload: Workload,
  deployment: Deployment,
): Deployment {
  if (deployment.serving === 'disaggregated') return deployment
  const holds = holdsOn(hardware, model, workload, deployment)
  const fits = cutsEvenly(model, deployment)
  if (fits && holds(deployment)) return deployment
  const found = split(hardware, model, deployment.devices, holds)
  if (found !== null) return { ...deployment, ...found }
  if (fits) return deployment
  return { ...deployment, ...splitDevices(hardware, model, deployment.devices, workload, deployment) }
}
