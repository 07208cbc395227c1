import type { Demand } from '#shared/domain/brief/demand.ts'
import type { PlainKey } from '#shared/words/say.ts'
import type { FigureDefinition } from './figure.ts'

/** A figure with its name. */
export interface NamedDefinition extends FigureDefinition {
  readonly label: PlainKey
}

/** Parts of the form. */
export type BriefPart = 'question' | 'demand' | 'service' | 'horizon' | 'constraints' | 'money' | 'people' | 'site'

/** Figures of the brief by part, in the order in which they are read. The amount of the demand has a row of its own. */
export const BRIEF_FIGURES = {
  question: [{ path: 'neededBy', label: 'brief.neededBy' }],
  demand: [
    { path: 'demand.peak', suffix: 'brief.per.mean', label: 'brief.peak' },
    {
      path: 'demand.growth',
      suffix: 'brief.per.year',
      label: 'brief.growth',
    },
    {
      path: 'demand.inputTokens',
      dimension: 'count',
      suffix: 'brief.per.meanLength',
      label: 'brief.inputTokens',
    },
    {
      path: 'demand.outputTokens',
      dimension: 'count',
      suffix: 'brief.per.meanLength',
      label: 'brief.outputTokens',
    },
    {
      path: 'demand.cachedShare',
      suffix: 'brief.per.input',
      label: 'brief.cachedShare',
    },
    { path: 'demand.turns', suffix: 'brief.per.session', label: 'brief.turns' },
    {
      path: 'demand.dispersion',
      optional: true,
      placeholder: 'brief.empty.unknown',
      label: 'brief.dispersion',
    },
  ],
  service: [
    {
      path: 'promise.timeToFirstToken',
      optional: true,
      emptyUnit: 's',
      placeholder: 'brief.empty.none',
      label: 'brief.timeToFirstToken',
    },
    {
      path: 'promise.timePerToken',
      optional: true,
      emptyUnit: 'ms',
      placeholder: 'brief.empty.none',
      label: 'brief.timePerToken',
    },
    {
      path: 'promise.endToEnd',
      optional: true,
      emptyUnit: 's',
      placeholder: 'brief.empty.none',
      label: 'brief.endToEnd',
    },
    { path: 'promise.confidence', label: 'brief.confidence' },
    { path: 'promise.never', label: 'brief.never' },
  ],
  horizon: [
    { path: 'horizon', label: 'brief.horizon.months' },
    {
      path: 'constraints.power',
      optional: true,
      emptyUnit: 'kW',
      placeholder: 'brief.empty.none',
      label: 'brief.power',
    },
    {
      path: 'constraints.powerPerRack',
      optional: true,
      emptyUnit: 'kW',
      placeholder: 'brief.empty.none',
      label: 'brief.powerPerRack',
    },
    {
      path: 'constraints.racks',
      optional: true,
      placeholder: 'brief.empty.none',
      label: 'brief.racks',
    },
    { path: 'site.tariff', label: 'brief.tariff' },
  ],
  constraints: [
    {
      path: 'constraints.capital',
      optional: true,
      placeholder: 'brief.any',
      label: 'brief.capital',
    },
    {
      path: 'constraints.perMonth',
      optional: true,
      placeholder: 'brief.any',
      label: 'brief.perMonth',
    },
    {
      path: 'constraints.delivery',
      optional: true,
      emptyUnit: 'months',
      placeholder: 'brief.any',
      label: 'brief.delivery',
    },
  ],
  money: [
    {
      path: 'finance.discountRate',
      suffix: 'brief.per.year',
      label: 'brief.discountRate',
    },
    {
      path: 'finance.electricityDrift',
      suffix: 'brief.per.year',
      label: 'brief.electricityDrift',
    },
    {
      path: 'finance.hostedDrift',
      suffix: 'brief.per.year',
      label: 'brief.hostedDrift',
    },
    {
      path: 'finance.rentDrift',
      suffix: 'brief.per.year',
      label: 'brief.rentDrift',
    },
    { path: 'finance.taxShare', suffix: 'brief.per.purchases', label: 'brief.tax' },
    {
      path: 'finance.otherShare',
      suffix: 'brief.per.once',
      label: 'brief.other',
    },
  ],
  people: [
    {
      path: 'finance.people.own',
      suffix: 'brief.per.month',
      label: 'brief.people.own',
    },
    {
      path: 'finance.people.rented',
      suffix: 'brief.per.month',
      label: 'brief.people.rented',
    },
    {
      path: 'finance.people.hosted',
      suffix: 'brief.per.month',
      label: 'brief.people.hosted',
    },
    {
      path: 'finance.licencePerDeviceYear',
      optional: true,
      suffix: 'brief.per.deviceYear',
      placeholder: 'brief.empty.unknown',
      label: 'brief.licence',
    },
    {
      path: 'finance.modelChangeMonths',
      optional: true,
      emptyUnit: 'months',
      placeholder: 'brief.empty.never',
      label: 'brief.modelChangeMonths',
    },
    { path: 'finance.modelChangeCost', label: 'brief.modelChangeCost' },
  ],
  site: [
    { path: 'site.powerUsageEffectiveness', label: 'brief.effectiveness' },
    {
      path: 'site.spacePerKilowattMonth',
      suffix: 'brief.per.kilowattMonth',
      label: 'brief.space',
    },
    {
      path: 'site.leastBilledPower',
      optional: true,
      emptyUnit: 'kW',
      placeholder: 'brief.empty.provisioned',
      label: 'brief.leastBilledPower',
    },
    { path: 'site.carbonIntensity', label: 'brief.carbonIntensity' },
  ],
} as const satisfies Readonly<Record<BriefPart, readonly NamedDefinition[]>>

/** The amount of the demand; its unit is a question beside it. */
export const AMOUNT: Readonly<Record<Demand['unit'], FigureDefinition>> = {
  outputTokensPerDay: {
    path: 'demand.amount',
    optional: true,
    dimension: 'parameters',
    emptyUnit: 'M/day',
    suffix: 'brief.per.day',
  },
  requestsPerSecond: {
    path: 'demand.amount',
    optional: true,
    emptyUnit: '/s',
    suffix: 'brief.per.second',
  },
  users: {
    path: 'demand.amount',
    optional: true,
    dimension: 'parameters',
    suffix: 'brief.per.users',
  },
}

/** Requests of one user a day. */
export const PER_USER: FigureDefinition = { path: 'demand.requestsPerUserDay', suffix: 'brief.per.userDay' }

/** The prompt at the quantile that is promised. */
export const LONG_INPUT: FigureDefinition = {
  path: 'demand.longInputTokens',
  optional: true,
  dimension: 'count',
  placeholder: 'brief.empty.mean',
}

/** Path of a figure of the form. */
export type BriefFigurePath = (typeof BRIEF_FIGURES)[BriefPart][number]['path']

/** A figure of the form by its path. */
export function briefFigure(path: BriefFigurePath): NamedDefinition {
  const all: readonly NamedDefinition[] = Object.values(BRIEF_FIGURES).flat()
  const found = all.find((each) => each.path === path)
  if (!found) throw new Error(`The brief has no figure ${path}.`)
  return found
}
