import type { Software } from '#shared/domain/software.ts'
import type { StackProfile } from '#shared/domain/stackProfile.ts'
import type { CalibrationUse } from '#shared/domain/result.ts'
import type { Machine } from '../machine/machine.ts'
import type { Residual } from './calibration.ts'
import { UNMEASURED_WIDENING } from './intervals.ts'
import type { MeasuredDomain } from './measuredDomain.ts'
import { NEUTRAL_SERVING, type ServingCoefficients } from './servingCoefficients.ts'
import { SERVING_ENTRIES, type ServingEntry, type ServingStyle } from './servingTable.ts'

/** The serving coefficients in use for one device and stack, where they come from and how well they did. */
export interface ServingCalibration extends CalibrationUse {
  readonly coefficients: ServingCoefficients
  /** ln(measured / predicted) on rows left out of the fit. */
  readonly tpot: Residual
  readonly ttft: Residual
  /** Loads it was measured under; null: no serving loop was. */
  readonly domain: MeasuredDomain | null
}

/** What a result says of the calibration it rests on: all of it but its coefficients. */
export function calibrationUse({ software, source, donor, points, medianError }: CalibrationUse): CalibrationUse {
  return { software, source, donor, points, medianError }
}

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

/** Residuals of a relative: wider on both sides, and on no side narrower than nothing. */
function widened(residual: Residual): Residual {
  return {
    p10: Math.min(0, residual.p10) * UNMEASURED_WIDENING,
    p50: residual.p50,
    p90: Math.max(0, residual.p90) * UNMEASURED_WIDENING,
    count: residual.count,
  }
}

function donorName(entry: ServingEntry): string {
  const devices = entry.vendor === null ? 'all devices' : `${entry.vendor} devices`
  return `${entry.hardware ?? devices}/${entry.software ?? 'all stacks'}`
}

function use(entry: ServingEntry, source: CalibrationUse['source'], software: Software): ServingCalibration {
  const fitted = source === 'fitted'
  // Fixed batches are measured as whole runs: the prompt alone is less certain than the run.
  const unseen = software === 'llamacpp' ? LLAMACPP_FIRST_TOKEN : widened(entry.tpot)
  const first = entry.ttft.count > 0 ? entry.ttft : unseen
  return {
    software,
    source,
    donor: donorName(entry),
    points: entry.points,
    medianError: entry.medianError,
    coefficients: entry.coefficients,
    tpot: fitted ? entry.tpot : widened(entry.tpot),
    ttft: fitted ? first : widened(first),
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
  return { software, source: 'own', donor: name, points, medianError, coefficients, tpot, ttft, domain }
}

/** The entry with most points among those that pass. */
function best(style: ServingStyle, passes: (entry: ServingEntry) => boolean): ServingEntry | null {
  let found: ServingEntry | null = null
  for (const entry of SERVING_ENTRIES) {
    if (entry.style === style && passes(entry) && (found === null || entry.points > found.points)) found = entry
  }
  return found
}

/**
 * Overheads of a serving stack on a machine: fitted, else from the nearest relative (the stack on its generation; the
 * stack on its vendor's devices; the device under another stack; its generation; the stack on all devices; its vendor;
 * everything). Never fails.
 * @param software the stack; null: the device's best-measured one
 * @param style a fixed batch or continuous batching; a device measured only in the other style inherits within its own
 * @param own the user's own calibration, which goes before all others where it holds; null: none
 */
export function servingFor(
  machine: Machine,
  software: Software | null,
  style: ServingStyle,
  own: StackProfile | null = null,
): ServingCalibration {
  if (own !== null && ownHolds(own, machine, style)) return ownUse(own)
  if (machine.mesh !== null) {
    return {
      software: 'wafer',
      source: machine.id.includes('wse2') ? 'fitted' : 'sameVendor',
      donor: 'cerebras-wse2/wafer',
      points: WAFER_RESIDUAL.count,
      medianError: null,
      coefficients: NEUTRAL_SERVING,
      tpot: WAFER_RESIDUAL,
      ttft: UNMEASURED,
      domain: null,
    }
  }
  if (software === null) {
    const own = best(style, (entry) => entry.hardware === machine.id)
    if (own?.software) return use(own, 'fitted', own.software)
  }
  const exact = best(style, (entry) => entry.hardware === machine.id && entry.software === software)
  if (exact && software) return use(exact, 'fitted', software)
  const relatives: readonly (readonly [CalibrationUse['source'], (entry: ServingEntry) => boolean])[] = [
    [
      'sameGeneration',
      (entry) =>
        entry.hardware !== null &&
        entry.generation === machine.generation &&
        (software === null || entry.software === software),
    ],
    [
      'sameVendor',
      (entry) =>
        entry.hardware === null && entry.vendor === machine.vendor && software !== null && entry.software === software,
    ],
    ['sameDevice', (entry) => entry.hardware === machine.id],
    ['sameGeneration', (entry) => entry.hardware !== null && entry.generation === machine.generation],
    [
      'sameVendor',
      (entry) => entry.hardware === null && entry.vendor === null && software !== null && entry.software === software,
    ],
    ['sameVendor', (entry) => entry.hardware !== null && entry.vendor === machine.vendor],
    ['generic', (entry) => entry.hardware === null && entry.software === null],
  ]
  for (const [source, passes] of relatives) {
    const entry = best(style, passes)
    if (entry) return use(entry, source, software ?? entry.software ?? 'generic')
  }
  return {
    software: software ?? 'generic',
    source: 'generic',
    donor: 'generic',
    points: 0,
    medianError: null,
    coefficients: NEUTRAL_SERVING,
    tpot: UNMEASURED,
    ttft: UNMEASURED,
    domain: null,
  }
}
