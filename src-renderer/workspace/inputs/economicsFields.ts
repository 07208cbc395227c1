import { DEFAULT_ECONOMICS, type Economics } from '#shared/domain/economics.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { LIMITS } from '#shared/domain/limits.ts'
import type { Grade } from '#shared/domain/provenance.ts'
import type { Scenario } from '#shared/domain/scenario.ts'
import { snapSignificant, type SliderScale } from '../../ui/sliderScale.ts'
import { economicsRecipe } from '../recipes.ts'
import { originOf, OWN } from './origin.ts'
import { dimensionText } from './dimensionText.ts'
import type { FieldInput, QuantityInput } from './fields.ts'

interface Assumption {
  readonly field: Exclude<keyof Economics, 'mode' | 'purchasePrice' | 'rentalPrice' | 'embodiedCarbon'>
  readonly label: string
  readonly grade: Grade
  readonly scale: SliderScale
  readonly only?: Economics['mode']
  /** Where the starting value was read; absent: an assumption. */
  readonly source?: string
  readonly detail?: boolean
}

const steps = (minimum: number, maximum: number, step: number): SliderScale => ({
  minimum,
  maximum,
  logarithmic: false,
  snap: (value) => Number((Math.round(value / step) * step).toFixed(6)),
})

const ASSUMPTIONS: readonly Assumption[] = [
  {
    field: 'lifetimeYears',
    label: 'Amortised over',
    grade: 'estimate',
    scale: steps(1, 10, 0.5),
  },
  { field: 'utilisation', label: 'Hours in use', grade: 'estimate', scale: steps(0.01, 1, 0.01) },
  {
    field: 'powerUsageEffectiveness',
    label: 'Facility over device power, PUE',
    grade: 'estimate',
    scale: steps(1, 2, 0.01),
    only: 'own',
  },
  {
    field: 'electricityTariff',
    label: 'Electricity',
    grade: 'estimate',
    scale: steps(0, 0.5, 0.005),
    only: 'own',
  },
  {
    field: 'surroundingsShare',
    label: 'Host, network, rack over device price',
    grade: 'guess',
    scale: steps(0, 2, 0.01),
    only: 'own',
  },
  {
    field: 'operationsPerDeviceYear',
    label: 'Operations, per device and year',
    grade: 'guess',
    scale: steps(0, 20_000, 100),
    only: 'own',
  },
  {
    field: 'networkShare',
    label: 'Scale-out network over device price',
    grade: 'guess',
    scale: steps(0, 1, 0.01),
    only: 'own',
  },
  {
    field: 'sparesShare',
    label: 'Spare devices over the deployment',
    grade: 'guess',
    scale: steps(0, 0.5, 0.01),
    only: 'own',
  },
  {
    field: 'failuresPerYear',
    label: 'Devices replaced per year, share',
    grade: 'guess',
    scale: steps(0, 0.3, 0.005),
    only: 'own',
  },
  {
    field: 'costOfCapital',
    label: 'Cost of capital per year',
    grade: 'guess',
    scale: steps(0, 0.3, 0.005),
  },
  {
    field: 'spacePerKilowattYear',
    label: 'Space, per kW and year',
    grade: 'guess',
    scale: steps(0, 5000, 50),
    only: 'own',
  },
  {
    field: 'coolingPerKilowattYear',
    label: 'Cooling plant, per kW and year',
    grade: 'guess',
    scale: steps(0, 5000, 50),
    only: 'own',
  },
  {
    field: 'peoplePerYear',
    label: 'People, per year',
    grade: 'guess',
    scale: steps(0, 2_000_000, 10_000),
  },
  {
    field: 'migrationPort',
    label: 'Migration, once: port the software',
    grade: 'guess',
    scale: steps(0, 5_000_000, 50_000),
  },
  {
    field: 'migrationTraining',
    label: 'Migration, once: train people',
    grade: 'guess',
    scale: steps(0, 1_000_000, 10_000),
  },
  {
    field: 'migrationRisk',
    label: 'Migration, once: expected software risk',
    grade: 'guess',
    scale: steps(0, 5_000_000, 50_000),
  },
  {
    field: 'carbonIntensity',
    label: 'Carbon of electricity, CO2e',
    grade: 'estimate',
    source: 'world average of 2022, Ember, Global Electricity Review 2023; your grid may be far from it',
    scale: steps(0, 1, 0.005),
    detail: true,
  },
]

