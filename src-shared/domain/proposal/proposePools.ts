import { poolDevices, type Deployment, type Pool } from '../deployment.ts'
import type { HardwareProfile } from '../hardware.ts'
import type { ModelProfile } from '../model.ts'
import { multiplies, sixteenBit } from '../peak.ts'
import type { Precision } from '../precision.ts'
import type { PrefillPlace } from '../prefillPlace.ts'
import type { Workload } from '../workload.ts'
import { USUAL_SERVER } from './devicesOfSystem.ts'
import { holdsOn, split, splitDevices, weightsLike, type Split } from './proposeDeployment.ts'

/** What a proposal of pools is made for. */
export interface PoolsWanted {
  readonly hardware: HardwareProfile
  readonly model: ModelProfile
  readonly workload: Workload
  /** The deployment as it is; its number of devices is kept where both pools are of one device. */
  readonly deployment: Deployment
  /** The device of a prefill pool of its own, with its formats; null: prefill runs on the same devices. */
  readonly prefill: { readonly hardware: HardwareProfile; readonly place: PrefillPlace } | null
}

type PoolDeployment = Pick<Deployment, 'serving' | 'devices' | 'pools'>

function poolOf(cut: Split, workers: number, batch: number): Pool {
  return { workers, ...cut, contextParallel: 1, batch }
}

/** Sizes one worker of so many devices at most may have: wafers by one, others doubled. */
function sizes(hardware: HardwareProfile, most: number): readonly number[] {
  if (hardware.kind === 'wafer') return Array.from({ length: most }, (_, index) => index + 1)
  const found: number[] = []
  for (let size = 1; size <= most; size *= 2) found.push(size)
  return found.includes(most) ? found : [...found, most]
}

/** The smallest worker that holds one prompt, cut one copy to a worker; the largest there may be where none does. */
function promptWorker(wanted: PoolsWanted, hardware: HardwareProfile, deployment: Deployment, most: number): Split {
  const { model } = wanted
  const load = { ...wanted.workload, concurrency: 1, outputTokens: 1 }
  const holds = holdsOn(hardware, model, load, deployment)
  const alone = (cut: Split): boolean => cut.dataParallel === 1 && holds(cut)
  for (const size of sizes(hardware, most)) {
    const found = split(hardware, model, size, alone)
    if (found !== null) return found
  }
  return splitDevices(hardware, model, most, load, deployment)
}

const sizeOf = ({ tensorParallel, pipelineParallel, dataParallel }: Split): number =>
  tensorParallel * pipelineParallel * dataParallel

/**
 * Two pools to start from. Of one device: half of the devices for each, in the smallest workers that hold a prompt, and one
 * worker that decodes on the other half. Of two: the scenario's devices decode, and prefill starts with a server of its own.
 * The engine says which pool binds and what the other could do without.
 */
export function proposePools(wanted: PoolsWanted): PoolDeployment {
  const { hardware, model, workload, prefill } = wanted
  const deployment: Deployment = { ...wanted.deployment, serving: 'disaggregated', contextParallel: 1 }
  const total = Math.max(2, deployment.devices)
  const [promptDevice, promptFormats] = prefill === null ? [hardware, deployment] : [prefill.hardware, prefill.place]
  const server = promptDevice.system?.devices ?? Math.min(promptDevice.scaleUp?.domain.value ?? 1, USUAL_SERVER)
  const wafers = promptDevice.kind === 'wafer'
  // The model may not fit half of them: then the engine says what is missing.
  const most = prefill === null ? Math.floor(total / 2) : wafers ? 64 : Math.max(1, server)
  const { weightPrecision, activationPrecision, kvPrecision } = promptFormats
  const formats = { ...deployment, weightPrecision, activationPrecision, kvPrecision }
  const cut = promptWorker(wanted, promptDevice, formats, most)
  const room = prefill === null || !wafers ? most : sizeOf(cut)
  const prompts = poolOf(cut, Math.max(1, Math.floor(room / sizeOf(cut))), 1)
  const decoding = prefill === null ? total - poolDevices(prompts) : deployment.devices
  const decode = poolOf(
    splitDevices(hardware, model, Math.max(1, decoding), workload, deployment),
    1,
    Math.max(1, workload.concurrency),
  )
  const pools = { prefill: prompts, decode }
  return { serving: 'disaggregated', devices: poolDevices(prompts) + poolDevices(decode), pools }
}

/** A prefill pool on another device: the formats of the deployment where that device has them, and its best-measured stack. */
export function proposePlace(hardware: HardwareProfile, like: Deployment): PrefillPlace {
  const keep = (precision: Precision) => (multiplies(hardware, precision) ? precision : null)
  const weightPrecision = weightsLike(hardware, like.weightPrecision)
  return {
    hardware: hardware.id,
    hardwareOverrides: {},
    weightPrecision,
    activationPrecision: keep(like.activationPrecision) ?? weightPrecision,
    kvPrecision: keep(like.kvPrecision) ?? sixteenBit(hardware),
    software: null,
    softwareVersion: null,
  }
}
