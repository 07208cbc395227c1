import { DEFAULT_ECONOMICS, type Economics } from '../domain/economics.ts'
import type { Grade } from '../domain/provenance.ts'
import type { ResolvedScenario } from '../domain/scenario.ts'
import { coverOf } from '../domain/covers.ts'
import { boughtDevices } from '../domain/systemUnit.ts'
import { formatQuantity, formatText } from '../units/format.ts'
import type { Dimension } from '../units/quantity.ts'
import { coverWords } from '../words/coverWords.ts'
import { systemsWords } from '../words/systemsWords.ts'
import { say } from '../words/say.ts'
import { withCommas } from '../words/joined.ts'

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

type Term = Exclude<keyof Economics, 'mode' | 'purchasePrice' | 'rentalPrice'>

const SHARED: readonly (readonly [Term, Dimension])[] = [
  ['utilisation', 'share'],
  ['powerUsageEffectiveness', 'count'],
  ['electricityTariff', 'dollarsPerKilowattHour'],
  ['surroundingsShare', 'share'],
  ['operationsPerDeviceYear', 'dollars'],
  ['carbonIntensity', 'kilogramsPerKilowattHour'],
]

/** Terms that are nothing until somebody enters them: printed only then. */
const ENTERED: readonly (readonly [Term, Dimension])[] = [
  ['networkShare', 'share'],
  ['spacePerKilowattYear', 'dollars'],
  ['coolingPerKilowattYear', 'dollars'],
  ['peoplePerYear', 'dollars'],
  ['sparesShare', 'share'],
  ['failuresPerYear', 'share'],
  ['costOfCapital', 'share'],
  ['migrationPort', 'dollars'],
  ['migrationTraining', 'dollars'],
  ['migrationRisk', 'dollars'],
  ['embodiedCarbon', 'kilograms'],
]

/** What the cost of a scenario rests on: the price that counts in its mode, then the shared terms. */
export function economicsInputs(scenario: ResolvedScenario): EconomicsInput[] {
  const { economics, hardware } = scenario
  const { mode } = economics
  const own = mode === 'own'
  const chosen = own ? economics.purchasePrice : economics.rentalPrice
  const profile = own ? hardware.price.purchase : hardware.price.rental
  const dimension: Dimension = own ? 'dollars' : 'dollarsPerHour'
  return [
    {
      label: say('register.paidBy'),
      path: 'economics.mode',
      dimension: 'count',
      text: say('register.paid', { mode }),
      unit: '',
      grade: null,
      was: '',
      fromProfile: false,
    },
    {
      label: say('register.price', { mode }),
      path: own ? 'economics.purchasePrice' : 'economics.rentalPrice',
      dimension,
      ...formatQuantity(chosen ?? profile.value, dimension),
      grade: chosen === null ? profile.grade : 'own',
      was: chosen === null ? '' : say('register.ofProfile', { value: formatText(profile.value, dimension) }),
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
    ...(own ? [termOf(economics, 'lifetimeYears', 'years')] : []),
    ...ENTERED.filter(([key]) => economics[key] !== 0 && economics[key] !== null).map(([key, term]) =>
      termOf(economics, key, term),
    ),
    ...SHARED.map(([key, term]) => termOf(economics, key, term)),
  ]
}

/** Where devices come in systems and not all of the last one is used: what is paid for beside what is used. */
function wholeSystemsPaid({ hardware, deployment }: ResolvedScenario): EconomicsInput[] {
  const bought = boughtDevices(hardware, deployment.devices)
  if (bought === deployment.devices) return []
  return [
    {
      label: say('register.devicesPaidFor'),
      path: 'deployment.devices',
      dimension: 'count',
      text: withCommas([String(bought), systemsWords(hardware, deployment.devices) ?? '']),
      unit: '',
      grade: 'derived',
      was: '',
      fromProfile: false,
    },
  ]
}

function termOf(economics: Economics, key: Term, dimension: Dimension): EconomicsInput {
  const value = economics[key]
  const printed = formatQuantity(typeof value === 'number' ? value : null, dimension, { trim: true })
  return {
    label: say(`register.economics.${key}`),
    path: `economics.${key}`,
    dimension,
    ...printed,
    grade: value === DEFAULT_ECONOMICS[key] ? 'guess' : 'own',
    was: '',
    fromProfile: false,
  }
}