function price(scenario: Scenario, hardware: HardwareProfile): QuantityInput {
  const own = scenario.economics.mode === 'own'
  const field = own ? 'purchasePrice' : 'rentalPrice'
  const figure = own ? hardware.price.purchase : hardware.price.rental
  const override = scenario.economics[field]
  const value = override ?? figure.value
  const around = value ?? (own ? 30_000 : 3)
  return {
    kind: 'quantity',
    id: `economics.${field}`,
    group: 'Economics',
    label: own ? 'Price, per device' : 'Rent, per device and hour',
    value,
    base: figure.value,
    overridden: override !== null,
    ...originOf(override !== null, figure, hardware.sources),
    text: dimensionText(LIMITS[`economics.${field}`]),
    scale: { minimum: around / 8, maximum: around * 8, logarithmic: true, snap: snapSignificant(2) },
    note: value === null ? 'No source. Cost stays unknown until it is set.' : null,
    set: (next) => economicsRecipe(scenario.id, { [field]: next }),
    reset: economicsRecipe(scenario.id, { [field]: null }),
  }
}

/** What making a device has cost: few makers publish it, and nothing stands in for it. */
function embodied(scenario: Scenario): QuantityInput {
  const { embodiedCarbon } = scenario.economics
  return {
    kind: 'quantity',
    id: 'economics.embodiedCarbon',
    group: 'Economics',
    label: 'Carbon of making a device, CO2e',
    detail: true,
    value: embodiedCarbon,
    base: null,
    overridden: embodiedCarbon !== null,
    ...(embodiedCarbon === null ? { grade: null } : OWN),
    text: dimensionText(LIMITS['economics.embodiedCarbon']),
    scale: { minimum: 10, maximum: 10_000, logarithmic: true, snap: snapSignificant(2) },
    note: embodiedCarbon === null ? 'No source. Carbon counts the electricity alone until it is set.' : null,
    set: (next) => economicsRecipe(scenario.id, { embodiedCarbon: next }),
    reset: economicsRecipe(scenario.id, { embodiedCarbon: null }),
  }
}

/** Inputs of the Economics group. A new workspace's assumptions are the base of each. */
export function economicsFields(scenario: Scenario, hardware: HardwareProfile): readonly FieldInput[] {
  const { economics } = scenario
  return [
    {
      kind: 'choice',
      id: 'economics.mode',
      group: 'Economics',
      label: 'Devices are',
      overridden: economics.mode !== DEFAULT_ECONOMICS.mode,
      grade: null,
      value: economics.mode,
      as: 'segment',
      options: [
        { value: 'own', label: 'Owned' },
        { value: 'rent', label: 'Rented' },
      ],
      set: (next) => economicsRecipe(scenario.id, { mode: next as Economics['mode'] }),
    },
    price(scenario, hardware),
    ...ASSUMPTIONS.filter(({ only }) => only === undefined || only === economics.mode).map(
      ({ field, label, grade, scale, source, detail }): QuantityInput => ({
        kind: 'quantity',
        id: `economics.${field}`,
        group: 'Economics',
        label,
        detail: detail ?? grade === 'guess',
        value: economics[field],
        base: DEFAULT_ECONOMICS[field],
        overridden: economics[field] !== DEFAULT_ECONOMICS[field],
        ...(economics[field] === DEFAULT_ECONOMICS[field]
          ? { grade, source: source ?? 'assumption of a new workspace' }
          : OWN),
        text: dimensionText(LIMITS[`economics.${field}`]),
        scale: { ...scale, maximum: Math.max(scale.maximum, economics[field]) },
        set: (next) => economicsRecipe(scenario.id, { [field]: next }),
        reset: economicsRecipe(scenario.id, { [field]: DEFAULT_ECONOMICS[field] }),
      }),
    ),
    embodied(scenario),
  ]
}
