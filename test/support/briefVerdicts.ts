import { verbatim } from './verbatim.ts'
import type { Alternative } from '#shared/domain/brief/alternative.ts'
import { guessed, NOT_GIVEN } from '#shared/domain/brief/assumed.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import { DEFAULT_BRIEF, DEFAULT_OFFER } from '#shared/domain/brief/defaults.ts'
import type { Risk } from '#shared/domain/brief/risk.ts'
import {
  COST_PARTS,
  type AccruedCost,
  type BriefVerdict,
  type CostPart,
  type Costing,
  type Fared,
  type JudgedAlternative,
  type Sizing,
} from '#shared/domain/brief/verdict.ts'
import { WITHOUT_EXTRAS, type Deployment } from '#shared/domain/deployment.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { B200, fixtureProfile, H200, LLAMA_70B, MI355X, WSE3 } from './fixtureMachines.ts'

/*
 * A brief and verdicts of it in every state, for charts and screens: hand-built, illustrative, but consistent in
 * arithmetic (parts sum to totals, shares to one). Not the engine, and never its reference.
 */

/** Tokens the horizon serves, millions: what dollars are divided by. */
const MILLIONS = 500 * 30.4375 * 31.609

const DEPLOYMENT: Deployment = {
  serving: 'aggregated',
  devices: 8,
  tensorParallel: 8,
  pipelineParallel: 1,
  dataParallel: 1,
  expertParallel: 1,
  weightPrecision: 'fp8',
  activationPrecision: 'fp8',
  kvPrecision: 'fp8',
  software: 'vllm',
  overlap: 0,
  routingSkew: 1,
  pools: null,
  ...WITHOUT_EXTRAS,
}

const risk = (score: number): Risk => ({ score, evidence: '', date: null, author: '', effects: null })

function alternative(
  id: string,
  slot: number,
  kind: Alternative['kind'],
  hardware: string | null,
  rest: Partial<Alternative> = {},
): Alternative {
  return {
    id,
    name: null,
    slot,
    kind,
    hardware,
    hardwareOverrides: {},
    prefill: null,
    ownedSystems: 0,
    keeps: null,
    keptOffer: null,
    offer: DEFAULT_OFFER,
    pinned: { systems: null, deployment: null },
    spareDomains: 1,
    risks: {},
    note: '',
    ...rest,
  }
}

/** Six ways to serve: bought, bought from another, a rack, rented, a provider's interface, and a wafer nobody has priced. */
export const BRIEF: Brief = {
  ...DEFAULT_BRIEF,
  model: 'llama-3.1-70b-instruct',
  question: 'What should serve the support assistant from July 2027 on?',
  owner: 'Platform lead',
  date: '2026-11-28',
  demand: {
    ...DEFAULT_BRIEF.demand,
    amount: guessed(500e6, 350e6, 700e6),
    growth: guessed(0.4, 0.1, 0.8),
    peak: guessed(2, 1.5, 3),
  },
  promise: { ...DEFAULT_BRIEF.promise, timeToFirstToken: 1, timePerToken: 0.05 },
  constraints: { ...DEFAULT_BRIEF.constraints, power: 250e3, delivery: 6 },
  lifecycle: {
    training: { ...DEFAULT_BRIEF.lifecycle.training, tokens: 15e12 },
    company: { training: 4e6, inference: 1e6 },
  },
  alternatives: [
    alternative('b200', 0, 'buy', 'b200-sxm', {
      offer: { ...DEFAULT_OFFER, price: guessed(480e3, 400e3, 560e3), lead: guessed(3.2) },
      risks: { supply: risk(3), software: { ...risk(5), evidence: 'Own fleet, eleven months' } },
    }),
    alternative('gb200', 1, 'buy', 'gb200-nvl72', { risks: { supply: risk(1), failures: risk(3) } }),
    alternative('mi355x', 2, 'buy', 'mi355x', { risks: { software: risk(2), talent: risk(2), migration: risk(3) } }),
    alternative('h200', 3, 'rent', 'h200-sxm', { risks: { supply: risk(4) } }),
    alternative('hosted', 4, 'hosted', null, { risks: { export: risk(3) } }),
    alternative('wse3', 5, 'buy', 'cerebras-wse3', {
      offer: { ...DEFAULT_OFFER, price: NOT_GIVEN },
      risks: { software: risk(2), migration: risk(1), talent: risk(1) },
    }),
  ],
  dissent: [{ who: 'Finance lead', text: 'Year 3 is a guess. Rent for 12 months and buy when the demand is seen.' }],
}

