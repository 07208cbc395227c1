import { z } from 'zod'

/** What running the machine costs. Every number is an input with a visible grade in the assumption register. */
export const economicsSchema = z.strictObject({
  /** `own`: purchase price spread over `lifetimeYears`; `rent`: dollars per device and hour. */
  mode: z.enum(['own', 'rent']),
  /** Dollars per device; null: the profile's figure. */
  purchasePrice: z.number().positive().max(1e9).nullable(),
  /** Dollars per device and hour; null: the profile's figure. */
  rentalPrice: z.number().positive().max(1e6).nullable(),
  lifetimeYears: z.number().min(0.25).max(30),
  /** Share of hours in which the machine serves this load, 0 to 1. */
  utilisation: z.number().min(0.001).max(1),
  /** Facility power over device power. */
  powerUsageEffectiveness: z.number().min(1).max(5),
  /** Dollars per kWh. */
  electricityTariff: z.number().min(0).max(10),
  /** Host, network and rack as a share of device price. */
  surroundingsShare: z.number().min(0).max(10),
  /** People, space and maintenance, dollars per device and year. */
  operationsPerDeviceYear: z.number().min(0).max(1e7),
})
/** What running the machine costs. */
export type Economics = z.infer<typeof economicsSchema>

/** Where an economics input starts from in a new workspace. All are plain assumptions: grade `guess` or `estimate`. */
export const DEFAULT_ECONOMICS: Economics = {
  mode: 'own',
  purchasePrice: null,
  rentalPrice: null,
  lifetimeYears: 4,
  utilisation: 0.6,
  powerUsageEffectiveness: 1.25,
  electricityTariff: 0.09,
  surroundingsShare: 0.5,
  operationsPerDeviceYear: 0,
}
