import type { CostInput } from '#shared/domain/brief/costInput.ts'
import { servedBy } from '#main/engine/economics/cash/served.ts'
import { guessed } from '#shared/domain/brief/assumed.ts'
import { DEFAULT_BRIEF } from '#shared/domain/brief/defaults.ts'
import type { Demand } from '#shared/domain/brief/demand.ts'

/** Three years at 9 %, PUE 1.25, 0.09 $/kWh, 150 $/kW-month; no growth, no drift, no tax, nothing else. */
const COMMON: CostInput = {
  discountRate: 0.09,
  horizon: 36,
  neededBy: 0,
  lead: 0,
  growth: 0,
  systems: [],
  bought: null,
  rented: null,
  powered: null,
  spaced: null,
  maintenance: null,
  people: null,
  licence: null,
  migration: null,
  modelChange: null,
  bridge: null,
  tokens: null,
}

/** A day's output tokens, with two of input to each. */
function demandOf(perDay: number, outputTokens: number): Demand {
  return { ...DEFAULT_BRIEF.demand, amount: guessed(perDay), inputTokens: 2 * outputTokens, outputTokens }
}

interface Machine {
  readonly systems: number
  readonly lead: number
  readonly price: number
  readonly owned?: boolean
  readonly residual: number
  readonly maintenance: number
  /** Watts provisioned for a system, and at rest with hosts. */
  readonly provisioned: number
  readonly idle: number
  readonly joules: number
  readonly people: number
  readonly migration: number
}

/** Systems of one's own. @param requests mean a second @param bridge dollars a month until delivery */
function own(machine: Machine, requests: number, bridge: number): CostInput {
  return {
    ...COMMON,
    lead: machine.lead,
    systems: [machine.systems],
    bought: {
      price: machine.price,
      residual: machine.residual,
      owned: machine.owned ?? false,
      otherShare: 0,
      replaced: null,
    },
    powered: {
      idle: machine.idle,
      joulesPerRequest: machine.joules,
      requests,
      powerUsageEffectiveness: 1.25,
      tariff: 0.09,
      drift: 0,
    },
    spaced: { provisioned: machine.provisioned, least: 0, perKilowattMonth: 150 },
    maintenance: machine.maintenance,
    people: machine.people,
    migration: machine.migration,
    bridge,
  }
}

/** Rented systems. @param rate dollars of a device and hour */
function rent(
  systems: number,
  devices: number,
  rate: number,
  lead: number,
  people: number,
  migration: number,
  bridge: number,
): CostInput {
  return {
    ...COMMON,
    lead,
    systems: [systems],
    rented: { perMonth: rate * devices * 730.5, term: 36, drift: 0 },
    people,
    migration,
    bridge,
  }
}

/** A chat service on Llama-3.1-70B: 500 million output and 1,000 million input tokens a day, 512 output tokens a request. */
export const CHAT = servedBy(demandOf(500e6, 512), 500e6)
/** Three nodes that are there, as the bridge: their running cost, and a resale of 72,000 $ that is lost over three years. */
export const CHAT_BRIDGE = 34_888.3

export const H100_OWNED: Machine = {
  systems: 3,
  lead: 0,
  price: 96_000,
  owned: true,
  residual: 24_000,
  maintenance: 1133,
  provisioned: 10_200,
  idle: 2840,
  joules: 214.32,
  people: 20_000,
  migration: 0,
}
const B200: Machine = {
  systems: 2,
  lead: 4,
  price: 440_000,
  residual: 96_000,
  maintenance: 1467,
  provisioned: 14_300,
  idle: 4000,
  joules: 115.46,
  people: 20_000,
  migration: 30_000,
}
const CS3: Machine = {
  systems: 16,
  lead: 6,
  price: 2_575_000,
  residual: 500_000,
  maintenance: 8333,
  provisioned: 23_250,
  idle: 3700,
  joules: 1648.38,
  people: 20_000,
  migration: 300_000,
}

export const CHAT_ALTERNATIVES = {
  h100: own(H100_OWNED, CHAT.requests, 0),
  b200: own(B200, CHAT.requests, CHAT_BRIDGE),
  mi355x: rent(2, 8, 2.1, 1, 10_000, 150_000, CHAT_BRIDGE),
  cs3: own(CS3, CHAT.requests, CHAT_BRIDGE),
}

/** The same chat from somebody's interface, at 0.59 and 0.79 $ per million. @param people dollars a month */
export function hostedChat(people: number): CostInput {
  const prices = { inputPrice: 0.59, cachedPrice: 0.59, outputPrice: 0.79, drift: 0 }
  return { ...COMMON, people, tokens: { input: CHAT.input, cached: 0, output: CHAT.output, ...prices } }
}

/** Reasoning on DeepSeek-R1: 2 billion output and 4 billion input tokens a day, 1,024 output tokens a request. */
export const REASONING = servedBy(demandOf(2e9, 1024), 2e9)
export const REASONING_BRIDGE = 203_278.75

const B200_REASONING: Machine = { ...B200, systems: 5, joules: 209.92, people: 30_000, migration: 60_000 }
const H200: Machine = {
  systems: 36,
  lead: 3,
  price: 400_000,
  residual: 70_000,
  maintenance: 1333,
  provisioned: 10_200,
  idle: 2840,
  joules: 785.91,
  people: 30_000,
  migration: 60_000,
}
export const REASONING_ALTERNATIVES = {
  mi355x: rent(7, 8, 2.1, 1, 20_000, 200_000, REASONING_BRIDGE),
  b200: own(B200_REASONING, REASONING.requests, REASONING_BRIDGE),
  gb200: rent(1, 72, 3.3, 2, 20_000, 60_000, REASONING_BRIDGE),
  hosted: hostedReasoning(0),
  h200: own(H200, REASONING.requests, REASONING_BRIDGE),
}
/** @param systems nodes of MI355X, or racks of GB200 */
export function rented(input: CostInput, systems: number): CostInput {
  return { ...input, systems: [systems] }
}
/** B200 in four bits, if its answers pass. */
export const B200_FOUR_BITS = own(
  { ...B200_REASONING, systems: 3, joules: 121.13 },
  REASONING.requests,
  REASONING_BRIDGE,
)

/** @param drift of the hosted prices a year */
export function hostedReasoning(drift: number): CostInput {
  const { input, output } = REASONING
  const prices = { inputPrice: 0.55, cachedPrice: 0.55, outputPrice: 2.19, drift }
  return { ...COMMON, people: 3000, tokens: { input, cached: 0, output, ...prices } }
}
