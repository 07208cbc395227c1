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
  /** Host, rack and the network that is not given apart, as a share of device price. */
  surroundingsShare: z.number().min(0).max(10),
  /** Maintenance contracts and the like, dollars per device and year. */
  operationsPerDeviceYear: z.number().min(0).max(1e7),
  /** Scale-out network as a share of device price. */
  networkShare: z.number().min(0).max(10),
  /** Floor and rack space, dollars per provisioned kW and year. */
  spacePerKilowattYear: z.number().min(0).max(1e6),
  /** Cooling plant, dollars per provisioned kW and year; its electricity is in the PUE. */
  coolingPerKilowattYear: z.number().min(0).max(1e6),
  /** People who run the deployment, dollars per year. */
  peoplePerYear: z.number().min(0).max(1e9),
  /** Spare devices bought with the deployment, as a share of it. */
  sparesShare: z.number().min(0).max(1),
  /** Devices that fail and are replaced in a year, as a share of the deployment. */
  failuresPerYear: z.number().min(0).max(1),
  /** Cost of capital per year, as a share of what is tied up. */
  costOfCapital: z.number().min(0).max(1),
  /** One-off: porting software, dollars for the deployment. */
  migrationPort: z.number().min(0).max(1e10),
  /** One-off: retraining people, dollars for the deployment. */
  migrationTraining: z.number().min(0).max(1e10),
  /** One-off: expected cost of software that does not work as hoped, dollars for the deployment. */
  migrationRisk: z.number().min(0).max(1e10),
  /** Kilograms of CO2 equivalent per kWh of the site's electricity. */
  carbonIntensity: z.number().min(0).max(5),
  /** Kilograms of CO2 equivalent that making one device has cost. Null: unknown, and not counted. */
  embodiedCarbon: z.number().min(0).max(1e7).nullable(),
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
  networkShare: 0,
  spacePerKilowattYear: 0,
  coolingPerKilowattYear: 0,
  peoplePerYear: 0,
  sparesShare: 0,
  failuresPerYear: 0,
  costOfCapital: 0,
  migrationPort: 0,
  migrationTraining: 0,
  migrationRisk: 0,
  // World average of 2022 (Ember, Global Electricity Review 2023): a site's own grid is often far from it.
  carbonIntensity: 0.436,
  embodiedCarbon: null,
}
