import type { Software } from '#shared/domain/software.ts'
import type { StackProfile } from '#shared/domain/stackProfile.ts'
import type { CalibrationStep, CalibrationUse, ServingUse } from '#shared/domain/calibrationUse.ts'
import type { Machine } from '../machine/machine.ts'
import type { Residual } from './calibration.ts'
import { dataflowOf } from './dataflow.ts'
import type { MeasuredDomain } from './measuredDomain.ts'
import { chooseServing, type ServingChoice } from './servingChoice.ts'
import { NEUTRAL_SERVING, type ServingCoefficients } from './servingCoefficients.ts'
import { atLevel, carried } from './servingLevel.ts'
import { unseenSpread } from './servingSpread.ts'
import {
  SERVING_ENTRIES,
  type ServingEntry,
  type ServingLevel,
  type ServingStyle,
  type Unseen,
} from './servingTable.ts'

/** The serving coefficients in use for one device and stack, where they come from and how well they did. */
export interface ServingCalibration extends ServingUse {
  readonly coefficients: ServingCoefficients
  /** ln(measured / predicted) on rows left out of the fit. */
  readonly tpot: Residual
  readonly ttft: Residual
  /** Loads it was measured under; null: no serving loop was. */
  readonly domain: MeasuredDomain | null
}

/** What a result says of the calibration it rests on: all of it but its coefficients and errors. */
export function calibrationUse(serving: ServingCalibration): ServingUse {
  const { software, source, step, donor, version, level, unexercised, points, medianError } = serving
  return { software, source, step, donor, version, level, unexercised, points, medianError }
}

/** No version, level or idle coefficient to speak of. */
const PLAIN = { version: null, level: null, unexercised: [] } as const

/** Nobody measured anything alike: bounds as wide as published tools differ from measurements. */
const UNMEASURED: Residual = { p10: -0.5, p50: 0, p90: 0.5, count: 0 }

/**
 * Wafers run a static dataflow: the mesh's own coefficients (see `costing/mesh.ts`) hold all there is, and no stack adds to
 * them. The spread is that of hosted WSE-3 speeds, whose batching and stages are not disclosed.
 */
const WAFER_RESIDUAL: Residual = { p10: -0.25, p50: 0, p90: 0.6, count: 3 }

/**
 * First tokens of llama.cpp, whose prompts no fit has seen: ln(measured / predicted) of the 68 prompt rows of
 * XiongjieDai/GPU-Benchmarks-on-LLM-Inference @aa72e0e on five devices.
 */
const LLAMACPP_FIRST_TOKEN: Residual = { p10: -0.218, p50: 0.383, p90: 1.126, count: 68 }

/** What is served, as far as fits tell it apart. */
export interface Served {
  /** What the model is known by (`modelShape`). */
  readonly shape: string
  /** The version the stack runs in; null: not said. */
  readonly version: string | null
}

function donorName(entry: ServingEntry): string {
  const devices = entry.vendor === null ? 'all devices' : `${entry.vendor} devices`
  return `${entry.hardware ?? devices}/${entry.software ?? 'all stacks'}`
}

/** Whether a version that is said to run is one of those the fit was measured in. */
function isVersionSeen({ entry, source }: ServingChoice<ServingEntry>, version: string | null): boolean {
  return source === 'fitted' && version !== null && entry.versions.some((measured) => measured.version === version)
}

/**
 * Coefficients of a fit for one of the versions it was measured in. Those of all together where none is said: the level of
 * the last one was measured on too few models to speak for others (its use for every run: time per token 7.3 → 8.4 %).
 */
function atVersion({ entry, source }: ServingChoice<ServingEntry>, version: string | null): ServingCoefficients {
  const level = source === 'fitted' ? entry.versions.find((measured) => measured.version === version) : undefined
  return level === undefined ? entry.coefficients : atLevel(entry.coefficients, level)
}

/**
 * What a scenario is, of all a fit had not seen. Where device, model and the stack it names were measured as they commonly
 * run, the errors of runs left out beside others of their kind are its own: the latest measured version is assumed.
 * Anything else is another site and another version as well: of a stack that is not named, of fixed batches, all of one
 * vintage, and of a model's runs in a setting of its own, nobody knows how far they hold.
 */
function unseenBy(
  { entry, source }: ServingChoice<ServingEntry>,
  level: ServingLevel | null,
  served: Served | null,
  isNamed: boolean,
): readonly Unseen[] {
  const modelSeen = level !== null || served === null
  const version = served?.version ?? null
  const versionSeen = isVersionSeen({ entry, source }, version)
  const always: readonly Unseen[] = [
    ...(versionSeen ? [] : (['version'] as const)),
    'site',
    ...(modelSeen ? [] : (['model'] as const)),
  ]
  switch (source) {
    case 'own':
    case 'fitted': {
      const common =
        isNamed && entry.style !== 'static' && level !== null && !level.aside && (version === null || versionSeen)
      return common ? [] : always
    }
    case 'sameDevice':
      return [...always, 'stack']
    case 'sameGeneration':
    case 'sameVendor':
      // The stack on all devices stands in where none of the vendor's was measured.
      return [...always, 'device', ...(entry.vendor === null ? (['vendor'] as const) : [])]
    case 'generic':
      return [...always, 'device', 'stack', 'vendor']
  }
}

