import type { Deployment } from '#shared/domain/deployment.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import type { PeakFormat, Precision } from '#shared/domain/precision.ts'
import type { Workload } from '#shared/domain/workload.ts'
import { cacheBytesPerToken, hasExperts, queryHeads, weightBytes } from './modelSize.ts'

/** Share of memory that weights and cache may fill in a proposal: the rest is for activations and the runtime. */
const FILL = 0.85
/** Devices of a server where the profile does not say how far its link reaches. */
const USUAL_SERVER = 8

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

/** Bytes one device has for a model in its own memory; null: unknown. */
export function capacityPerDevice(hardware: HardwareProfile): number | null {
  const known = hardware.memory.flatMap((level) =>
    level.holdsModel && level.kind !== 'external' && level.capacity.value !== null ? [level.capacity.value] : [],
  )
  return known.length === 0 ? null : Math.max(...known)
}

function largestDivisor(of: number, atMost: number, alsoDivides: number): number {
  for (let candidate = Math.min(of, atMost); candidate > 1; candidate--) {
    if (of % candidate === 0 && alsoDivides % candidate === 0) return candidate
  }
  return 1
}

/**
 * How a number of devices is split. Wafers cut layers into stages. Elsewhere tensor parallelism takes the whole link
 * domain where the heads divide; what is left becomes stages while the model needs them, then replicas.
 * @param neededDevices devices that one replica needs for its weights and cache
 */
export function splitDevices(
  hardware: HardwareProfile,
  model: ModelProfile,
  devices: number,
  neededDevices = 1,
): Split {
  if (hardware.kind === 'wafer') {
    return { tensorParallel: 1, pipelineParallel: devices, dataParallel: 1, expertParallel: 1 }
  }
  const domain = hardware.scaleUp?.domain.value ?? USUAL_SERVER
  const tensorParallel = largestDivisor(devices, Math.min(domain, queryHeads(model)), queryHeads(model))
  const groups = devices / tensorParallel
  const stagesNeeded = Math.ceil(neededDevices / tensorParallel)
  let pipelineParallel = 1
  for (let stages = 1; stages <= groups; stages++) {
    if (groups % stages !== 0) continue
    pipelineParallel = stages
    if (stages >= stagesNeeded) break
  }
  return {
    tensorParallel,
    pipelineParallel,
    dataParallel: groups / pipelineParallel,
    expertParallel: hasExperts(model) ? tensorParallel : 1,
  }
}

/** Devices that hold weights and cache of a load; null where a size is unknown. */
export function devicesFor(
  hardware: HardwareProfile,
  model: ModelProfile,
  workload: Workload,
  precisions: Pick<Deployment, 'weightPrecision' | 'kvPrecision'>,
): number | null {
  const weights = weightBytes(model, precisions.weightPrecision)
  const capacity = capacityPerDevice(hardware)
  if (weights === null || capacity === null) return null
  const tokens = workload.concurrency * (workload.inputTokens + workload.outputTokens)
  return Math.ceil((weights + tokens * cacheBytesPerToken(model, precisions.kvPrecision)) / (capacity * FILL))
}

/**
 * A deployment that fits, to start from. Precisions follow `like` where the device has them, so that columns compare
 * alike; the number of devices is a full server, or the next power of two that holds the model.
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
  const needed = devicesFor(hardware, model, workload, { weightPrecision, kvPrecision }) ?? 1
  const domain = hardware.scaleUp?.domain.value ?? 1
  const server = hardware.kind === 'wafer' ? 1 : Math.min(domain, USUAL_SERVER)
  const devices = hardware.kind === 'wafer' ? needed : Math.max(server, 2 ** Math.ceil(Math.log2(needed)))
  return {
    ...like,
    serving: like.serving === 'disaggregated' ? 'aggregated' : like.serving,
    devices,
    weightPrecision,
    activationPrecision,
    kvPrecision,
    software: null,
    pools: null,
    ...splitDevices(hardware, model, devices, needed),
  }
}