const embedded = <Profile>(profile: Profile) => ({ hash: '0'.repeat(64), profile })
/** The profiles of the brief's machines. */
export const PROFILES: Workspace['profiles'] = {
  hardware: {
    'b200-sxm': embedded(fixtureProfile(B200)),
    'gb200-nvl72': embedded({ ...fixtureProfile(B200), name: 'GB200 NVL72' }),
    mi355x: embedded(fixtureProfile(MI355X)),
    'h200-sxm': embedded(fixtureProfile(H200)),
    'cerebras-wse3': embedded(fixtureProfile(WSE3)),
  },
  models: { 'llama-3.1-70b-instruct': embedded(LLAMA_70B) },
}

function sizing(systems: number, devicesPerSystem: number, rest: Partial<Sizing> = {}): Sizing {
  return {
    systems,
    byQuarter: Array.from({ length: 16 }, (_, quarter) => systems + (quarter > 6 ? 1 : 0)),
    atCentral: Math.max(1, systems - 1),
    atConfidence: systems,
    spare: 1,
    probability: 0.94,
    standardError: 0.003,
    never: 0.01,
    atEdge: false,
    devices: systems * devicesPerSystem,
    devicesPerSystem,
    copiesPerSystem: 1,
    deployment: DEPLOYMENT,
    software: 'vllm',
    most: 108,
    load: 84,
    capacity: 6.1,
    limitRate: 6.8,
    peakRate: 22.6,
    timeToFirstToken: 0.71,
    timePerToken: 0.041,
    busy: 0.71,
    power: systems * 14.3e3,
    racks: Math.ceil(systems / 4),
    systemPower: 14.3e3,
    racksPerSystem: 1 / 4,
    kept: null,
    ...rest,
  }
}

/** Device-hours of a machine, and the dollars a month that serve over the 16 quarters to the horizon, growing by a tenth. */
const accrued = (deviceHour: number, teraflops: number, devices: number): AccruedCost => ({
  deviceHour,
  secondsPerTrainedToken: (6 * 70.6e9) / (teraflops * 1e12),
  inferencePerMonth: Array.from({ length: 16 }, (_, quarter) => devices * 730.5 * deviceHour * 1.1 ** quarter * 0.97),
})

/** Costs of parts in dollars per million output tokens; what is left out is nothing, null is the provider's. */
function costing(parts: Partial<Record<CostPart, number | null>>): Costing {
  const dollars = Object.fromEntries(
    COST_PARTS.map((part) => {
      const value = parts[part]
      return [part, value === null ? null : (value ?? 0) * MILLIONS]
    }),
  ) as Record<CostPart, number | null>
  const presentValue = Object.values(dollars).reduce<number>((sum, value) => sum + (value ?? 0), 0)
  return {
    parts: dollars,
    presentValue,
    perMillionOutput: presentValue / MILLIONS,
    perMillionTokens: presentValue / MILLIONS / 3,
    capital: dollars.capital ?? 0,
    perMonth: presentValue / 60,
    covered: ['devices', 'host'],
    added: ['rack', 'network'],
  }
}

/** How it fares, in dollars per million output tokens. */
function fared(expected: number, tenth: number, ninetieth: number, first: number, rest: Partial<Fared> = {}): Fared {
  return {
    expectedLoss: expected * MILLIONS,
    tenth: tenth * MILLIONS,
    ninetieth: ninetieth * MILLIONS,
    worstTenth: ninetieth * 1.1 * MILLIONS,
    first,
    within: Math.min(1, first * 1.05),
    expectedRegret: (1 - first) * 0.3 * MILLIONS,
    meets: 0.94,
    short: 0.05,
    never: 0.01,
    late: 0,
    ...rest,
  }
}

