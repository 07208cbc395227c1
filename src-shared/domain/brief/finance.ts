import { z } from 'zod'
import { numberWithin } from '../limits.ts'
import { assumedWithin } from './assumed.ts'

/** Who runs what: machines of one's own premises, rented ones, or somebody's interface. */
export const RUN_BY = ['own', 'rented', 'hosted'] as const
/** Who runs what. */
export type RunBy = (typeof RUN_BY)[number]

/** Money and what goes with it. Dollars; yearly shares. */
export const financeSchema = z.strictObject({
  /** Weighted average cost of capital a year, before tax. */
  discountRate: numberWithin('brief.finance.rate'),
  /** ISO date of the prices. */
  priceDate: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullable(),
  /** What prices change by in a year: electricity, hosted tokens, and rent at each new contract. */
  electricityDrift: numberWithin('brief.finance.drift'),
  hostedDrift: assumedWithin('brief.finance.drift'),
  rentDrift: assumedWithin('brief.finance.drift'),
  /** People who run it, dollars a month. */
  people: z.strictObject({
    own: assumedWithin('brief.finance.people'),
    rented: assumedWithin('brief.finance.people'),
    hosted: assumedWithin('brief.finance.people'),
  }),
  /** Software licence, dollars per device and year. Null: nobody has said; 0 is chosen. */
  licencePerDeviceYear: assumedWithin('brief.finance.licence'),
  /** Months between changes of the model; null: it stays. */
  modelChangeMonths: numberWithin('brief.months').nullable(),
  /** Dollars of qualifying a new model on a stack the team does not run today. */
  modelChangeCost: assumedWithin('brief.dollars'),
  /** Sales tax and duty that are not recovered, on purchases. */
  taxShare: numberWithin('brief.finance.share'),
  /** Insurance, optics, storage, decommissioning and the like: once, as a share of capital. */
  otherShare: assumedWithin('brief.finance.share'),
})
/** Money and what goes with it. */
export type Finance = z.infer<typeof financeSchema>

/** Where the machines stand. */
export const siteSchema = z.strictObject({
  /** Facility power over device power. */
  powerUsageEffectiveness: numberWithin('economics.powerUsageEffectiveness'),
  /** Dollars per kWh. */
  tariff: assumedWithin('economics.electricityTariff'),
  /** Space and power capacity, dollars per provisioned kW and month. */
  spacePerKilowattMonth: assumedWithin('brief.site.space'),
  /** Watts that are billed at least; null: what is provisioned. */
  leastBilledPower: numberWithin('brief.constraints.power').nullable(),
  /** Kilograms of CO2 equivalent per kWh. */
  carbonIntensity: numberWithin('economics.carbonIntensity'),
})
/** Where the machines stand. */
export type Site = z.infer<typeof siteSchema>
