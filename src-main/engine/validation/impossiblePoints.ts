import { memoryReserve } from '#shared/domain/lowering/reserve.ts'
import type { OwnPoint } from '#shared/domain/ownCalibration.ts'
import type { Wording } from '#shared/domain/wording.ts'
import { activePrefill } from '#shared/domain/prefillPlace.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { amount } from '#shared/units/amount.ts'
import { machineOf, type Machine } from '../machine/machine.ts'
import { buildDeployment, type Group } from '../placement/build.ts'
import { tokensPerStep } from '../serving/speculation.ts'
import { floorOf } from './floor.ts'
import type { Request } from './reading.ts'

/** What points are held against. */
type Measured = Pick<ResolvedScenario, 'hardware' | 'model' | 'deployment' | 'prefill'>

/** Points that a scenario could have given, and why each other is none of it, in their order. */
export interface WeighedPoints {
  readonly possible: readonly OwnPoint[]
  readonly impossible: readonly Wording[]
  /** What is made of points that stay. */
  readonly told: readonly Wording[]
}

/** How far below a floor a printed time may be: it was rounded, and so were published bandwidths and peaks. */
const ROUNDED = 0.98
/** How far tokens a step may differ from what the scenario's speculation gives. */
const SAME_SPECULATION = 0.1
/** Tokens a step from which on a run guessed ahead. */
const GUESSED = 1.02

interface Floors {
  /** Seconds of a step for one request. */
  readonly step: number
  /** Seconds of the operations of its prompt. */
  readonly prompt: number
  /** Seconds a prompt where all workers that prefill have one each. */
  readonly perPrompt: number
}

/** A point as the machine interface would ask for it; context parallelism cuts reading as tensor parallelism does. */
function requestOf({ deployment }: Measured, { inputTokens, outputTokens }: OwnPoint): Request {
  const degrees = (
    of: Pick<typeof deployment, 'tensorParallel' | 'pipelineParallel' | 'dataParallel' | 'contextParallel'>,
  ) => ({
    tp: of.tensorParallel * of.contextParallel,
    pp: of.pipelineParallel,
    dp: of.dataParallel,
  })
  const common = {
    hardware: '',
    model: '',
    inputTokens,
    outputTokens,
    weightDtype: deployment.weightPrecision,
    activationDtype: deployment.activationPrecision,
    kvDtype: deployment.kvPrecision,
  }
  const { pools } = deployment
  return pools !== null && deployment.serving === 'disaggregated'
    ? {
        ...common,
        mode: 'disaggregated',
        concurrency: 1,
        prefill: { workers: 1, ...degrees(pools.prefill) },
        decode: { workers: 1, ...degrees(pools.decode) },
      }
    : { ...common, mode: 'aggregated', concurrency: 1, ...degrees(deployment) }
}

function floorsOf(machine: Machine, measured: Measured, point: OwnPoint): Floors {
  const request = requestOf(measured, point)
  // Prompts are multiplied where they are read: on the devices of a prefill pool of its own, where there is one.
  const prompts = machineOf(activePrefill(measured)?.hardware ?? measured.hardware)
  const of = (field: 'tpot' | 'ttft'): number =>
    floorOf(field === 'ttft' ? prompts : machine, measured.model, request, field).cold
  const { serving, pools } = measured.deployment
  const workers = serving === 'disaggregated' ? (pools?.prefill.workers ?? 1) : 1
  return { step: of('tpot'), prompt: of('ttft'), perPrompt: of('ttft') / workers }
}

function loadOf(point: OwnPoint) {
  return {
    inFlight: Math.round(point.concurrency * 10) / 10,
    input: Math.round(point.inputTokens),
    output: Math.round(point.outputTokens),
  }
}

/** Seconds, and the least physics allows. */
function below(
  code: 'measured.belowStep' | 'measured.belowPrompt' | 'measured.belowRequest',
  point: OwnPoint,
  machine: Machine,
  seconds: number,
  floor: number,
): Wording {
  const times = { measured: amount(seconds, 'seconds'), floor: amount(floor, 'seconds') }
  return { code, parameters: { ...loadOf(point), device: machine.profile.name, ...times } }
}

/** A request from sending to its last token, as its throughput or its times give it. */
interface Whole {
  readonly seconds: number
  /**
   * Share of those in flight that were there on average at the least. Throughput counts over the whole run; a run of one
   * wave, whose times alone are known, begins with all and ends with one.
   */
  readonly present: number
}

function wholeOf({ concurrency, outputTokens, tpot, ttft, outputTokensPerSecond }: OwnPoint): Whole | null {
  if (outputTokensPerSecond !== null) {
    return { seconds: (concurrency * outputTokens) / outputTokensPerSecond, present: 1 }
  }
  return tpot === null || ttft === null
    ? null
    : { seconds: ttft + Math.max(0, outputTokens - 1) * tpot, present: 1 / 2 }
}

/** Such requests that are held at once with nothing kept for the runtime, of those in flight; null: nobody knows, or all. */
interface Held {
  readonly requests: number
  readonly needed: number
  readonly room: number
}

/**
 * Weights that are too large say that the scenario holds them otherwise than the run did, and leave its cache the whole
 * memory.
 */
