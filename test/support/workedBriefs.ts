import type { Alternative } from '#shared/domain/brief/alternative.ts'
import { CHOSEN_NOTHING } from '#shared/domain/brief/defaults.ts'
import { guessed } from '#shared/domain/brief/assumed.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import { WHOLE } from '#shared/domain/covers.ts'
import { CHAT, REASONING } from './decideCases.ts'
import { alternative, offer, pinned, PLAIN_BRIEF, spread } from './decidedBriefs.ts'

/*
 * Three decisions that architects have weighed, in the figures they were weighed with: prices are inputs, configurations are
 * pinned, and costs that are not named are nothing on purpose. What the engine makes of them is frozen beside the tests.
 */

/** Spreads of inputs: the logarithm of p90 over the middle. */
const SPREAD = {
  demand: 0.223,
  price: 0.1,
  wafer: 0.2,
  resale: 0.25,
  rent: 0.05,
  residual: 0.5,
  // What all people share, and each team's own, as one.
  people: Math.hypot(0.2, 0.1),
  tariff: 0.15,
  space: 0.2,
  hosted: 0.2,
  migration: 0.5,
  lead: 0.4,
} as const

const WHOLE_PRICE = { covers: WHOLE } as const
const people = (own: number, rented: number, hosted: number) => ({
  own: spread(own, SPREAD.people),
  rented: spread(rented, SPREAD.people),
  hosted: spread(hosted, SPREAD.people),
})

const site = {
  ...PLAIN_BRIEF.site,
  tariff: spread(0.09, SPREAD.tariff),
  spacePerKilowattMonth: spread(150, SPREAD.space),
}

/** H100 nodes that are there: six of them, in which 96,000 dollars each would be had for them. */
const H100_OWNED = alternative('h100', 'owned', {
  slot: 0,
  hardware: 'h100-sxm',
  ownedSystems: 6,
  offer: offer({
    price: spread(96e3, SPREAD.resale),
    residual: spread(24e3, SPREAD.residual),
    maintenance: guessed(1133),
  }),
  ...pinned(CHAT.h100.deployment),
})
const B200_BOUGHT = alternative('b200', 'buy', {
  slot: 1,
  hardware: 'b200-sxm',
  offer: offer({
    ...WHOLE_PRICE,
    price: spread(440e3, SPREAD.price),
    residual: spread(96e3, SPREAD.residual),
    maintenance: guessed(1467),
    migration: spread(30e3, SPREAD.migration),
    lead: spread(4, SPREAD.lead),
  }),
  ...pinned(CHAT.b200.deployment),
})
const MI355X_RENTED = alternative('mi355x', 'rent', {
  slot: 2,
  hardware: 'mi355x',
  offer: offer({
    ...WHOLE_PRICE,
    price: spread(2.1, SPREAD.rent),
    term: 36,
    migration: spread(150e3, SPREAD.migration),
    lead: spread(1, SPREAD.lead),
  }),
  ...pinned(CHAT.mi355x.deployment),
})
const CS3_BOUGHT = alternative('cs3', 'buy', {
  slot: 3,
  hardware: 'cerebras-wse3',
  offer: offer({
    ...WHOLE_PRICE,
    price: spread(2_575e3, SPREAD.wafer),
    residual: spread(500e3, SPREAD.residual),
    maintenance: guessed(8333),
    migration: spread(300e3, SPREAD.migration),
    lead: spread(6, SPREAD.lead),
  }),
  ...pinned(CHAT.cs3.deployment),
})

const CHAT_BRIEF: Omit<Brief, 'alternatives'> = {
  ...PLAIN_BRIEF,
  model: 'llama-3.1-70b',
  demand: { ...PLAIN_BRIEF.demand, amount: spread(500e6, SPREAD.demand), peak: guessed(2) },
  promise: { ...PLAIN_BRIEF.promise, timePerToken: 0.03, timeToFirstToken: 1 },
  quality: { ...PLAIN_BRIEF.quality, precisions: ['fp8'] },
  constraints: { ...PLAIN_BRIEF.constraints, ownPremises: true },
  finance: { ...PLAIN_BRIEF.finance, people: people(20e3, 10e3, 3e3) },
  site,
  bridge: 'h100',
}

