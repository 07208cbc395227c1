import type { SearchLimits } from '#shared/domain/analysis/configurations.ts'
import type { Deployment, Pool } from '#shared/domain/deployment.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { hasExperts } from '#shared/domain/modelShape.ts'
import { fourBit } from '#shared/domain/peak.ts'
import type { Precision } from '#shared/domain/precision.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { boughtDevices } from '#shared/domain/systemUnit.ts'
import { machineOf, type Machine } from '../../machine/machine.ts'
import { placeDegrees } from '../../placement/layouts.ts'

/** Prefill workers to decode workers that are tried. */
const RATIOS: readonly (readonly [number, number])[] = [
  [1, 1],
  [2, 1],
  [1, 2],
]
/** Devices of a prefill worker, at most: wider ones wait for their links. */
const WIDEST_PREFILL = 8
/** Stages beyond this only lengthen a pipeline. Wafers are cut into as many as their number. */
const MOST_STAGES = 8

/** How one group of devices is split; a degree left out is 1. */
interface Split {
  readonly tensorParallel: number
  readonly pipelineParallel: number
  readonly dataParallel: number
  readonly expertParallel: number
}

type Precisions = Pick<Deployment, 'weightPrecision' | 'activationPrecision' | 'kvPrecision'>

/** The precisions a machine's units multiply as stored, each with the cache in no more than its own bits or eight. */
function precisionsOf(machine: Machine, scenario: ResolvedScenario, keep: boolean): readonly Precisions[] {
  const { weightPrecision, activationPrecision, kvPrecision } = scenario.deployment
  const own: Precisions = { weightPrecision, activationPrecision, kvPrecision }
  if (keep) return [own]
  const alike = (precision: Precision, kv: Precision): Precisions => ({
    weightPrecision: precision,
    activationPrecision: precision,
    kvPrecision: kv,
  })
  const four = fourBit(machine)
  const found: Precisions[] = [own]
  if (machine.peaks.bf16.format === 'bf16') found.push(alike('bf16', 'bf16'))
  else if (machine.peaks.fp16.format === 'fp16') found.push(alike('fp16', 'fp16'))
  if (machine.peaks.fp8.format === 'fp8') found.push(alike('fp8', 'fp8'))
  else if (machine.peaks.int8.format === 'int8') found.push(alike('int8', 'int8'))
  if (machine.peaks[four].format === 'fp4') found.push(alike(four, 'fp8'))
  const seen = new Set<string>()
  return found.filter((precisions) => {
    const key = Object.values(precisions).join('/')
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function powersUpTo(most: number): number[] {
  const powers: number[] = []
  for (let power = 1; power <= most; power *= 2) powers.push(power)
  return powers
}

/** Ways to split up to so many devices. Copies of a dense model side by side are left to the traffic: they change no ratio. */
function splitsOf(model: ModelProfile, machine: Machine, mostDevices: number): readonly Split[] {
  if (machine.kind === 'wafer') {
    const stages = Math.min(mostDevices, 64)
    return Array.from({ length: stages }, (_, index) => ({
      tensorParallel: 1,
      pipelineParallel: index + 1,
      dataParallel: 1,
      expertParallel: 1,
    }))
  }
  const experts = hasExperts(model)
  const splits: Split[] = []
  for (const tensorParallel of powersUpTo(mostDevices)) {
    for (const pipelineParallel of powersUpTo(Math.min(MOST_STAGES, mostDevices / tensorParallel))) {
      const left = mostDevices / tensorParallel / pipelineParallel
      for (const dataParallel of experts ? powersUpTo(left) : [1]) {
        const width = tensorParallel * dataParallel
        const widths = experts ? new Set([1, tensorParallel, width]) : new Set([1])
        for (const expertParallel of widths) {
          splits.push({ tensorParallel, pipelineParallel, dataParallel, expertParallel })
        }
      }
    }
  }
  return splits
}

/**
 * How often so many devices are repeated to fill the whole systems that are paid for with them.
 * @param devices that belong together @param profile the scenario's device; bought alone, once
 * @returns null: those systems go beyond the limit. A limit of less than one system lets part of it be used.
 */
function copiesInSystems(devices: number, profile: HardwareProfile, mostDevices: number): number | null {
  const { system } = profile
  if (system === undefined) return 1
  const bought = boughtDevices(profile, devices)
  if (bought > Math.max(mostDevices, system.devices)) return null
  return Math.max(1, Math.floor(Math.min(bought, mostDevices) / devices))
}

/** A split repeated until the systems it needs are filled; without wafers, whose stages are a number already. */
function fillSystems(splits: readonly Split[], profile: HardwareProfile, mostDevices: number): readonly Split[] {
  if (profile.kind === 'wafer') return splits
  return splits.flatMap((split) => {
    const copies = copiesInSystems(sizeOf(split), profile, mostDevices)
    return copies === null ? [] : [{ ...split, dataParallel: split.dataParallel * copies }]
  })
}

const sizeOf = (split: Split): number => split.tensorParallel * split.pipelineParallel * split.dataParallel

function poolOf(split: Split, workers: number, batch: number): Pool {
  return { workers, ...split, contextParallel: 1, batch }
}

/** Splits worth a pool of their own: one cut over all its devices, by tensors or by requests, experts spread over all. */
function poolSplits(splits: readonly Split[], experts: boolean): readonly Split[] {
  const widest = (devices: number): number => (experts ? devices : 1)
  return splits.filter(
    ({ pipelineParallel, tensorParallel, dataParallel, expertParallel }) =>
      pipelineParallel === 1 &&
      (tensorParallel === 1 || dataParallel === 1) &&
      expertParallel === widest(tensorParallel * dataParallel),
  )
}

/** Requests a decode worker may hold at once: its memory is the bound, not a number set beforehand. */
const UNBOUNDED_BATCH = 1_000_000

/**
 * Every deployment a search weighs for a scenario's machine: precisions × splits, aggregated, and prefill and decode on
 * pools of their own. The order is fixed, so that an index names one in any thread.
 */
export function candidatesOf(scenario: ResolvedScenario, limits: SearchLimits): readonly Deployment[] {
  const { model, deployment } = scenario
  const machine = machineOf(scenario.hardware)
  const splits = splitsOf(model, machine, limits.mostDevices)
  const found: Deployment[] = []
  for (const precisions of precisionsOf(machine, scenario, limits.keepPrecision)) {
    const base: Deployment = {
      ...deployment,
      ...precisions,
      contextParallel: 1,
      serving: 'aggregated',
      pools: null,
      redundantExperts: undefined,
    }
    const placeable = splits.filter((split) => {
      const placed = placeDegrees(model, machine, base, { ...split, devices: sizeOf(split), contextParallel: 1 })
      return placed.placement !== null
    })
    for (const split of fillSystems(placeable, scenario.hardware, limits.mostDevices)) {
      found.push({ ...base, ...split, devices: sizeOf(split) })
    }
    if (machine.kind === 'wafer') continue
    const inPools = poolSplits(placeable, hasExperts(model))
    for (const prefillSplit of inPools) {
      if (prefillSplit.dataParallel > 1 || prefillSplit.tensorParallel > WIDEST_PREFILL) continue
      for (const decodeSplit of inPools) {
        for (const [prefillWorkers, decodeWorkers] of RATIOS) {
          const together = prefillWorkers * sizeOf(prefillSplit) + decodeWorkers * sizeOf(decodeSplit)
          if (together > limits.mostDevices) continue
          const copies = copiesInSystems(together, scenario.hardware, limits.mostDevices)
          if (copies === null) continue
          const pools = {
            prefill: poolOf(prefillSplit, prefillWorkers * copies, 1),
            decode: poolOf(decodeSplit, decodeWorkers * copies, UNBOUNDED_BATCH),
          }
          found.push({ ...base, serving: 'disaggregated', devices: together * copies, pools })
        }
      }
    }
  }
  return found
}
