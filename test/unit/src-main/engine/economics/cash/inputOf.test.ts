import { describe, expect, it } from 'vitest'
import { atMiddle, costInputOf, type CostedAlternative, type CostedFleet } from '#main/engine/economics/cash/inputOf.ts'
import { presentCost } from '#main/engine/economics/cash/presentCost.ts'
import { combineRisks } from '#main/engine/economics/cash/riskEffects.ts'
import { guessed, NOT_GIVEN } from '#shared/domain/brief/assumed.ts'
import { briefSchema, type Brief } from '#shared/domain/brief/brief.ts'
import { CHOSEN_NOTHING, DEFAULT_BRIEF, DEFAULT_OFFER } from '#shared/domain/brief/defaults.ts'
import type { AlternativeKind, Offer } from '#shared/domain/brief/offer.ts'
import { NO_EFFECTS } from '#shared/domain/brief/riskScale.ts'
import { COST_PARTS } from '#shared/domain/brief/verdict.ts'
import { CHAT_ALTERNATIVES, CHAT_BRIDGE, hostedChat } from './workedExamples.ts'

/** The chat service as a brief: every line that the worked example leaves out is chosen to be nothing. */
const BRIEF: Brief = {
  ...DEFAULT_BRIEF,
  neededBy: 0,
  model: 'llama-3.1-70b',
  demand: { ...DEFAULT_BRIEF.demand, amount: guessed(500e6) },
  finance: {
    ...DEFAULT_BRIEF.finance,
    hostedDrift: CHOSEN_NOTHING,
    rentDrift: CHOSEN_NOTHING,
    licencePerDeviceYear: CHOSEN_NOTHING,
    modelChangeCost: CHOSEN_NOTHING,
    otherShare: CHOSEN_NOTHING,
  },
}

const fleet = (systems: number, dollars: number, idle = 0, provisioned = 0, joulesPerRequest = 0): CostedFleet => ({
  systems: [systems],
  devicesPerSystem: 8,
  dollars,
  idle,
  provisioned,
  joulesPerRequest,
})

function alternative(
  kind: CostedAlternative['kind'],
  lead: number,
  machines: CostedFleet | null,
  offer: Partial<Offer>,
): CostedAlternative {
  return {
    kind,
    offer: { ...DEFAULT_OFFER, ...offer },
    fleet: machines,
    risks: combineRisks({}, lead),
    bridge: lead > 0 ? CHAT_BRIDGE : 0,
    anotherStack: false,
  }
}

const H100 = alternative('owned', 0, fleet(3, 96_000, 2840, 10_200, 214.32), {
  residual: guessed(24_000),
  maintenance: guessed(1133),
  migration: CHOSEN_NOTHING,
})
const B200 = alternative('buy', 4, fleet(2, 440_000, 4000, 14_300, 115.46), {
  residual: guessed(96_000),
  maintenance: guessed(1467),
  migration: guessed(30_000),
})
const MI355X = alternative('rent', 1, fleet(2, 2.1 * 8 * 730.5), { term: 36, migration: guessed(150_000) })
const HOSTED = alternative('hosted', 0, null, {
  migration: CHOSEN_NOTHING,
  hosted: { input: guessed(0.59), cached: NOT_GIVEN, output: guessed(0.79), rateLimit: null, evidence: null },
})