const judged = (id: string, kind: Alternative['kind'], rest: Partial<JudgedAlternative>): JudgedAlternative => ({
  id,
  kind,
  rank: null,
  limits: [],
  unpriced: null,
  sizing: null,
  costing: null,
  accrued: null,
  fared: null,
  energy: 0.31,
  carbon: 0.13,
  fallback: null,
  dominatedBy: null,
  weakest: 'secondary',
  ...rest,
})

const BOUGHT = { energy: 0.23, space: 0.45, maintenance: 0.36, people: 0.58, other: 0.1, modelChange: 0.06 }
const TABLE: readonly JudgedAlternative[] = [
  judged('b200', 'buy', {
    rank: 1,
    sizing: sizing(6, 8),
    accrued: accrued(2.9, 2250, 48),
    costing: costing({ ...BOUGHT, capital: 3.44, residual: -0.3 }),
    fared: fared(5.05, 4.38, 5.61, 0.79),
    weakest: 'measured',
  }),
  judged('mi355x', 'buy', {
    rank: 2,
    sizing: sizing(7, 8, {
      timeToFirstToken: 0.83,
      timePerToken: 0.044,
      busy: 0.74,
      deployment: { ...DEPLOYMENT, software: 'sglang' },
    }),
    accrued: accrued(2.4, 2300, 56),
    costing: costing({ ...BOUGHT, capital: 3.1, residual: -0.24, people: 0.96, migration: 0.44, bridge: 0.3 }),
    fared: fared(5.9, 4.62, 7.35, 0.15),
    fallback: 'b200',
    weakest: 'guess',
  }),
  judged('h200', 'rent', {
    rank: 3,
    sizing: sizing(10, 8, { timeToFirstToken: 0.88, timePerToken: 0.047, busy: 0.78, power: null, systemPower: null }),
    accrued: accrued(3.1, 989, 80),
    costing: costing({
      rent: 6.02,
      people: 0.58,
      migration: 0.1,
      other: 0.17,
      energy: null,
      space: null,
      maintenance: null,
    }),
    fared: fared(6.95, 6.1, 7.92, 0.02),
    weakest: 'vendor',
  }),
  judged('hosted', 'hosted', {
    rank: 4,
    sizing: null,
    costing: costing({
      tokens: 7.31,
      people: 0.13,
      other: 0.16,
      energy: null,
      space: null,
      maintenance: null,
      capital: null,
    }),
    fared: fared(7.6, 5.3, 8.1, 0.01),
    weakest: 'measured',
  }),
  judged('gb200', 'buy', {
    limits: [
      {
        code: 'brief.limit.delivery',
        parameters: { needed: { value: 8, dimension: 'months' }, allowed: { value: 6, dimension: 'months' } },
      },
    ],
    sizing: sizing(1, 72, {
      timeToFirstToken: 0.42,
      timePerToken: 0.024,
      busy: 0.43,
      power: 132e3,
      systemPower: 132e3,
      racksPerSystem: 1,
      copiesPerSystem: 1,
      byQuarter: Array.from({ length: 12 }, () => 1),
    }),
    costing: costing({ ...BOUGHT, capital: 4.39, residual: -0.55, space: 0.66, energy: 0.33 }),
    weakest: 'secondary',
  }),
  judged('wse3', 'buy', {
    unpriced: {
      figure: { code: 'verbatim', parameters: { text: 'No price of a CS-3 system is known' } },
      floor: 580e3,
    },
    sizing: sizing(4, 1, {
      copiesPerSystem: 0.25,
      timeToFirstToken: 0.31,
      timePerToken: 0.006,
      busy: 0.38,
      power: 96e3,
      systemPower: 24e3,
      racksPerSystem: 1,
      byQuarter: Array.from({ length: 12 }, () => 4),
    }),
    weakest: 'estimate',
  }),
]

