import { applyHardwareOverrides, figureAt } from '#shared/domain/overrides.ts'
import { SWEPT_CODES, type SweptCode, type SweptInput } from '#shared/domain/analysis/sweep.ts'
import type { Economics } from '#shared/domain/economics.ts'
import { activePrefill, onHardware } from '#shared/domain/prefillPlace.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { Workload } from '#shared/domain/workload.ts'
import type { Dimension } from '#shared/units/quantity.ts'
import { rangeAround } from '#shared/domain/ranges.ts'
import { figureSpread } from '../judge/intervals.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { shortHardwareName } from '#shared/domain/names.ts'
import type { Precision } from '#shared/domain/precision.ts'
import type { Wording } from '#shared/domain/wording.ts'
import { machineOf } from '../machine/machine.ts'

/** An input of a scenario that can be moved on its own. */
export interface MovableInput {
  /** Path, as the inspector names it. */
  readonly input: string
  readonly label: Wording
  readonly dimension: Dimension
  readonly base: number
  readonly low: number
  readonly high: number
  readonly basis: Wording
  /** It belongs to the load or the site: a rival's moves with it. */
  readonly shared: boolean
  /** The value it takes when asked to take one: whole where it must be, within what it may be. */
  readonly bounded: (value: number) => number
  /** Path of the device's figure it is; null: it is none. Figures can be moved together, which is cheaper. */
  readonly figure: string | null
  /** A scenario with `factor` times its own value of this input. */
  readonly scaled: (scenario: ResolvedScenario, factor: number) => ResolvedScenario
}

/** Range of what nobody graded: the load, and what is assumed of the site. */
const ASSUMED = { low: 0.75, high: 1.25, basis: { code: 'basis.assumed' } } as const

const RECORDED: Wording = { code: 'basis.recorded' }

type Bound = (value: number) => number

/** Shares of a whole. Surroundings and network may cost more than the devices. */
const SHARES: ReadonlySet<string> = new Set(['utilisation', 'sparesShare', 'failuresPerYear', 'costOfCapital'])

/** Tokens and requests stay whole and at least one. */
const whole: Bound = (value) => Math.max(1, Math.round(value))
const atMostOne: Bound = (value) => Math.min(1, value)
/** A facility draws at least what its devices draw. */
const atLeastOne: Bound = (value) => Math.max(1, value)
const free: Bound = (value) => value

function hardwareInput(
  scenario: ResolvedScenario,
  path: string,
  label: Wording,
  dimension: Dimension,
): MovableInput | null {
  const figure = figureAt(scenario.hardware, path)
  const base = figure?.value ?? null
  if (figure === null || base === null || base <= 0) return null
  const { below, above } = figureSpread(figure)
  if (below === 0 && above === 0) return null
  const recorded = figure.low !== undefined || figure.high !== undefined
  return {
    input: `hardware.${path}`,
    label,
    dimension,
    base,
    low: base * Math.exp(-below),
    high: base * Math.exp(above),
    basis:
      recorded || figure.grade === null
        ? RECORDED
        : { code: 'basis.grade', parameters: { grade: { code: `grade.${figure.grade}` } } },
    shared: false,
    bounded: free,
    figure: path,
    scaled: (from, factor) => {
      const own = figureAt(from.hardware, path)?.value ?? null
      if (own === null) return from
      return onHardware(from, applyHardwareOverrides(from.hardware, { [path]: own * factor }))
    },
  }
}

/** A figure of the device of a prefill pool of its own; null: there is none, or nobody knows the figure. */
function prefillInput(
  scenario: ResolvedScenario,
  path: string,
  label: Wording,
  dimension: Dimension,
): MovableInput | null {
  const place = activePrefill(scenario)
  if (place === null || place.hardware === scenario.hardware) return null
  const input = hardwareInput({ ...scenario, hardware: place.hardware }, path, label, dimension)
  if (input === null) return null
  return {
    ...input,
    input: `${PREFILL}${path}`,
    figure: null,
    scaled: (from, factor) => {
      const own = from.prefill && figureAt(from.prefill.hardware, path)?.value
      return own ? onPrefill(from, { [path]: own * factor }) : from
    },
  }
}

/** How the paths of these begin. */
const PREFILL = 'prefill.hardware.'

function onPrefill<Moved extends Pick<ResolvedScenario, 'prefill'>>(
  from: Moved,
  figures: Readonly<Record<string, number>>,
): Moved {
  const { prefill } = from
  if (prefill === null) return from
  return { ...from, prefill: { ...prefill, hardware: applyHardwareOverrides(prefill.hardware, figures) } }
}

/** Makes an input of a figure; null: it is not one that can be moved. */
type Make = (path: string, label: Wording, dimension: Dimension) => MovableInput | null

