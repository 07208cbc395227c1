import type { Software } from '#shared/domain/deployment.ts'
import type { CalibrationUse } from '#shared/domain/result.ts'
import type { Machine } from '../machine.ts'
import type { Residual } from './calibration.ts'
import { NEUTRAL_SERVING, type ServingCoefficients } from './servingCoefficients.ts'

/** The serving coefficients in use for one device and stack, where they come from and how well they did. */
export interface ServingCalibration extends CalibrationUse {
  readonly coefficients: ServingCoefficients
  /** ln(measured / predicted) on rows left out of the fit. */
  readonly tpot: Residual
  readonly ttft: Residual
}

/** A stack nobody measured: two in three published runs lie within these bounds of a physical model without overheads. */
const UNMEASURED: Residual = { p10: -0.5, p50: 0, p90: 0.5, count: 0 }

const GENERIC: ServingCoefficients = { ...NEUTRAL_SERVING, perStep: 1e-3, perLayer: 5e-6, perRequest: 0.02 }

const WAFER: ServingCoefficients = { ...NEUTRAL_SERVING, perStep: 5e-5 }

/**
 * Overheads of a serving stack on a machine: fitted, else from the nearest relative. Never fails.
 * @param software the stack; null: the device's best-measured one
 */
export function servingFor(machine: Machine, software: Software | null): ServingCalibration {
  return {
    software: software ?? 'generic',
    source: 'generic',
    donor: 'generic',
    points: 0,
    medianError: null,
    coefficients: machine.mesh === null ? GENERIC : WAFER,
    tpot: UNMEASURED,
    ttft: UNMEASURED,
  }
}