const NOTHING = {
  choice: [],
  leaning: null,
  rival: null,
  confidence: 0,
  regret: null,
  ifWrong: null,
  stake: null,
  margin: null,
  none: 0,
  reasons: [],
  flips: [],
  measurements: [],
  waiting: null,
  relaxations: [],
  dissent: null,
  free: [],
  changes: { bounds: [], passes: [], withoutRisks: null },
  risksAlone: [],
  table: [],
} as const

/** Dollars a bin: the mean of the bell is then that of the totals, 5.90 less 5.05. */
const DIFFERENCE_STEP = (0.85 / 3.251) * MILLIONS
/** Of a thousand draws: a bell around the mean, three bins of which lie left of zero. */
const BELL = [25, 45, 80, 100, 120, 130, 130, 110, 90, 60, 40, 25, 15, 10, 6, 5, 3, 2, 1, 1, 1, 0, 0, 1]

const FLIPS: BriefVerdict['flips'] = [
  {
    input: 'b200.offer.price',
    alternative: 'b200',
    label: 'price',
    now: 480e3,
    low: 400e3,
    high: 640e3,
    at: 612e3,
    leader: 'mi355x',
    dimension: 'dollars',
    bands: [],
  },
  {
    input: 'demand.growth',
    alternative: null,
    label: 'Growth of the demand a year',
    now: 0.4,
    low: 0.1,
    high: 0.8,
    at: 1.18,
    leader: 'gb200',
    dimension: 'share',
    bands: [],
  },
  {
    input: 'finance.people.own',
    alternative: null,
    label: 'people',
    now: 20e3,
    low: 16e3,
    high: 24e3,
    at: null,
    leader: null,
    dimension: 'dollars',
    bands: [],
  },
  {
    input: 'finance.hostedDrift',
    alternative: 'hosted',
    label: 'Hosted prices a year',
    now: -0.2,
    low: -0.4,
    high: -0.05,
    at: -0.47,
    leader: 'hosted',
    dimension: 'share',
    bands: [],
  },
]

/** One alternative is chosen. */
export const CHOSEN: BriefVerdict = {
  state: 'choose',
  basis: { hash: '7f3a', draws: 10_000, seed: 7 },
  criterion: 'cost',
  second: 'riskWeightedCost',
  choice: ['b200'],
  leaning: null,
  rival: 'mi355x',
  confidence: 0.79,
  regret: 31e3,
  ifWrong: 148e3,
  stake: 2.1e6,
  margin: 42e3,
  none: 0.03,
  reasons: [
    {
      code: 'brief.reason.less',
      parameters: {
        alternative: 'b200',
        other: 'mi355x',
        criterion: 'cost',
        difference: { value: 0.85 * MILLIONS, dimension: 'dollars' },
        share: 0.14,
      },
    },
    {
      code: 'brief.reason.count',
      parameters: { alternative: 'b200', systems: 6, central: 5, confidence: 6, spare: 1, doubled: 'none' },
    },
  ],
  flips: FLIPS,
  measurements: [
    {
      label: verbatim('Time per token of MI355X'),
      alternative: 'mi355x',
      worth: 18e3,
      cost: 3.2e3,
      days: 3,
      bites: false,
    },
  ],
  waiting: 11e3,
  relaxations: [],
  dissent: {
    rival: 'mi355x',
    wins: 0.15,
    criteria: [
      { criterion: 'cost', chosen: 5.05 * MILLIONS, rival: 5.9 * MILLIONS },
      { criterion: 'capital', chosen: 3.44 * MILLIONS, rival: 3.1 * MILLIONS },
      { criterion: 'speed', chosen: 0.041, rival: 0.044 },
      { criterion: 'energy', chosen: 0.31, rival: 0.34 },
      { criterion: 'carbon', chosen: 0.13, rival: null },
    ],
    apart: { label: verbatim('Time per token of MI355X'), shift: -1.4 },
    difference: {
      from: -3 * DIFFERENCE_STEP,
      step: DIFFERENCE_STEP,
      shares: BELL.map((each) => each / 1000),
      less: 0.15,
      more: 0.85,
      mean: 0.85 * MILLIONS,
    },
    weak: [{ code: 'verbatim', parameters: { text: 'Its step overhead is that of a relative, never measured on it' } }],
  },
  free: [],
  changes: {
    bounds: [
      { limit: 'delivery', from: 6, to: null, leader: 'gb200', saves: 240e3 },
      { limit: 'timePerToken', from: 0.05, to: 0.055, leader: 'b200', saves: 110e3 },
      { limit: 'power', from: 250e3, to: null, leader: 'b200', saves: 0 },
    ],
    passes: [{ alternative: 'hosted', saves: 310e3 }],
    withoutRisks: {
      state: 'choose',
      leaders: ['b200'],
      cost: 43e3,
      first: [
        { alternative: 'b200', share: 0.72 },
        { alternative: 'mi355x', share: 0.25 },
      ],
    },
  },
  risksAlone: [
    { alternative: 'mi355x', risk: 'software', dollars: 197e3 },
    { alternative: 'b200', risk: 'supply', dollars: 43e3 },
  ],
  table: TABLE,
}

