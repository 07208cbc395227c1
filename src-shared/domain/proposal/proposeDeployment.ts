import type { Deployment } from '#shared/domain/deployment.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import type { PeakFormat, Precision } from '#shared/domain/precision.ts'
import type { Workload } from '#shared/domain/workload.ts'
import { cacheBytesPerToken, cacheShards, hasExperts, layerCount, queryHeads, weightBytes } from './modelSize.ts'

/** Share of memory that weights and cache may fill in a proposal: the rest is for activations and the runtime. */
const FILL = 0.75
/** Devices of a server where the profile does not say how far its link reaches. */
const USUAL_SERVER = 8
/** A proposal is for a machine someone might build. */
const MOST_DEVICES = 4096

type Split = Pick<Deployment, 'tensorParallel' | 'pipelineParallel' | 'dataParallel' | 'expertParallel'>

/** Peak formats in which a precision can be multiplied, best first. */
const PEAKS_FOR: Readonly<Record<Precision, readonly PeakFormat[]>> = {
  fp32: ['fp32', 'tf32'],
  bf16: ['bf16', 'fp16'],
  fp16: ['fp16', 'bf16'],
  fp8: ['fp8'],
  int8: ['int8'],
  fp6: ['fp6', 'fp8'],
  nvfp4: ['fp4'],
  mxfp4: ['fp4'],
  int4: ['int4', 'int8'],
}

/** The device multiplies this format in hardware. */
export function multiplies(hardware: HardwareProfile, precision: Precision): boolean {
  return PEAKS_FOR[precision].some((format) => (hardware.peaks[format]?.value ?? null) !== null)
}

/** Bytes one device has for a model in its own fastest level that holds one; null: unknown. */
export function capacityPerDevice(hardware: HardwareProfile): number | null {
  return hardware.memory.find((level) => level.holdsModel && level.kind !== 'external')?.capacity.value ?? null
}

function largestDivisor(of: number, atMost: number, alsoDivides: number): number {
  for (let candidate = Math.min(of, atMost); candidate > 1; candidate--) {
    if (of % candidate === 0 && alsoDivides % candidate === 0) return candidate
  }
  return 1
}

/** What a replica has to hold, and what one device can. Bytes. */
interface Load {
  readonly weights: number
  readonly cache: number
  readonly shards: number
  readonly layers: number
  readonly capacity: number
}

function loadOf(
  hardware: HardwareProfile,
  model: ModelProfile,
  workload: Workload,
  precisions: Pick<Deployment, 'weightPrecision' | 'kvPrecision'>,
): Load | null {
  const weights = weightBytes(model, precisions.weightPrecision)
  const capacity = capacityPerDevice(hardware)
  if (weights === null || capacity === null) return null
  const tokens = workload.concurrency * (workload.inputTokens + workload.outputTokens)
  return {
    weights,
    cache: tokens * cacheBytesPerToken(model, precisions.kvPrecision),
    shards: cacheShards(model),
    layers: layerCount(model),
    capacity: capacity * FILL,
  }
}

/** The fullest device of a replica holds its part: the longest stage counts, because layers are not cut. */
function holds(load: Load | null, tensorParallel: number, pipelineParallel: number, replicas: number): boolean {
  if (!load) return true
  const stage = Math.ceil(load.layers / pipelineParallel) / load.layers
  const cache = load.cache / replicas / Math.min(tensorParallel, load.shards)
  return (load.weights / tensorParallel + cache) * stage <= load.capacity
}

/** The split of a number of devices with the fewest stages that holds the load; null: none does. */
function split(hardware: HardwareProfile, model: ModelProfile, devices: number, load: Load | null): Split | null {
  const layers = layerCount(model)
  if (hardware.kind === 'wafer') {
    const fits = devices <= layers && holds(load, 1, devices, 1)
    return fits ? { tensorParallel: 1, pipelineParallel: devices, dataParallel: 1, expertParallel: 1 } : null
  }
  const domain = hardware.scaleUp?.domain.value ?? USUAL_SERVER
  const heads = queryHeads(model)
  const tensorParallel = largestDivisor(devices, Math.min(domain, heads), heads)
  const groups = devices / tensorParallel
  for (let stages = 1; stages <= Math.min(groups, layers); stages++) {
    const replicas = groups / stages
    if (!Number.isInteger(replicas) || !holds(load, tensorParallel, stages, replicas)) continue
    return {
      tensorParallel,
      pipelineParallel: stages,
      dataParallel: replicas,
      expertParallel: expertWidth(model, tensorParallel),
    }
  }
  return null
}

/** Experts spread over the tensor-parallel devices where they divide evenly. */
function expertWidth(model: ModelProfile, tensorParallel: number): number {
  if (!hasExperts(model)) return 1
  const counts = model.layerGroups.flatMap(({ feedForward }) =>
    feedForward.kind === 'moe' ? [feedForward.experts] : [],
  )
  for (let width = tensorParallel; width > 1; width--) {
    if (tensorParallel % width === 0 && counts.every((experts) => experts % width === 0)) return width
  }
  return 1
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
  precisions: Pick<Deployment, 'weightPrecision' | 'kvPrecision'>,
): Split {
  const load = loadOf(hardware, model, workload, precisions)
  return (
    split(hardware, model, devices, load) ??
    split(hardware, model, devices, null) ?? {
      tensorParallel: 1,
      pipelineParallel: devices,
      dataParallel: 1,
      expertParallel: 1,
    }
  )
}

/**
 * A deployment that fits, to start from. Precisions follow `like` where the device has them, so that columns compare
 * alike; the number of devices is a full server, or the next power of two that holds the model; devices that come in
 * systems are proposed in whole ones. Where no number does,
 * it is a server, and the engine says what is missing.
 */
export function proposeDeployment(
  hardware: HardwareProfile,
  model: ModelProfile,
  workload: Workload,
  like: Deployment,
): Deployment {
  const usual: Precision = multiplies(hardware, 'fp8') ? 'fp8' : 'bf16'
  const sixteen: Precision = multiplies(hardware, 'bf16') ? 'bf16' : 'fp16'
  const keep = (precision: Precision) => (multiplies(hardware, precision) ? precision : null)
  const weightPrecision = keep(like.weightPrecision) ?? (multiplies(hardware, usual) ? usual : sixteen)
  const activationPrecision = keep(like.activationPrecision) ?? weightPrecision
  const kvPrecision = keep(like.kvPrecision) ?? weightPrecision
  const load = loadOf(hardware, model, workload, { weightPrecision, kvPrecision })
  const wafer = hardware.kind === 'wafer'
  const unit = hardware.system?.devices
  const server = unit ?? (wafer ? 1 : Math.min(hardware.scaleUp?.domain.value ?? 1, USUAL_SERVER))
  const next = (count: number): number => (unit !== undefined && unit >= USUAL_SERVER ? count + unit : count * 2)
  let devices = server
  while (split(hardware, model, devices, load) === null && devices < MOST_DEVICES)
    devices = wafer ? devices + (unit ?? 1) : next(devices)
  if (split(hardware, model, devices, load) === null) devices = server
  return {
    ...like,
    serving: like.serving === 'disaggregated' ? 'aggregated' : like.serving,
    devices,
    weightPrecision,
    activationPrecision,
    kvPrecision,
    software: null,
    pools: null,
    ...splitDevices(hardware, model, devices, workload, { weightPrecision, kvPrecision }),
  }
}