/** The figures of a device that times and energy turn on. @param products the format its matrices are multiplied in */
function figureInputs(hardware: HardwareProfile, products: Precision, make: Make): readonly (MovableInput | null)[] {
  const { serving, peaks } = machineOf(hardware)
  const { format } = peaks[products]
  return [
    make(`memory.${serving.levelId}.bandwidth`, { code: 'input.memoryBandwidth' }, 'bytesPerSecond'),
    make(`memory.${serving.levelId}.capacity`, { code: 'input.memoryCapacity' }, 'bytes'),
    format === null
      ? null
      : make(`peaks.${format}`, { code: 'input.densePeak', parameters: { format } }, 'flopsPerSecond'),
    make('scaleUp.bandwidth', { code: 'input.scaleUp' }, 'bytesPerSecond'),
    make('scaleOut.bandwidth', { code: 'input.network' }, 'bytesPerSecond'),
    make('hostLink.bandwidth', { code: 'input.hostLink' }, 'bytesPerSecond'),
    make('power.board', { code: 'input.boardPower' }, 'watts'),
  ]
}

/** How a device is paid for: the figure of its profile, and what that is called. */
function priceFigure({ economics }: ResolvedScenario): Parameters<Make> {
  return economics.mode === 'own'
    ? ['price.purchase', { code: 'input.purchasePrice' }, 'dollars']
    : ['price.rental', { code: 'input.rentalPrice' }, 'dollarsPerHour']
}

/** The inputs of the device of a prefill pool of its own. */
function prefillInputs(scenario: ResolvedScenario): readonly (MovableInput | null)[] {
  const place = activePrefill(scenario)
  if (place === null || place.hardware === scenario.hardware) return []
  const device = shortHardwareName(place.hardware)
  const make: Make = (path, label, dimension) =>
    prefillInput(scenario, path, { code: 'input.ofPrefill', parameters: { input: label, device } }, dimension)
  return [...figureInputs(place.hardware, place.activationPrecision, make), make(...priceFigure(scenario))]
}

function assumedInput(
  input: string,
  label: Wording,
  dimension: Dimension,
  base: number,
  bound: Bound,
  scaled: MovableInput['scaled'],
): MovableInput | null {
  if (!(base > 0)) return null
  const low = bound(base * ASSUMED.low)
  const high = bound(base * ASSUMED.high)
  return {
    input,
    label,
    dimension,
    base,
    low,
    high,
    basis: ASSUMED.basis,
    shared: true,
    bounded: bound,
    figure: null,
    scaled,
  }
}

function loadInput(
  scenario: ResolvedScenario,
  field: 'inputTokens' | 'outputTokens' | 'concurrency' | 'cachedShare',
  dimension: Dimension,
): MovableInput | null {
  const bound = field === 'cachedShare' ? atMostOne : whole
  const label: Wording = { code: `input.${field}` }
  return assumedInput(`workload.${field}`, label, dimension, scenario.workload[field], bound, (from, factor) => {
    const value = bound(from.workload[field] * factor)
    return { ...from, workload: { ...from.workload, [field]: value } as Workload }
  })
}

/** What is assumed of the site and of running the machine there. */
type SiteField = Exclude<
  keyof Economics,
  'mode' | 'purchasePrice' | 'rentalPrice' | 'carbonIntensity' | 'embodiedCarbon'
>

function siteInput(scenario: ResolvedScenario, field: SiteField, dimension: Dimension): MovableInput | null {
  const bound = SHARES.has(field) ? atMostOne : field === 'powerUsageEffectiveness' ? atLeastOne : free
  const label: Wording = { code: `input.${field}` }
  return assumedInput(`economics.${field}`, label, dimension, scenario.economics[field], bound, (from, factor) => {
    const value = bound(from.economics[field] * factor)
    return { ...from, economics: { ...from.economics, [field]: value } as Economics }
  })
}

/** The price: the scenario's own where the user set it, ranged like an assumption, else the profile's figure. */
function priceInput(scenario: ResolvedScenario): MovableInput | null {
  const field = scenario.economics.mode === 'own' ? 'purchasePrice' : 'rentalPrice'
  const [path, label, dimension] = priceFigure(scenario)
  const set = scenario.economics[field]
  if (set === null) {
    const figure = hardwareInput(scenario, path, label, dimension)
    // The inspector has one field for the price, whoever set it.
    return figure === null ? null : { ...figure, input: `economics.${field}` }
  }
  const input = assumedInput(`economics.${field}`, label, dimension, set, free, (from, factor) => {
    const value = from.economics[field]
    return value === null ? from : { ...from, economics: { ...from.economics, [field]: value * factor } }
  })
  return input === null ? null : { ...input, shared: false }
}