const withRows = (change: (row: JudgedAlternative) => Partial<JudgedAlternative>): readonly JudgedAlternative[] =>
  TABLE.map((row) => ({ ...row, ...change(row) }))

/** Nothing is chosen: the one that leads is not first often enough, and a measurement is worth its price. */
export const UNDECIDED: BriefVerdict = {
  ...CHOSEN,
  state: 'undecided',
  choice: [],
  leaning: 'b200',
  confidence: 0.47,
  regret: 162e3,
  ifWrong: 290e3,
  table: withRows(({ id, fared: own }) => {
    const first: Readonly<Record<string, number>> = { b200: 0.47, mi355x: 0.43, h200: 0.05, hosted: 0.02 }
    return { fared: own && { ...own, first: first[id] ?? 0 } }
  }),
  measurements: [
    {
      label: verbatim('Time per token of MI355X'),
      alternative: 'mi355x',
      worth: 83e3,
      cost: 18e3,
      days: 14,
      bites: true,
    },
    { label: verbatim('Price of a B200 node'), alternative: 'b200', worth: 31e3, cost: 0, days: 5, bites: true },
  ],
}

/** Two are equal. */
export const TIED: BriefVerdict = {
  ...UNDECIDED,
  state: 'tied',
  choice: ['b200', 'mi355x'],
  leaning: null,
  confidence: 0.9,
}

/** Nothing meets the brief. */
export const NONE_FEASIBLE: BriefVerdict = {
  ...CHOSEN,
  ...NOTHING,
  state: 'noneFeasible',
  none: 1,
  relaxations: [
    { alternative: 'gb200', limit: 'timeToFirstToken', from: 0.2, to: 0.42 },
    { alternative: 'wse3', limit: 'timeToFirstToken', from: 0.2, to: 0.31 },
    { alternative: 'b200', limit: 'confidence', from: 0.9, to: 0.62 },
  ],
  table: withRows(({ id }) => ({
    rank: null,
    fared: null,
    limits: id === 'wse3' ? [] : [{ code: 'verbatim', parameters: { text: 'Slower to the first token than 200 ms' } }],
  })),
}

/** A figure is missing without which nothing can be said. */
export const CANNOT_SAY: BriefVerdict = {
  ...CHOSEN,
  state: 'cannotSay',
  choice: [],
  leaning: null,
  confidence: 0,
  regret: null,
  ifWrong: null,
}

/** Nobody has said how much is to be served. */
export const NEEDS_DEMAND: BriefVerdict = { ...CHOSEN, ...NOTHING, state: 'needsDemand' }

/** A verdict in each state. */
export const VERDICTS = {
  choose: CHOSEN,
  undecided: UNDECIDED,
  tied: TIED,
  noneFeasible: NONE_FEASIBLE,
  cannotSay: CANNOT_SAY,
  needsDemand: NEEDS_DEMAND,
} as const satisfies Readonly<Record<BriefVerdict['state'], BriefVerdict>>
