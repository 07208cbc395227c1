import type { Deployment } from '../deployment.ts'
import { modelLevel, type HardwareProfile } from '../hardware.ts'
import { heldContext, stepTokens } from '../lowering/budget.ts'
import { fitCopy } from '../lowering/fit.ts'
import { footprintOf, isPacked } from '../lowering/footprint.ts'
import { memoryReserve } from '../lowering/reserve.ts'
import { leastRedundant } from '../lowering/routing.ts'
import { layoutOf } from '../lowering/layout.ts'
import { lowerModel } from '../lowering/lower.ts'
import type { ModelProfile } from '../model.ts'
import { expertCount, hasExperts, headCounts, layerCount } from '../modelShape.ts'
import { multiplies, sixteenBit } from '../peak.ts'
import { BITS_PER_ELEMENT, type Precision } from '../precision.ts'
import { boughtDevices } from '../systemUnit.ts'
import type { Workload } from '../workload.ts'
import { USUAL_SERVER } from './devicesOfSystem.ts'

/** A proposal is for a machine someone might build. */
const MOST_DEVICES = 4096

/** How a number of devices is cut. */
export type Split = Pick<
  Deployment,
  'tensorParallel' | 'pipelineParallel' | 'dataParallel' | 'expertParallel' | 'redundantExperts'
>

/** The largest width up to `most` that divides all counts. */
function widest(most: number, counts: readonly number[]): number {
  for (let width = most; width > 1; width--) if (counts.every((count) => count % width === 0)) return width
  return 1
}

/** Whether a split of the devices holds the load. */
export type Holds = (split: Split) => boolean

/** Weighs splits of a deployment with what the engine weighs them with. */
export function holdsOn(
  hardware: HardwareProfile,
  model: ModelProfile,
  workload: Workload,
  deployment: Deployment,
): Holds {
  const { kind, capacity } = modelLevel(hardware)
  const machine = { serving: { kind, capacity: capacity.value ?? 0 } }
  const reserve = memoryReserve(deployment.software)
  const context = heldContext(deployment.serving, workload)
  return (split) => {
    const { layout, replicas } = layoutOf(model, deployment, { ...split, contextParallel: deployment.contextParallel })
    const { operators } = lowerModel(model, layout)
    const footprint = footprintOf(model, layout, operators, isPacked(kind))
    const copy = { model, layout, operators, footprint, machine, reserve, streamedWeights: layout.offload.weights }
    const perRank = Math.max(1, workload.concurrency / (replicas * layout.attentionRanks))
    const tokens = (requests: number): number => stepTokens(copy, deployment.serving, workload, requests)
    return fitCopy(copy, context, tokens, perRank, false).requestsPerRank >= perRank
  }
}

/** Width of the narrowest routed expert; Infinity: there is none. */
function expertWidth(model: ModelProfile): number {
  const widths = model.layerGroups.map(({ feedForward }) =>
    feedForward.kind === 'moe' ? feedForward.intermediateSize : Infinity,
  )
  return Math.min(...widths)
}

/**
 * How experts are spread over tensor shards × attention ranks. Inside one tensor group while what is left can cut each
 * expert evenly; else over all devices, with the fewest redundant experts that deal them evenly (72 or 144 devices of a rack).
 */
function expertSplit(
  model: ModelProfile,
  tensorParallel: number,
  ranks: number,
): Pick<Split, 'expertParallel' | 'redundantExperts'> {
  const experts = expertCount(model)
  if (experts === 0) return { expertParallel: 1, redundantExperts: undefined }
  const narrow = widest(tensorParallel, [tensorParallel, experts])
  const width = tensorParallel * ranks
  if (width > experts || expertWidth(model) % (width / narrow) === 0) {
    return { expertParallel: narrow, redundantExperts: undefined }
  }
  return { expertParallel: width, redundantExperts: leastRedundant(experts, width) || undefined }
}

