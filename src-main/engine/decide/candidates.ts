import type { Quality } from '#shared/domain/brief/quality.ts'
import { WITHOUT_EXTRAS, type Deployment } from '#shared/domain/deployment.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { Software } from '#shared/domain/software.ts'
import { candidatesOf } from '../analysis/search/candidates.ts'
import { SERVING_ENTRIES } from '../calibration/servingTable.ts'
import { machineOf } from '../machine/machine.ts'
import { buildDeployment } from '../placement/build.ts'
import { acceptedFormats, type Formats } from './acceptedFormats.ts'

/** One alternative's machine and load, before anything of its deployment is settled. */
export type Machinery = Omit<ResolvedScenario, 'deployment'>

/** Which configurations are weighed. */
export interface CandidateLimits {
  readonly quality: Quality
  /** Set by hand: the only candidate. Null: derived. */
  readonly pinned: Deployment | null
  /** Devices of one system of the offer. */
  readonly devicesPerSystem: number
}

/** Devices of one copy, at most: what is wider is many machines, not one. */
const MOST_DEVICES = 64
/** Copies are at most this many times as wide as the narrowest that holds the model, where one system holds it. */
const TIMES_NARROWEST = 2

/**
 * Stacks whose serving was measured on a device itself; where none was, null: the one its nearest relatives are calibrated
 * on. llama.cpp is nobody's choice for a service where others run.
 */
export function stacksOn({ hardware }: Pick<ResolvedScenario, 'hardware'>): readonly (Software | null)[] {
  const { id } = machineOf(hardware)
  const all = new Set(SERVING_ENTRIES.flatMap((entry) => (entry.hardware === id ? (entry.software ?? []) : [])))
  if (all.size > 1) all.delete('llamacpp')
  return all.size === 0 ? [null] : [...all].toSorted()
}

function unsettled(formats: Formats, software: Software | null): Deployment {
  return {
    ...WITHOUT_EXTRAS,
    ...formats,
    serving: 'aggregated',
    devices: 1,
    tensorParallel: 1,
    pipelineParallel: 1,
    dataParallel: 1,
    expertParallel: 1,
    software,
    overlap: 0,
    routingSkew: 1,
    pools: null,
  }
}

/** Deployments of one copy: systems are filled with copies when they are counted, not by widening a copy. */
function deploymentsOf(machinery: Machinery, formats: Formats, software: Software | null, mostDevices: number) {
  const { system: _, ...alone } = machinery.hardware
  const scenario = { ...machinery, hardware: alone, deployment: unsettled(formats, software) }
  const limits = { target: { tpot: null, ttft: null }, mostDevices, mostPerHour: null, keepPrecision: true }
  return candidatesOf(scenario, limits)
}

/** Whether a deployment holds the model and one request on its own devices, without fetching weights in every step. */
function holdsOne(machinery: Machinery, deployment: Deployment): boolean {
  const workload = { ...machinery.workload, concurrency: 1 }
  const { service, groups } = buildDeployment({ ...machinery, workload, deployment }, machineOf(machinery.hardware))
  return service !== null && groups.every(({ workers }) => workers.plan.streamedWeights === 0)
}

/** Fewest devices that hold the model; 1 where no number that is weighed does. */
function narrowest(machinery: Machinery, formats: Formats): number {
  for (let most = 1; most <= MOST_DEVICES; most *= 2) {
    const sizes = deploymentsOf(machinery, formats, null, most)
      .filter(({ serving, devices }) => serving === 'aggregated' && devices > most / 2)
      .filter((deployment) => holdsOne(machinery, deployment))
      .map(({ devices }) => devices)
    if (sizes.length > 0) return Math.min(...sizes)
  }
  return 1
}

/** Devices of one copy that are worth weighing: those of one system, or of more where the model needs them. */
function widest(least: number, devicesPerSystem: number): number {
  return Math.min(MOST_DEVICES, Math.max(devicesPerSystem, TIMES_NARROWEST * least))
}

/**
 * Every configuration of one alternative that is weighed, as a scenario: accepted formats × stacks calibrated on the device ×
 * splits and pools. The order is fixed. Those that do not run have curves without loads.
 */
export function candidatesFor(machinery: Machinery, limits: CandidateLimits): readonly ResolvedScenario[] {
  const { quality, pinned, devicesPerSystem } = limits
  if (pinned !== null) return [{ ...machinery, deployment: pinned }]
  const { hardware, model, prefill } = machinery
  return acceptedFormats(quality, model, hardware).flatMap((formats) => {
    const most = widest(narrowest(machinery, formats), devicesPerSystem)
    return stacksOn(machinery).flatMap((software) =>
      deploymentsOf(machinery, formats, software, most)
        .filter(({ serving }) => prefill === null || serving === 'disaggregated')
        .map((deployment): ResolvedScenario => ({ ...machinery, deployment })),
    )
  })
}
