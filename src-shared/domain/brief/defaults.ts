import { NOT_GIVEN, guessed, type Assumed } from './assumed.ts'
import type { Brief } from './brief.ts'
import { USUAL_REQUESTS } from './demand.ts'
import { DEFAULT_LIFECYCLE } from './lifecycle.ts'
import type { Offer } from './offer.ts'
import { DEFAULT_THRESHOLDS } from './thresholds.ts'

/** Nothing, on purpose: a cost that there is not. */
export const CHOSEN_NOTHING: Assumed = { value: 0, low: null, high: null, grade: 'guess', source: '', date: null }

/** Where an offer starts from before anything is known of it. */
export const DEFAULT_OFFER: Offer = {
  price: null,
  covers: null,
  term: null,
  exitFee: 0,
  lead: NOT_GIVEN,
  residual: NOT_GIVEN,
  maintenance: NOT_GIVEN,
  migration: NOT_GIVEN,
  hosted: null,
  lifetimeYears: 5,
}

/** Where a brief starts from: nothing is known of the demand, and every other figure is a visible guess. */
export const DEFAULT_BRIEF: Omit<Brief, 'model'> = {
  question: '',
  owner: '',
  reportedTo: '',
  date: null,
  // As long as what is bought or built to order takes at its ninetieth of a hundred.
  neededBy: 12,
  horizon: 36,
  demand: {
    unit: 'outputTokensPerDay',
    amount: NOT_GIVEN,
    requestsPerUserDay: USUAL_REQUESTS,
    inputTokens: 1024,
    outputTokens: 512,
    longInputTokens: null,
    cachedShare: 0,
    turns: 1,
    peak: guessed(2, 1.5, 3),
    dispersion: 1,
    growth: guessed(0),
  },
  promise: { quantile: 0.95, timeToFirstToken: null, timePerToken: null, endToEnd: null, confidence: 0.9, never: 0.1 },
  quality: { precisions: [], acceptedBy: '', evidence: '', date: null },
  constraints: {
    power: null,
    powerPerRack: null,
    racks: null,
    capital: null,
    perMonth: null,
    delivery: null,
    ownPremises: false,
  },
  finance: {
    discountRate: 0.09,
    priceDate: null,
    electricityDrift: 0,
    hostedDrift: guessed(-0.2, -0.4, 0),
    rentDrift: guessed(-0.15, -0.3, 0),
    people: { own: guessed(20e3, 16e3, 25e3), rented: guessed(10e3, 8e3, 12.5e3), hosted: guessed(3e3, 2e3, 5e3) },
    licencePerDeviceYear: NOT_GIVEN,
    modelChangeMonths: 18,
    modelChangeCost: guessed(75e3, 35e3, 150e3),
    taxShare: 0,
    otherShare: guessed(0.03, 0.01, 0.06),
  },
  site: {
    powerUsageEffectiveness: 1.25,
    tariff: guessed(0.09, 0.075, 0.11),
    spacePerKilowattMonth: guessed(150, 120, 190),
    leastBilledPower: null,
    carbonIntensity: 0.436,
  },
  criterion: 'cost',
  second: 'riskWeightedCost',
  thresholds: DEFAULT_THRESHOLDS,
  lifecycle: DEFAULT_LIFECYCLE,
  bridge: null,
  alternatives: [],
  dissent: [],
  setAside: [],
}