/** The split of a number of devices with the fewest stages that holds the load; null: none does. */
export function split(hardware: HardwareProfile, model: ModelProfile, devices: number, holds: Holds): Split | null {
  const layers = layerCount(model)
  if (hardware.kind === 'wafer') {
    const stages = {
      tensorParallel: 1,
      pipelineParallel: devices,
      dataParallel: 1,
      expertParallel: 1,
      redundantExperts: undefined,
    }
    return devices <= layers && holds(stages) ? stages : null
  }
  const heads = headCounts(model).map((counted) => counted.heads)
  const domain = hardware.scaleUp?.domain.value ?? USUAL_SERVER
  const tensorParallel = heads.length === 0 ? 1 : widest(Math.min(domain, ...heads), [devices, ...heads])
  const groups = devices / tensorParallel
  for (let stages = 1; stages <= Math.min(groups, layers); stages++) {
    if (groups % stages !== 0) continue
    const dataParallel = groups / stages
    const spread = expertSplit(model, tensorParallel, dataParallel)
    const found = { tensorParallel, pipelineParallel: stages, dataParallel, ...spread }
    if (holds(found)) return found
  }
  return null
}

/**
 * The fewest stages of one server that hold the load, on chips that keep the model in their SRAM: hundreds of them, of which
 * few numbers doubled are a number of stages too. Null: a stage a layer is not enough.
 */
function packedSplit(hardware: HardwareProfile, model: ModelProfile, holds: Holds): Split | null {
  const heads = headCounts(model).map((counted) => counted.heads)
  const server = Math.min(hardware.scaleUp?.domain.value ?? USUAL_SERVER, USUAL_SERVER)
  const tensorParallel = heads.length === 0 ? 1 : widest(server, heads)
  for (let stages = 1; stages <= layerCount(model); stages++) {
    const found = {
      tensorParallel,
      pipelineParallel: stages,
      dataParallel: 1,
      ...expertSplit(model, tensorParallel, 1),
    }
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
      redundantExperts: undefined,
    }
  )
}

/**
 * The format a device holds weights in that are held so elsewhere: the same, or fp8, else sixteen bits. Chips that keep the
 * model in their SRAM have no room for those: eight bits stay eight, as integers.
 */
export function weightsLike(hardware: HardwareProfile, precision: Precision): Precision {
  const narrow = BITS_PER_ELEMENT[precision] <= BITS_PER_ELEMENT.int8 && isPacked(modelLevel(hardware).kind)
  const wanted = narrow ? ([precision, 'fp8', 'int8'] as const) : ([precision, 'fp8'] as const)
  return wanted.find((each) => multiplies(hardware, each)) ?? sixteenBit(hardware)
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
  const weightPrecision = weightsLike(hardware, like.weightPrecision)
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
  if (!wafer && isPacked(modelLevel(hardware).kind)) {
    const packed = packedSplit(hardware, model, holds)
    if (packed !== null) return { ...deployment, devices: packed.tensorParallel * packed.pipelineParallel, ...packed }
  }
  for (let devices = server; devices <= MOST_DEVICES; devices = wafer ? devices + (unit ?? 1) : next(devices)) {
    const found = devices < alike ? null : split(hardware, model, devices, holds)
    if (found !== null) return { ...deployment, devices, ...found }
  }
  return { ...deployment, devices: server, ...splitDevices(hardware, model, server, workload, deployment) }
}

/** Whether a model can be cut so: heads, layers and experts divide. */
function cutsEvenly(model: ModelProfile, deployment: Deployment): boolean {
  const { tensorParallel, pipelineParallel, expertParallel, redundantExperts = 0 } = deployment
  return (
    headCounts(model).every(({ heads }) => heads % tensorParallel === 0) &&
    pipelineParallel <= layerCount(model) &&
    (expertParallel === 1 || (hasExperts(model) && (expertCount(model) + redundantExperts) % expertParallel === 0))
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