function stepOf(source: CalibrationUse['source'], modelSeen: boolean, otherVersion: boolean): CalibrationStep {
  if (source === 'fitted') return otherVersion ? 'versionUnseen' : modelSeen ? 'fitted' : 'modelUnseen'
  return source === 'own' || source === 'generic' ? source : 'relative'
}

function use(
  { entry, source }: ServingChoice<ServingEntry>,
  named: Software | null,
  style: ServingStyle,
  served: Served | null,
): ServingCalibration {
  const software = named ?? entry.software ?? 'generic'
  const level = entry.levels.find(({ shape }) => shape === served?.shape) ?? null
  const seen = level !== null || served === null
  const version = served?.version ?? null
  const unseen = unseenBy({ entry, source }, level, served, named !== null)
  const tpot = unseenSpread(entry.tpot, style, software, unseen, 'tpot')
  // Fixed batches are measured as whole runs: the prompt alone is less certain than the run.
  const first = entry.ttft.count > 0 ? entry.ttft : software === 'llamacpp' ? LLAMACPP_FIRST_TOKEN : tpot
  const used = carried({ entry, source }, level)
  const coefficients = atVersion({ entry, source }, version)
  return {
    software,
    source,
    step: stepOf(source, seen, version !== null && !isVersionSeen({ entry, source }, version)),
    donor: donorName(entry),
    version: isVersionSeen({ entry, source }, version) ? version : entry.version,
    level: used,
    unexercised: entry.unexercised,
    points: entry.points,
    medianError: entry.medianError,
    coefficients: used === null ? coefficients : atLevel(coefficients, used),
    tpot,
    ttft: unseenSpread(first, style, software, unseen, 'ttft'),
    domain: entry.domain,
  }
}

/** The user's calibration was measured on this device, served this way. */
function ownHolds({ hardware, style }: StackProfile, machine: Machine, wanted: ServingStyle): boolean {
  return hardware === machine.id && style === wanted
}

function ownUse({
  name,
  software,
  points,
  medianError,
  coefficients,
  tpot,
  ttft,
  domain,
}: StackProfile): ServingCalibration {
  return {
    software,
    source: 'own',
    step: 'own',
    donor: name,
    ...PLAIN,
    points,
    medianError,
    coefficients,
    tpot,
    ttft,
    domain,
  }
}

/**
 * Overheads of a serving stack on a machine: fitted, else those of the nearest relative (`chooseServing`), at the level of
 * the model where it was measured. Never fails.
 * @param software the stack; null: the device's best-measured one
 * @param style how requests come; where a device was measured in another style alone, that fit serves
 * @param own the user's own calibration, which goes before all others where it holds; null: none
 * @param served the model that is served; null: any
 */
export function servingFor(
  machine: Machine,
  software: Software | null,
  style: ServingStyle,
  own: StackProfile | null = null,
  served: Served | null = null,
): ServingCalibration {
  if (own !== null && ownHolds(own, machine, style)) return ownUse(own)
  const dataflow = dataflowOf(machine)
  if (dataflow !== null) {
    return {
      software: software ?? 'generic',
      ...(dataflow.residual.count > 0
        ? ({ source: 'sameGeneration', step: 'relative' } as const)
        : ({ source: 'generic', step: 'generic' } as const)),
      donor: `${machine.generation}/dataflow`,
      ...PLAIN,
      points: dataflow.residual.count,
      medianError: null,
      coefficients: NEUTRAL_SERVING,
      tpot: dataflow.residual,
      ttft: UNMEASURED,
      domain: null,
    }
  }
  if (machine.mesh !== null) {
    return {
      software: 'wafer',
      ...(machine.id.includes('wse2')
        ? ({ source: 'fitted', step: 'fitted' } as const)
        : ({ source: 'sameVendor', step: 'relative' } as const)),
      donor: 'cerebras-wse2/wafer',
      ...PLAIN,
      points: WAFER_RESIDUAL.count,
      medianError: null,
      coefficients: NEUTRAL_SERVING,
      tpot: WAFER_RESIDUAL,
      ttft: UNMEASURED,
      domain: null,
    }
  }
  const choice = chooseServing(SERVING_ENTRIES, machine, software, style)
  if (choice !== null) return use(choice, software, style, served)
  return {
    software: software ?? 'generic',
    source: 'generic',
    step: 'generic',
    donor: 'generic',
    ...PLAIN,
    points: 0,
    medianError: null,
    coefficients: NEUTRAL_SERVING,
    tpot: UNMEASURED,
    ttft: UNMEASURED,
    domain: null,
  }
}
