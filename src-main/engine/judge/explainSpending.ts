import type { Explanation, ExplanationTerm, Metric } from '#shared/domain/result.ts'
import { hostPower, networkPower } from '#shared/domain/surroundings.ts'
import type { Wording } from '#shared/domain/wording.ts'
import type { Facts } from './explanationFacts.ts'
import { term } from './explanationTerm.ts'
import { electricityShare } from './running.ts'

const ENERGY: Wording = { code: 'uncertainty.energy' }
const COST: Wording = { code: 'uncertainty.cost' }

/** What devices cost: of one kind its price, of several each kind's with its count. */
function priceTerms({ kinds, economics, devices }: Facts): ExplanationTerm[] {
  const path = economics.mode === 'rent' ? 'economics.rentalPrice' : 'economics.purchasePrice'
  const note: Wording = { code: 'note.price', parameters: { mode: economics.mode } }
  const [own] = kinds
  if (kinds.length < 2 || own === undefined) {
    return [
      term('term.pricePerDevice', note, own?.price ?? null, 'USD', { path }),
      ...(own === undefined || own.bought === devices
        ? []
        : [term('term.devicesPaidFor', 'note.wholeSystems', own.bought, '1')]),
      ...addedTerms(own?.added ?? null, { code: 'term.addedToPrice' }),
    ]
  }
  return kinds.flatMap(({ device, price, added, bought }, index) => [
    term(
      { code: 'term.priceOf', parameters: { device, count: bought } },
      note,
      price,
      'USD',
      index === 0 ? { path } : {},
    ),
    ...addedTerms(added, { code: 'term.addedToPriceOf', parameters: { device } }),
  ])
}

/** What an hour's carbon is made of; what making the devices has cost is left out where it is unknown, and says so. */
function carbonTerms({ carbon, economics }: Facts): ExplanationTerm[] {
  const made = economics.embodiedCarbon === null ? 'note.makingUnknown' : 'note.perLifetimeHour'
  return [
    term('term.carbonUse', 'note.ofElectricity', carbon.use, 'kg', { grade: 'estimate' }),
    term('term.carbonIntensity', 'note.ofSite', economics.carbonIntensity, 'kg', {
      grade: 'estimate',
      path: 'economics.carbonIntensity',
    }),
    term('term.carbonOfMaking', made, carbon.embodied, 'kg', { path: 'economics.embodiedCarbon' }),
  ]
}

/** What hosts and network draw beside the devices; nothing where it is in their board power. */
function surroundingTerms({ around, plan }: Facts): ExplanationTerm[] {
  if (around === null) return []
  const { profile } = plan.machine
  const terms = [
    ['term.hostPower', around.hosts, 'hardware.power.host', hostPower(profile)],
    ['term.networkPower', around.network, 'hardware.power.network', networkPower(profile)],
  ] as const
  return terms
    .filter(([, watts]) => watts > 0)
    .map(([label, watts, path, figure]) =>
      term(label, 'note.allTheTime', watts, 'W', { grade: figure?.grade ?? null, path }),
    )
}

/** What the price of a device does not cover, and is added. */
function addedTerms(dollars: number | null, label: Wording): ExplanationTerm[] {
  if (dollars === null || dollars === 0) return []
  const extra = { grade: 'guess', path: 'economics.surroundingsShare' } as const
  return [term(label, 'note.notInPrice', dollars, 'USD', extra)]
}

/** Why what is drawn, paid and emitted is what it is. */
export function explainSpending(facts: Facts): Partial<Record<Metric, Explanation>> {
  const { latency, load, devices, hourly, carbon, economics, promptShares } = facts
  const electricity = electricityShare(facts)
  const powerTerm = term(
    'term.meanPower',
    { code: 'note.devicesUnderLoad', parameters: { devices } },
    facts.watts,
    'W',
    {
      grade: 'estimate',
      path: 'hardware.power.board',
    },
  )
  const powerTerms = [powerTerm, ...surroundingTerms(facts)]
  const hourlyTerm = term('term.costPerHour', 'note.hourlyParts', hourly.total, 'USD', { grade: 'estimate' })
  const outputRate = latency.requestRate * load.outputTokens
  const inputRate = latency.requestRate * load.inputTokens
  return {
    power: {
      formula: { code: 'formula.power' },
      terms: powerTerms,
      uncertainty: ENERGY,
    },
    energyPerOutputToken: {
      formula: { code: 'formula.energyPerOutputToken' },
      terms: [
        ...powerTerms,
        term('term.decodeShare', 'note.butPrompts', 1 - electricity, '1'),
        term('term.outputTokensPerSecond', 'note.wholeDeployment', outputRate, 'tok/s'),
      ],
      uncertainty: ENERGY,
    },
    energyPerInputToken: {
      formula: { code: 'formula.energyPerInputToken' },
      terms: [
        ...powerTerms,
        term('term.promptShare', 'note.ofDeviceTime', electricity, '1'),
        term('term.inputTokensPerSecond', 'note.wholeDeployment', inputRate, 'tok/s'),
      ],
      uncertainty: ENERGY,
    },
    costPerHour: {
      formula: { code: 'formula.costPerHour', parameters: { mode: economics.mode } },
      terms: [
        ...priceTerms(facts),
        term('term.capitalOrRent', 'note.perHour', hourly.capital, 'USD'),
        term('term.energy', 'note.perHour', hourly.energy, 'USD'),
        term('term.operations', 'note.operations', hourly.operations, 'USD'),
        term('term.facility', 'note.perHour', hourly.facility, 'USD'),
        term('term.migration', 'note.migration', hourly.migration, 'USD'),
      ],
      uncertainty: COST,
    },
    costPerMillionOutput: {
      formula: { code: 'formula.costPerMillionOutput' },
      terms: [
        hourlyTerm,
        term('term.decodeShare', 'note.butPrompts', 1 - promptShares.cost, '1'),
        term('term.outputTokensPerSecond', 'note.wholeDeployment', outputRate, 'tok/s'),
        term('term.utilisation', 'note.hoursServing', economics.utilisation, '1', { path: 'economics.utilisation' }),
      ],
      uncertainty: COST,
    },
    costPerMillionInput: {
      formula: { code: 'formula.costPerMillionInput' },
      terms: [
        hourlyTerm,
        term('term.promptShare', 'note.ofDeviceTime', promptShares.cost, '1'),
        term('term.inputTokensPerSecond', 'note.wholeDeployment', inputRate, 'tok/s'),
        term('term.utilisation', 'note.hoursServing', economics.utilisation, '1', { path: 'economics.utilisation' }),
      ],
      uncertainty: COST,
    },
    carbonPerHour: {
      formula: { code: 'formula.carbonPerHour' },
      terms: carbonTerms(facts),
      uncertainty: ENERGY,
    },
    carbonPerMillionOutput: {
      formula: { code: 'formula.carbonPerMillionOutput' },
      terms: [
        term('term.carbonPerHour', 'note.useAndMaking', carbon.total, 'kg', { grade: 'estimate' }),
        ...carbonTerms(facts),
        term('term.decodeShare', 'note.butPrompts', 1 - electricity, '1'),
        term('term.outputTokensPerSecond', 'note.wholeDeployment', outputRate, 'tok/s'),
        term('term.utilisation', 'note.hoursServing', economics.utilisation, '1', { path: 'economics.utilisation' }),
      ],
      uncertainty: ENERGY,
    },
    costPerMillionCachedInput: {
      formula: { code: 'formula.costPerMillionCachedInput' },
      terms: [hourlyTerm],
      uncertainty: COST,
    },
  }
}