/** An input with the user's own range, where there is one: it goes before what sources, grades and custom say. */
function ranged(scenario: ResolvedScenario, input: MovableInput): MovableInput {
  const range = scenario.ranges[input.input]
  if (range === undefined) return input
  const { low, high } = rangeAround(input.base, range)
  return { ...input, low: input.bounded(low), high: input.bounded(high), basis: { code: 'basis.own' } }
}

/**
 * Every input of a scenario that can be moved on its own, with the range it is moved over: the user's own, else what the
 * sources record, else what its grade allows, else a quarter less or more. Inputs without a value are left out.
 */
export function movableInputs(scenario: ResolvedScenario): MovableInput[] {
  const own: Make = (path, label, dimension) => hardwareInput(scenario, path, label, dimension)
  const found = [
    ...figureInputs(scenario.hardware, scenario.deployment.activationPrecision, own),
    priceInput(scenario),
    ...prefillInputs(scenario),
    loadInput(scenario, 'inputTokens', 'tokens'),
    loadInput(scenario, 'outputTokens', 'tokens'),
    loadInput(scenario, 'concurrency', 'count'),
    loadInput(scenario, 'cachedShare', 'share'),
    siteInput(scenario, 'utilisation', 'share'),
    siteInput(scenario, 'lifetimeYears', 'years'),
    siteInput(scenario, 'electricityTariff', 'dollarsPerKilowattHour'),
    siteInput(scenario, 'powerUsageEffectiveness', 'count'),
    siteInput(scenario, 'surroundingsShare', 'share'),
    siteInput(scenario, 'operationsPerDeviceYear', 'dollars'),
    siteInput(scenario, 'networkShare', 'share'),
    siteInput(scenario, 'sparesShare', 'share'),
    siteInput(scenario, 'failuresPerYear', 'share'),
    siteInput(scenario, 'costOfCapital', 'share'),
    siteInput(scenario, 'spacePerKilowattYear', 'dollars'),
    siteInput(scenario, 'coolingPerKilowattYear', 'dollars'),
    siteInput(scenario, 'peoplePerYear', 'dollars'),
    siteInput(scenario, 'migrationPort', 'dollars'),
    siteInput(scenario, 'migrationTraining', 'dollars'),
    siteInput(scenario, 'migrationRisk', 'dollars'),
  ]
  return found.flatMap((input) => (input === null ? [] : [ranged(scenario, input)]))
}

/**
 * Moves several inputs of a scenario at once, as `scaled` one after the other would, but each part of it is copied once.
 * @param inputs inputs of this scenario, none twice
 * @returns the scenario with each input times its factor; factors in the order of the inputs
 */
export function movedTogether(
  scenario: ResolvedScenario,
  inputs: readonly MovableInput[],
): (factors: ArrayLike<number>) => ResolvedScenario {
  const places = inputs.map(({ input, figure }) => {
    if (input.startsWith(PREFILL)) return { part: 'prefill', field: input.slice(PREFILL.length) }
    const [part = '', field = ''] = input.split('.')
    return { part: figure === null ? part : 'hardware', field: figure ?? field }
  })
  const figures: Record<string, number> = {}
  const apart: Record<string, number> = {}
  return (factors) => {
    const workload: Record<string, unknown> = { ...scenario.workload }
    const economics: Record<string, unknown> = { ...scenario.economics }
    for (let index = 0; index < places.length; index++) {
      const { part, field } = places[index] as (typeof places)[number]
      const { base, bounded } = inputs[index] as MovableInput
      const value = bounded(base * (factors[index] ?? 1))
      if (part === 'hardware') figures[field] = value
      else if (part === 'prefill') apart[field] = value
      else if (part === 'workload') workload[field] = value
      else economics[field] = value
    }
    const moved = onPrefill(onHardware(scenario, applyHardwareOverrides(scenario.hardware, figures)), apart)
    return {
      id: scenario.id,
      model: scenario.model,
      deployment: scenario.deployment,
      workload: workload as unknown as Workload,
      economics: economics as unknown as Economics,
      ranges: scenario.ranges,
      hardware: moved.hardware,
      prefill: moved.prefill,
    }
  }
}

/**
 * The input of a scenario with this path ("workload.concurrency"), or that is swept under this name ("Hours in use"): its own
 * before that of its prefill pool. Null: it has none, or its value is unknown.
 */
export function inputCalled(scenario: ResolvedScenario, wanted: string): MovableInput | null {
  const code = Object.hasOwn(SWEPT_CODES, wanted) ? SWEPT_CODES[wanted as SweptInput] : null
  return movableInputs(scenario).find(({ input, label }) => input === wanted || isCalled(label, code)) ?? null
}

function isCalled(label: Wording, code: SweptCode | null): boolean {
  return label.code === code || (label.code === 'input.ofPrefill' && isCalled(label.parameters.input, code))
}
