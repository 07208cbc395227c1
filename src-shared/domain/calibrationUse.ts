import type { Software } from './software.ts'

/** Which calibration a result rests on. */
export interface CalibrationUse {
  readonly software: Software
  /** `own`: the user's measurements of this device and stack. */
  readonly source: 'own' | 'fitted' | 'sameDevice' | 'sameGeneration' | 'sameVendor' | 'generic'
  /** Device and stack whose coefficients are used. */
  readonly donor: string
  readonly points: number
  /** Cross-validated median absolute relative error of the serving model, 0.1 = 10 %. Null: never measured. */
  readonly medianError: number | null
}

/** How far a scenario is from what its serving calibration was fitted to, nearest first. */
export const CALIBRATION_STEPS = ['own', 'fitted', 'modelUnseen', 'versionUnseen', 'relative', 'generic'] as const
/**
 * How far a scenario is from what its serving calibration was fitted to: the user's own measurements; runs of this device,
 * stack and model; of this device and stack with other models; of another version of the stack; of a relative; of
 * everything there is.
 */
export type CalibrationStep = (typeof CALIBRATION_STEPS)[number]

/** What is said of a serving calibration. */
export interface ServingUse extends CalibrationUse {
  readonly step: CalibrationStep
  /** Version of the stack that was measured last, or the month, which is assumed; null: the sources say neither. */
  readonly version: string | null
  /** Factors by which runs of this model differ from all runs of the fit, and how many they were; null: none. */
  readonly level: { readonly tpot: number; readonly ttft: number; readonly points: number } | null
  /** Coefficients the measured runs say nothing of: neutral. */
  readonly unexercised: readonly string[]
}

/** Whether a calibration rests on measurements of this device and stack, and not on those of a relative. */
export function isMeasured(source: CalibrationUse['source']): boolean {
  return source === 'fitted' || source === 'own'
}