/** A chat of Llama 3.1 70B, half a billion output tokens a day: owned H100, bought B200, rented MI355X, bought CS-3. */
export const CHAT_DECISION: Brief = {
  ...CHAT_BRIEF,
  alternatives: [H100_OWNED, B200_BOUGHT, MI355X_RENTED, CS3_BOUGHT],
}

/** The same without owned machines and wafers, wanted in a year: what is delivered by then needs nobody to serve before. */
export const CHAT_WITHOUT_OWNED: Brief = {
  ...CHAT_BRIEF,
  neededBy: 12,
  bridge: null,
  alternatives: [B200_BOUGHT, MI355X_RENTED],
}

/** Six milliseconds a token of the same chat in a year, every machine in the best configuration that is found. */
export const CHAT_IN_A_HURRY: Brief = {
  ...CHAT_DECISION,
  neededBy: 12,
  bridge: null,
  promise: { ...CHAT_DECISION.promise, timePerToken: 0.006 },
  alternatives: CHAT_DECISION.alternatives.map((each) => ({ ...each, pinned: { systems: null, deployment: null } })),
}

/** Two H100 nodes are kept, and others join them. */
const joined = (from: Alternative): Alternative => ({
  ...from,
  id: `${from.id}-added`,
  kind: 'add',
  keeps: 'h100-sxm',
  ownedSystems: 2,
  keptOffer: H100_OWNED.offer,
})
/** Twice the demand of the chat in a year: two H100 nodes serve a part of it beside B200 or CS-3; six are too few alone. */
export const CHAT_WITH_ADDED: Brief = {
  ...CHAT_DECISION,
  neededBy: 12,
  bridge: null,
  demand: { ...CHAT_DECISION.demand, amount: spread(1e9, SPREAD.demand) },
  alternatives: [H100_OWNED, B200_BOUGHT, joined(B200_BOUGHT), joined(CS3_BOUGHT)],
}

const expertPinned = (which: keyof typeof REASONING) => pinned(REASONING[which].deployment)
/** DeepSeek-R1, two billion output tokens a day: rented, bought and hosted; the interface also serves until delivery. */
export const REASONING_DECISION: Brief = {
  ...PLAIN_BRIEF,
  model: 'deepseek-r1',
  demand: {
    ...PLAIN_BRIEF.demand,
    inputTokens: 2048,
    outputTokens: 1024,
    amount: spread(2e9, SPREAD.demand),
    peak: guessed(2),
  },
  promise: { ...PLAIN_BRIEF.promise, timePerToken: 0.05, timeToFirstToken: 3 },
  quality: { ...PLAIN_BRIEF.quality, precisions: ['fp8'] },
  finance: { ...PLAIN_BRIEF.finance, people: people(30e3, 20e3, 3e3) },
  site,
  bridge: 'hosted',
  alternatives: [
    {
      ...MI355X_RENTED,
      offer: { ...MI355X_RENTED.offer, migration: spread(200e3, SPREAD.migration) },
      ...expertPinned('mi355x'),
    },
    {
      ...B200_BOUGHT,
      offer: { ...B200_BOUGHT.offer, migration: spread(60e3, SPREAD.migration) },
      ...expertPinned('b200'),
    },
    alternative('gb200', 'rent', {
      slot: 3,
      hardware: 'gb200-nvl72',
      // The racks' coolant holds all of one: a spare is inside it.
      offer: offer({
        ...WHOLE_PRICE,
        price: spread(3.3, SPREAD.rent),
        term: 36,
        migration: spread(60e3, SPREAD.migration),
        lead: spread(2, SPREAD.lead),
      }),
      ...expertPinned('gb200'),
    }),
    alternative('hosted', 'hosted', {
      slot: 4,
      offer: offer({
        hosted: {
          input: spread(0.55, SPREAD.hosted),
          cached: CHOSEN_NOTHING,
          output: spread(2.19, SPREAD.hosted),
          rateLimit: null,
          evidence: { timeToFirstToken: 2, timePerToken: 0.03, source: 'A trial of a week', date: '2026-06-01' },
        },
      }),
    }),
    alternative('h200', 'buy', {
      slot: 5,
      hardware: 'h200-sxm',
      offer: offer({
        ...WHOLE_PRICE,
        price: spread(400e3, SPREAD.price),
        residual: spread(70e3, SPREAD.residual),
        maintenance: guessed(1333),
        migration: spread(60e3, SPREAD.migration),
        lead: spread(3, SPREAD.lead),
      }),
      ...expertPinned('h200'),
    }),
  ],
}