describe('a brief as what is paid', () => {
  it('is the worked example, alternative by alternative', () => {
    expect(briefSchema.safeParse(BRIEF).success).toBe(true)
    const total = (asked: CostedAlternative) => presentCost(costInputOf(BRIEF, asked, atMiddle)).presentValue
    expect(total(H100)).toBeCloseTo(presentCost(CHAT_ALTERNATIVES.h100).presentValue, 4)
    expect(total(B200)).toBeCloseTo(presentCost(CHAT_ALTERNATIVES.b200).presentValue, 4)
    expect(total(MI355X)).toBeCloseTo(presentCost(CHAT_ALTERNATIVES.mi355x).presentValue, 4)
    expect(total(HOSTED)).toBeCloseTo(presentCost(hostedChat(3000)).presentValue, 4)
  })

  it('reads every figure by its path, so that a draw can put its own in', () => {
    const asked: string[] = []
    costInputOf(BRIEF, B200, (assumed, input) => {
      asked.push(input)
      return atMiddle(assumed, input)
    })
    expect(new Set(asked)).toEqual(
      new Set([
        'demand.amount',
        'demand.growth',
        'finance.otherShare',
        'finance.people.own',
        'finance.licencePerDeviceYear',
        'offer.residual',
        'offer.maintenance',
        'offer.migration',
        'site.tariff',
        'site.spacePerKilowattMonth',
      ]),
    )
    const dearer = costInputOf(BRIEF, B200, (assumed, input) =>
      input === 'site.tariff' ? 1 : atMiddle(assumed, input),
    )
    expect(dearer.powered?.tariff).toBe(1)
  })

  it('an unknown line makes an unknown cost, and none that is not the kind’s own', () => {
    const unasked: Brief = { ...BRIEF, finance: { ...BRIEF.finance, licencePerDeviceYear: NOT_GIVEN } }
    const { parts, presentValue } = presentCost(costInputOf(unasked, B200, atMiddle))
    expect(parts.licence).toBeNaN()
    expect(presentValue).toBeNaN()
    expect(presentCost(costInputOf(unasked, HOSTED, atMiddle)).presentValue).toBeGreaterThan(0)
    const unmaintained = { ...MI355X, offer: { ...MI355X.offer, maintenance: NOT_GIVEN } }
    expect(presentCost(costInputOf(BRIEF, unmaintained, atMiddle)).presentValue).toBeGreaterThan(0)
  })

  it('a residual nobody knows is nothing, and none is above what the system would sell for', () => {
    const residual = (asked: CostedAlternative) => costInputOf(BRIEF, asked, atMiddle).bought?.residual
    expect(residual({ ...H100, offer: { ...H100.offer, residual: NOT_GIVEN } })).toBe(0)
    expect(residual({ ...H100, fleet: fleet(3, 0) })).toBe(0)
    expect(residual(H100)).toBe(24_000)
  })

  it('risks add their months, dollars and people, and scale maintenance', () => {
    const effects = { ...NO_EFFECTS, months: 6, dollars: 5000, people: 2000, maintenance: 2 }
    const input = costInputOf(BRIEF, { ...B200, risks: combineRisks({ talent: effects }, 4) }, atMiddle)
    expect(input).toMatchObject({ lead: 6, migration: 35_000, people: 22_000, maintenance: 2 * 1467 })
  })

  it('a stack the team does not run is qualified for each new model', () => {
    const changing: Brief = { ...BRIEF, finance: { ...BRIEF.finance, modelChangeCost: guessed(75_000) } }
    const cost = (asked: CostedAlternative) => presentCost(costInputOf(changing, asked, atMiddle)).parts.modelChange
    expect(cost(B200)).toBe(0)
    expect(cost({ ...B200, anotherStack: true })).toBeCloseTo(75_000 / 1.09 ** 1.5, 6)
    expect(cost(HOSTED)).toBeNull()
  })

  it('every part is paid or carried by whom the kind says', () => {
    const paid = (kind: AlternativeKind) => {
      const asked = kind === 'hosted' ? HOSTED : { ...B200, kind, bridge: null }
      const { parts } = presentCost(costInputOf(BRIEF, asked, atMiddle))
      return COST_PARTS.filter((part) => parts[part] !== null)
    }
    const running = ['energy', 'space', 'maintenance', 'people', 'licence', 'migration', 'modelChange']
    expect(paid('buy')).toEqual(['capital', 'residual', ...running, 'other'])
    expect(paid('add')).toEqual(paid('buy'))
    expect(paid('owned')).toEqual(paid('buy'))
    expect(paid('statusQuo')).toEqual(paid('buy').filter((part) => part !== 'migration'))
    expect(paid('lease')).toEqual(['rent', ...running])
    expect(paid('rent')).toEqual(['rent', 'people', 'licence', 'migration', 'modelChange'])
    expect(paid('hosted')).toEqual(['people', 'migration', 'bridge', 'tokens'])
  })

  it('doing nothing where nothing is there costs nothing, and has no part', () => {
    const input = costInputOf(BRIEF, { ...H100, kind: 'statusQuo', fleet: null, bridge: null }, atMiddle)
    const { parts, presentValue } = presentCost(input)
    expect(presentValue).toBe(0)
    expect(COST_PARTS.filter((part) => parts[part] !== null)).toEqual([])
  })
})
