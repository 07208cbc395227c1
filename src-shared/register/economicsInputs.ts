import { DEFAULT_ECONOMICS, type Economics } from '../domain/economics.ts'
import type { Grade } from '../domain/provenance.ts'
import type { ResolvedScenario } from '../domain/scenario.ts'
import { coverOf } from '../domain/covers.ts'
import { boughtDevices, systemsText } from '../domain/systemUnit.ts'
import { formatQuantity, formatText } from '../units/format.ts'
import type { Dimension } from '../units/quantity.ts'
import { coverWords } from '../words/coverWords.ts'
import { say } from '../words/say.ts'

/** One economics input, ready to be printed. */
export interface EconomicsInput {
  readonly label: string
  /** As the inspector names it. */
  readonly path: string
  readonly dimension: Dimension
  readonly text: string
  readonly unit: string
  /** A value nobody changed is the product's starting guess; a value set by the user is an estimate. */
  readonly grade: Grade | null
  /** The profile's price, where the scenario sets its own. */
  readonly was: string
  /** The value is the device's own figure, graded and sourced there. */
  readonly fromProfile: boolean
}

const SHARED: readonly (readonly [keyof Economics, string, Dimension])[] = [
  ['utilisation', 'Hours in use', 'share'],
  ['powerUsageEffectiveness', 'Power usage effectiveness', 'count'],
  ['electricityTariff', 'Electricity', 'dollarsPerKilowattHour'],
  ['surroundingsShare', 'Host, network, rack', 'share'],
  ['operationsPerDeviceYear', 'Operations, device-year', 'dollars'],
  ['carbonIntensity', 'Carbon of electricity, CO2e', 'kilogramsPerKilowattHour'],
]

/** Terms that are nothing until somebody enters them: printed only then. */
const ENTERED: readonly (readonly [keyof Economics, string, Dimension])[] = [
  ['networkShare', 'Scale-out network', 'share'],
  ['spacePerKilowattYear', 'Space, kW-year', 'dollars'],
  ['coolingPerKilowattYear', 'Cooling plant, kW-year', 'dollars'],
  ['peoplePerYear', 'People, year', 'dollars'],
  ['sparesShare', 'Spare devices', 'share'],
  ['failuresPerYear', 'Devices failing, year', 'share'],
  ['costOfCapital', 'Cost of capital, year', 'share'],
  ['migrationPort', 'Migration: port software', 'dollars'],
  ['migrationTraining', 'Migration: train people', 'dollars'],
  ['migrationRisk', 'Migration: software risk', 'dollars'],
  ['embodiedCarbon', 'Carbon of making a device', 'kilograms'],
]

/** What the cost of a scenario rests on: the price that counts in its mode, then the shared terms. */
export function economicsInputs(scenario: ResolvedScenario): EconomicsInput[] {
  const { economics, hardware } = scenario
  const own = economics.mode === 'own'
  const chosen = own ? economics.purchasePrice : economics.rentalPrice
  const profile = own ? hardware.price.purchase : hardware.price.rental
  const dimension: Dimension = own ? 'dollars' : 'dollarsPerHour'
  return [
    {
      label: 'Paid by',
      path: 'economics.mode',
      dimension: 'count',
      text: own ? 'purchase' : 'rental',
      unit: '',
      grade: null,
      was: '',
      fromProfile: false,
    },
    {
      label: own ? 'Purchase, per device' : 'Rental, per device',
      path: own ? 'economics.purchasePrice' : 'economics.rentalPrice',
      dimension,
      ...formatQuantity(chosen ?? profile.value, dimension),
      grade: chosen === null ? profile.grade : 'own',
      was: chosen === null ? '' : `profile: ${formatText(profile.value, dimension)}`,
      fromProfile: chosen === null,
    },
    {
      label: say('register.priceCovers'),
      path: '',
      dimension: 'count',
      text: coverWords(coverOf(hardware, own ? 'purchase' : 'rental')),
      unit: '',
      grade: null,
      was: '',
      fromProfile: true,
    },
    ...wholeSystemsPaid(scenario),
    ...(own ? [termOf(economics, 'lifetimeYears', 'Lifetime', 'years')] : []),
    ...ENTERED.filter(([key]) => economics[key] !== 0 && economics[key] !== null).map(([key, label, term]) =>
      termOf(economics, key, label, term),
    ),
    ...SHARED.map(([key, label, term]) => termOf(economics, key, label, term)),
  ]
}

/** Where devices come in systems and not all of the last one is used: what is paid for beside what is used. */
function wholeSystemsPaid({ hardware, deployment }: ResolvedScenario): EconomicsInput[] {
  const bought = boughtDevices(hardware, deployment.devices)
  if (bought === deployment.devices) return []
  return [
    {
      label: 'Devices paid for',
      path: 'deployment.devices',
      dimension: 'count',
      text: `${bought}, ${systemsText(hardware, deployment.devices) ?? ''}`,
      unit: '',
      grade: 'derived',
      was: '',
      fromProfile: false,
    },
  ]
}

function termOf(economics: Economics, key: keyof Economics, label: string, dimension: Dimension): EconomicsInput {
  const value = economics[key]
  const printed = formatQuantity(typeof value === 'number' ? value : null, dimension, { trim: true })
  return {
    label,
    path: `economics.${key}`,
    dimension,
    ...printed,
    grade: value === DEFAULT_ECONOMICS[key] ? 'guess' : 'own',
    was: '',
    fromProfile: false,
  }
}