function heldOf({ fit, placement, workers, requests }: Group): Held | null {
  const capacity = fit.usablePerDevice / (1 - memoryReserve(workers.plan.serving.software).share)
  if (!(capacity > 0) || fit.streamed || !(fit.cachePerRequest > 0)) return null
  const room = fit.weightsPerDevice < capacity ? capacity - fit.weightsPerDevice : capacity
  const { layout } = placement
  const ranks = workers.copies * layout.attentionRanks
  const perRank = Math.max(1, requests / ranks)
  if (perRank * fit.cachePerRequest <= room) return null
  const devices = ranks * layout.tensorParallel * layout.pipelineParallel * layout.contextParallel
  return {
    requests: (room / fit.cachePerRequest) * ranks,
    needed: perRank * fit.cachePerRequest * devices,
    room: room * devices,
  }
}

/**
 * Why a point cannot have been measured; null: it can. A token is not made faster than the weights are read, a prompt not
 * faster than it is multiplied, all prompts together not faster than the devices multiply, and requests that memory does
 * not hold together wait for one another (Little's law). Nothing is known of a bandwidth that may be dealt out anew.
 */
function cannotBe(machine: Machine, measured: Measured, point: OwnPoint, groups: readonly Group[]): Wording | null {
  if (measured.deployment.bandwidthAllocation !== null) return null
  const floors = floorsOf(machine, measured, point)
  const step = floors.step / (point.tokensPerStep ?? tokensPerStep(measured.deployment.speculation))
  const { tpot, ttft, concurrency, inputTokens, outputTokens } = point
  if (tpot !== null && tpot < ROUNDED * step) return below('measured.belowStep', point, machine, tpot, step)
  if (ttft !== null && ttft < ROUNDED * floors.prompt) {
    return below('measured.belowPrompt', point, machine, ttft, floors.prompt)
  }
  const whole = wholeOf(point)
  if (whole === null) return null
  const { seconds } = whole
  const alone = floors.prompt + Math.max(0, outputTokens - 1) * step
  const present = Math.max(1, concurrency * whole.present)
  for (const held of groups.map(heldOf)) {
    if (held === null) continue
    const floor = alone * Math.max(1, present / Math.max(1, held.requests))
    if (seconds >= ROUNDED * floor) continue
    const memory = {
      needed: amount(held.needed, 'bytes'),
      room: amount(held.room, 'bytes'),
      held: Math.floor(held.requests),
    }
    const times = { measured: amount(seconds, 'seconds'), floor: amount(floor, 'seconds') }
    const parameters = { ...loadOf(point), device: machine.profile.name, ...memory, ...times }
    return { code: 'measured.beyondMemory', parameters }
  }
  if (seconds < ROUNDED * alone) return below('measured.belowRequest', point, machine, seconds, alone)
  if (seconds < ROUNDED * present * floors.perPrompt) {
    const rates = {
      measured: amount((concurrency * inputTokens) / seconds, 'tokensPerSecond'),
      most: amount((concurrency * inputTokens) / (present * floors.perPrompt), 'tokensPerSecond'),
    }
    return { code: 'measured.beyondPeak', parameters: { ...loadOf(point), device: machine.profile.name, ...rates } }
  }
  return null
}

/** That some of the requests in flight waited, as the scenario weighs its memory; null: none did, or its weights do not fit. */
function waited(groups: readonly Group[], point: OwnPoint): Wording | null {
  const serving = groups.filter(({ name, fit }) => name !== 'prefill' && fit.weightsPerDevice < fit.usablePerDevice)
  const held = Math.floor(Math.min(...serving.map(({ workers }) => workers.capacity)))
  if (serving.length === 0 || !Number.isFinite(held) || held < 1 || held >= point.concurrency) return null
  return { code: 'measured.waited', parameters: { ...loadOf(point), held } }
}

/** Why a run guessed tokens ahead otherwise than the scenario; null: it did not. */
function guessedOtherwise({ deployment }: Measured, point: OwnPoint): Wording | null {
  const { tokensPerStep: tokens } = point
  if (tokens === undefined || tokens < GUESSED) return null
  if (deployment.speculation === null) {
    return { code: 'measured.guessedAhead', parameters: { ...loadOf(point), tokens } }
  }
  const modelled = tokensPerStep(deployment.speculation)
  if (Math.abs(tokens / modelled - 1) <= SAME_SPECULATION) return null
  return { code: 'measured.guessedOtherwise', parameters: { ...loadOf(point), tokens, modelled } }
}

/**
 * Parts points that a scenario could have given from those it cannot have: times below what reading and multiplying take at
 * the limits of the device, more requests than its memory lets through, and runs that guessed tokens ahead otherwise than
 * the scenario does. The floors are those that public measurements are held against.
 */
export function weighPoints({
  scenario,
  points,
}: {
  readonly scenario: Measured
  readonly points: readonly OwnPoint[]
}): WeighedPoints {
  const machine = machineOf(scenario.hardware)
  const possible: OwnPoint[] = []
  const impossible: Wording[] = []
  const told: Wording[] = []
  for (const point of points) {
    const workload = { ...point, cachedShare: 0 }
    const { groups } = buildDeployment({ ...scenario, workload }, machine)
    const why = guessedOtherwise(scenario, point) ?? cannotBe(machine, scenario, point, groups)
    if (why !== null) {
      impossible.push(why)
      continue
    }
    possible.push(point)
    const wait = waited(groups, point)
    if (wait !== null) told.push(wait)
  }
  return { possible, impossible, told }
}
