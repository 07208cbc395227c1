import { z } from 'zod'
import { numberWithin } from './limits.ts'

/** What running the machine costs. Every number is an input with a visible grade in the assumption register. */
export const economicsSchema = z.strictObject({
  /** `own`: purchase price spread over `lifetimeYears`; `rent`: dollars per device and hour. */
  mode: z.enum(['own', 'rent']),
  /** Dollars per device; null: the profile's figure. */
  purchasePrice: numberWithin('economics.purchasePrice').nullable(),
  /** Dollars per device and hour; null: the profile's figure. */
  rentalPrice: numberWithin('economics.rentalPrice').nullable(),
  lifetimeYears: numberWithin('economics.lifetimeYears'),
  /** Share of hours in which the machine serves this load, 0 to 1. */
  utilisation: numberWithin('economics.utilisation'),
  /** Facility power over device power. */
  powerUsageEffectiveness: numberWithin('economics.powerUsageEffectiveness'),
  /** Dollars per kWh. */
  electricityTariff: numberWithin('economics.electricityTariff'),
  /** Host, rack and the network that is not given apart, as a share of device price. */
  surroundingsShare: numberWithin('economics.surroundingsShare'),
  /** Maintenance contracts and the like, dollars per device and year. */
  operationsPerDeviceYear: numberWithin('economics.operationsPerDeviceYear'),
  /** Scale-out network as a share of device price. */
  networkShare: numberWithin('economics.networkShare'),
  /** Floor and rack space, dollars per provisioned kW and year. */
  spacePerKilowattYear: numberWithin('economics.spacePerKilowattYear'),
  /** Cooling plant, dollars per provisioned kW and year; its electricity is in the PUE. */
  coolingPerKilowattYear: numberWithin('economics.coolingPerKilowattYear'),
  /** People who run the deployment, dollars per year. */
  peoplePerYear: numberWithin('economics.peoplePerYear'),
  /** Spare devices bought with the deployment, as a share of it. */
  sparesShare: numberWithin('economics.sparesShare'),
  /** Devices that fail and are replaced in a year, as a share of the deployment. */
  failuresPerYear: numberWithin('economics.failuresPerYear'),
  /** Cost of capital per year, as a share of what is tied up. */
  costOfCapital: numberWithin('economics.costOfCapital'),
  /** One-off: porting software, dollars for the deployment. */
  migrationPort: numberWithin('economics.migrationPort'),
  /** One-off: retraining people, dollars for the deployment. */
  migrationTraining: numberWithin('economics.migrationTraining'),
  /** One-off: expected cost of software that does not work as hoped, dollars for the deployment. */
  migrationRisk: numberWithin('economics.migrationRisk'),
  /** Kilograms of CO2 equivalent per kWh of the site's electricity. */
  carbonIntensity: numberWithin('economics.carbonIntensity'),
  /** Kilograms of CO2 equivalent that making one device has cost. Null: unknown, and not counted. */
  embodiedCarbon: numberWithin('economics.embodiedCarbon').nullable(),
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
