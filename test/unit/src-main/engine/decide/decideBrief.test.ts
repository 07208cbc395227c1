import { describe, expect, it } from 'vitest'
import { entered, guessed, NOT_GIVEN } from '#shared/domain/brief/assumed.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import { CHOSEN_NOTHING } from '#shared/domain/brief/defaults.ts'
import { inOtherMoney, times, withAlternative, withMore } from '../../../../support/briefChanges.ts'
import { alternative, decided, limitsOf, offer, pinned, rowOf } from '../../../../support/decidedBriefs.ts'
import { ONE_DEVICE, SMALL } from '../../../../support/smallBrief.ts'

const usual = decided(SMALL)
const verdictOf = (change: Partial<Brief>) => decided({ ...SMALL, ...change })
const owned = SMALL.alternatives[0] as Brief['alternatives'][number]
const bought = SMALL.alternatives[1] as Brief['alternatives'][number]
/** Machines alone: who leads is a matter of their costs. */
const MACHINES: Brief = { ...SMALL, alternatives: SMALL.alternatives.filter(({ kind }) => kind !== 'hosted') }
const machines = decided(MACHINES)
const numberOf = (value: number | null | undefined): number => value ?? NaN

describe('the verdict of a brief', () => {
  it('is the same to the last byte when it is asked again, and another with another seed', () => {
    expect(JSON.stringify(decided(SMALL))).toBe(JSON.stringify(usual))
    const other = decided(SMALL, { seed: 8 })
    expect(rowOf(other, 'h100').fared?.expectedLoss).not.toBe(rowOf(usual, 'h100').fared?.expectedLoss)
  })

  it('orders its table as the brief does, and nothing else by it', () => {
    const turned = verdictOf({ alternatives: SMALL.alternatives.toReversed() })
    expect(turned.table.map(({ id }) => id)).toEqual(usual.table.map(({ id }) => id).toReversed())
    const asUsual = { ...turned, table: turned.table.toReversed() }
    expect(asUsual).toEqual(usual)
  })

  it('adds up: shares of those that are first with those of none are one, ranks count from one, the rival is second', () => {
    for (const verdict of [usual, machines]) {
      const fared = verdict.table.flatMap((row) => row.fared ?? [])
      expect(fared.reduce((sum, { first }) => sum + first, verdict.none)).toBeCloseTo(1, 9)
      for (const { meets, short, never, late } of fared) expect(meets + short + never + late).toBeCloseTo(1, 9)
      const ranked = verdict.table.filter(({ rank }) => rank !== null)
      expect(ranked.map(({ rank }) => rank).toSorted()).toEqual(ranked.map((_, at) => at + 1))
      const losses = ranked.toSorted((one, two) => numberOf(one.rank) - numberOf(two.rank))
      expect(losses.map(({ fared: found }) => found?.expectedLoss)).toEqual(
        losses.map(({ fared: found }) => numberOf(found?.expectedLoss)).toSorted((one, two) => one - two),
      )
      expect(verdict.choice).toEqual([losses[0]?.id])
      expect(verdict.rival).toBe(losses[1]?.id)
    }
  })

  it('ties a copy with what it copies, and says no less of the two together', () => {
    const copied = decided(withMore(MACHINES, { ...owned, id: 'copy', slot: 5 }))
    expect(copied.state).toBe('tied')
    expect(copied.choice.toSorted()).toEqual(['copy', 'h100'])
    expect(rowOf(copied, 'copy').fared).toEqual(rowOf(copied, 'h100').fared)
    expect(copied.confidence).toBeCloseTo(machines.confidence, 1)
  })

  it('does not change with an alternative that is dominated, or that may not be chosen', () => {
    const price = { ...bought.offer, price: entered(4e6) }
    const dominated = { ...owned, id: 'dear', slot: 5, kind: 'buy' as const, ownedSystems: 0, offer: price }
    const short = { ...bought, id: 'short', slot: 5, ...pinned(ONE_DEVICE, 1) }
    const refused = { ...SMALL.alternatives[3], id: 'unknown-times', slot: 5 } as typeof bought
    const unknown = withMore(MACHINES, {
      ...refused,
      offer: { ...refused.offer, hosted: refused.offer.hosted && { ...refused.offer.hosted, evidence: null } },
    })
    for (const brief of [withMore(MACHINES, dominated), withMore(MACHINES, short), unknown]) {
      const { state, choice, rival } = decided(brief)
      expect({ state, choice, rival }).toEqual({
        state: machines.state,
        choice: machines.choice,
        rival: machines.rival,
      })
    }
  })

  it('says the same in any money: costs, regret and margins follow, and the state stays', () => {
    // One more of what is owned is bought at its profile's price, which no brief holds.
    const paid = { ...SMALL, neededBy: 12, bridge: null, alternatives: SMALL.alternatives.slice(1) }
    const plain = decided(paid)
    const dear = decided(inOtherMoney(paid, 4))
    expect(dear).toMatchObject({ state: plain.state, choice: plain.choice, rival: plain.rival })
    for (const [one, two] of [
      [dear.regret, plain.regret],
      [dear.stake, plain.stake],
      [dear.margin, plain.margin],
      ...plain.table.flatMap(({ id, costing, fared }) => [
        [rowOf(dear, id).costing?.presentValue, costing?.presentValue],
        [rowOf(dear, id).fared?.expectedLoss, fared?.expectedLoss],
        [rowOf(dear, id).fared?.expectedRegret, fared?.expectedRegret],
      ]),
    ]) {
      expect(numberOf(one) / (4 * numberOf(two))).toBeCloseTo(1, 9)
    }
    for (const { id, fared } of plain.table) expect(rowOf(dear, id).fared?.first).toBe(fared?.first)
  })

  it('charges what all have to pay alike to all, and changes nothing else by it', () => {
    const { people } = MACHINES.finance
    const more = {
      own: entered(numberOf(people.own.value) + 40e3),
      rented: entered(numberOf(people.rented.value) + 40e3),
      hosted: people.hosted,
    }
    const plain = { own: entered(people.own.value), rented: entered(people.rented.value), hosted: people.hosted }
    const few = decided({ ...MACHINES, finance: { ...MACHINES.finance, people: plain } })
    const many = decided({ ...MACHINES, finance: { ...MACHINES.finance, people: more } })
    expect({ state: many.state, choice: many.choice }).toEqual({ state: few.state, choice: few.choice })
    expect(rowOf(many, 'h100').costing?.presentValue).toBeGreaterThan(
      numberOf(rowOf(few, 'h100').costing?.presentValue) + 1e6,
    )
  })

  const { demand, promise } = MACHINES
  it.each<[string, readonly Brief[]]>([
    [
      'demand',
      [0.2, 1, 4].map((factor) => ({ ...MACHINES, demand: { ...demand, amount: times(demand.amount, factor) } })),
    ],
    ['certainty', [0.5, 0.99].map((confidence) => ({ ...MACHINES, promise: { ...promise, confidence } }))],
    ['tightness', [0.06, 0.012].map((timePerToken) => ({ ...MACHINES, promise: { ...promise, timePerToken } }))],
    [
      'swings',
      [1, 40].map((dispersion) => ({
        ...MACHINES,
        demand: { ...demand, amount: times(demand.amount, 4), dispersion },
      })),
    ],
    [
      'spares',
      [0, 3].map((spareDomains) => ({
        ...MACHINES,
        alternatives: MACHINES.alternatives.map((each) => ({ ...each, spareDomains })),
      })),
    ],
  ])('never needs fewer systems for more %s', (_, briefs) => {
    const counts = briefs.map((brief) =>
      decided(brief, { draws: 200 }).table.flatMap(({ sizing }) => sizing?.systems ?? []),
    )
    for (const [at, count] of counts.entries()) {
      const before = counts[at - 1] ?? count
      for (const [place, systems] of count.entries()) expect(systems).toBeGreaterThanOrEqual(numberOf(before[place]))
    }
    const sums = counts.map((count) => count.reduce((total, each) => total + each, 0))
    expect(sums.at(-1)).toBeGreaterThan(numberOf(sums[0]))
  })

  it('asks for the demand where nobody has said it', () => {
    const verdict = verdictOf({ demand: { ...SMALL.demand, amount: NOT_GIVEN } })
    expect(verdict).toMatchObject({ state: 'needsDemand', choice: [], leaning: null, confidence: 0 })
  })
})

describe('what may not be chosen', () => {
  const power = { ...SMALL.constraints, power: 30e3 }

  it('is beyond a bound, and says by how much', () => {
    const verdict = verdictOf({ constraints: power })
    expect(limitsOf(verdict, 'h100')).toEqual(['brief.limit.power'])
    expect(rowOf(verdict, 'h100')).toMatchObject({ rank: null, fared: null })
    const capital = decided({ ...MACHINES, constraints: { ...MACHINES.constraints, capital: 1e6 } })
    expect(limitsOf(capital, 'b200')).toContain('brief.limit.capital')
    const delivery = decided({ ...MACHINES, constraints: { ...MACHINES.constraints, delivery: 2 } })
    expect(limitsOf(delivery, 'b200')).toEqual(['brief.limit.delivery'])
    const monthly = decided({ ...MACHINES, constraints: { ...MACHINES.constraints, perMonth: 10e3 } })
    expect(monthly.state).toBe('noneFeasible')
    expect(limitsOf(monthly, 'h200')).toEqual(['brief.limit.perMonth'])
  })

  it('leaves the nearest with what would let it be chosen, where nothing else is left', () => {
    const here = { ...MACHINES, alternatives: MACHINES.alternatives.filter(({ kind }) => kind !== 'rent') }
    const verdict = decided({ ...here, constraints: { ...power, power: 14e3 } })
    expect(verdict).toMatchObject({ state: 'noneFeasible', choice: [], leaning: null, rival: null, confidence: 0 })
    expect(verdict.relaxations[0]).toMatchObject({ limit: 'power', from: 14e3 })
    const { alternative, from, to } = verdict.relaxations[0] ?? { alternative: '', from: NaN, to: NaN }
    expect(to).toBeGreaterThan(from)
    const relaxed = decided({ ...here, constraints: { ...power, power: to } })
    expect(relaxed).toMatchObject({ state: 'choose', choice: [alternative] })
  })

  it('is no machine that arrivals leave no room on, however many are set', () => {
    const alternatives = MACHINES.alternatives.map((each) => ({ ...each, pinned: { ...each.pinned, systems: 4 } }))
    const wild = decided({ ...MACHINES, alternatives, demand: { ...SMALL.demand, dispersion: 1e12 } })
    for (const { id, costing, sizing } of wild.table) {
      expect(limitsOf(wild, id)).toEqual(['brief.limit.noConfiguration'])
      expect([costing, sizing]).toEqual([null, null])
    }
  })

  it('is no rented machine for the power and the racks of a site it does not stand on', () => {
    const verdict = decided({ ...MACHINES, constraints: { ...power, power: 1, racks: 0, powerPerRack: 1 } })
    expect(limitsOf(verdict, 'h200')).toEqual([])
    expect(rowOf(verdict, 'h200').sizing).toMatchObject({ power: null, racks: null })
    expect(rowOf(verdict, 'h200').sizing?.systemPower).toBeGreaterThan(1000)
    expect(limitsOf(verdict, 'b200')).toContain('brief.limit.power')
  })

  it('is no machine that keeps the promise for nobody', () => {
    const verdict = decided({ ...MACHINES, promise: { ...SMALL.promise, timePerToken: 1e-4 } })
    expect(verdict.state).toBe('noneFeasible')
    for (const { limits, sizing } of verdict.table) {
      expect(sizing).toBeNull()
      expect(limits.map(({ code }) => code)).toEqual(['brief.limit.noConfiguration'])
    }
  })

  it('is fewer systems than are needed: pinned, or all that are owned', () => {
    const short = decided(withAlternative(MACHINES, 'h100', () => pinned(ONE_DEVICE, 1)))
    expect(limitsOf(short, 'h100')).toEqual(['brief.limit.confidence'])
    const few = decided(withAlternative(MACHINES, 'h100', () => ({ ownedSystems: 2 })))
    expect(limitsOf(few, 'h100')).toContain('brief.limit.owned')
    expect(few.choice).not.toContain('h100')
  })

  it('is too often beyond any number of systems', () => {
    const brief = { ...MACHINES, promise: { ...SMALL.promise, timeToFirstToken: 0.03, never: 0.01 } }
    const verdict = decided(brief)
    for (const { id, sizing, rank } of verdict.table) {
      if (sizing === null || sizing.never <= 0.01) continue
      expect(rank).toBeNull()
      expect(limitsOf(verdict, id)).toContain('brief.limit.never')
    }
    expect(verdict.table.some(({ sizing }) => numberOf(sizing?.never) > 0.01)).toBe(true)
  })

  it('is an interface whose times nobody knows, that is too slow, takes too little, or leaves the premises', () => {
    const hosted = (change: object): Brief =>
      withAlternative(SMALL, 'hosted', ({ offer: given }) => ({
        offer: { ...given, hosted: given.hosted && { ...given.hosted, ...change } },
      }))
    expect(usual.choice).toEqual(['hosted'])
    expect(limitsOf(decided(hosted({ evidence: null })), 'hosted')).toEqual(['brief.limit.noEvidence'])
    expect(limitsOf(decided(hosted({ rateLimit: 10 })), 'hosted')).toEqual(['brief.limit.rateLimit'])
    const evidence = { timeToFirstToken: 2, timePerToken: 0.04, source: 'A trial', date: '2026-06-01' }
    expect(limitsOf(decided(hosted({ evidence })), 'hosted')).toEqual([
      'brief.limit.timeToFirstToken',
      'brief.limit.timePerToken',
    ])
    const there = verdictOf({ constraints: { ...SMALL.constraints, ownPremises: true } })
    expect(limitsOf(there, 'hosted')).toEqual(['brief.limit.ownPremises'])
    expect(there).toMatchObject({ state: machines.state, choice: machines.choice })
  })

  it('is late where nothing serves until it is delivered', () => {
    const alone = { ...MACHINES, alternatives: [bought], bridge: null }
    expect(limitsOf(decided(alone), 'b200')).toEqual(['brief.limit.late'])
    expect(limitsOf(decided({ ...alone, neededBy: 12 }), 'b200')).toEqual([])
    expect(limitsOf(machines, 'b200')).toEqual([])
    const beyond = withAlternative(MACHINES, 'b200', ({ offer: given }) => ({ offer: { ...given, lead: entered(40) } }))
    expect(limitsOf(decided(beyond), 'b200')).toContain('brief.limit.leadBeyondHorizon')
  })
})

describe('a price nobody knows', () => {
  const unpriced = withAlternative(MACHINES, 'b200', ({ offer: given }) => ({ offer: { ...given, price: NOT_GIVEN } }))

  it('keeps all from being chosen where it could win, unless it is set aside by name', () => {
    const verdict = decided(unpriced)
    expect(verdict).toMatchObject({ state: 'cannotSay', choice: [], leaning: null, confidence: 0 })
    expect(rowOf(verdict, 'b200').unpriced?.floor).toBe(0)
    expect(rowOf(verdict, 'b200').rank).toBeNull()
    const setAside = [{ alternative: 'b200', who: 'Owner', reason: 'No offer came.', date: '2026-09-01' }]
    const aside = decided({ ...unpriced, setAside })
    expect(aside).toMatchObject({ state: 'choose', choice: ['h100'] })
    expect(aside.reasons.length).toBeGreaterThan(0)
  })

  it('keeps nobody from being chosen where even nothing would be too much', () => {
    const dear = withAlternative(unpriced, 'b200', ({ offer: given }) => ({
      offer: { ...given, migration: entered(5e6) },
    }))
    expect(decided(dear)).toMatchObject({ state: 'choose', choice: ['h100'] })
  })
})

describe('what joins owned machines', () => {
  const twice = { ...MACHINES, demand: { ...SMALL.demand, amount: times(SMALL.demand.amount, 4) } }
  const added = alternative('added', 'add', {
    ...bought,
    id: 'added',
    kind: 'add',
    slot: 6,
    keeps: 'h100-sxm',
    keptOffer: owned.offer,
    ownedSystems: 2,
  })
  const verdict = decided(withMore(twice, added))
  const row = rowOf(verdict, 'added')

  it('carries what the kept ones do not, with fewer new ones than alone', () => {
    const { sizing } = row
    const alone = rowOf(verdict, 'b200').sizing
    expect(sizing?.kept).toMatchObject({ systems: 2 })
    expect(numberOf(sizing?.kept?.rate) + numberOf(sizing?.peakRate)).toBeCloseTo(numberOf(alone?.peakRate), 6)
    expect(sizing?.systems).toBeLessThan(numberOf(alone?.systems))
    expect(sizing?.systems).toBeGreaterThan(0)
  })

  it('costs new ones with what keeping the old forgoes, and one team', () => {
    const parts = row.costing?.parts
    const perSystem =
      numberOf(rowOf(verdict, 'b200').costing?.parts.capital) / numberOf(rowOf(verdict, 'b200').sizing?.systems)
    expect(parts?.capital).toBeCloseTo(numberOf(row.sizing?.systems) * perSystem + 2 * 96e3, 0)
    expect(parts?.people).toBeCloseTo(numberOf(rowOf(verdict, 'b200').costing?.parts.people), 0)
    const sum = Object.values(parts ?? {}).reduce<number>((total, each) => total + (each ?? 0), 0)
    expect(row.costing?.presentValue).toBeCloseTo(sum, 2)
  })

  it('takes the power of both', () => {
    const eachOf = (id: string): number => {
      const { sizing } = rowOf(verdict, id)
      return numberOf(sizing?.power) / numberOf(sizing?.systems)
    }
    const { sizing } = row
    expect(sizing?.power).toBeCloseTo(numberOf(sizing?.systems) * eachOf('b200') + 2 * eachOf('h100'), 3)
  })

  it('needs nothing new where what is kept carries all', () => {
    const little = { ...MACHINES, demand: { ...SMALL.demand, amount: times(SMALL.demand.amount, 0.05) } }
    const { sizing } = rowOf(decided(withMore(little, added)), 'added')
    expect(sizing?.peakRate).toBe(0)
    expect(sizing?.atCentral).toBe(0)
  })
})

describe('growth', () => {
  const grownDemand = { ...SMALL.demand, growth: guessed(0.8) }
  const grown = decided({ ...MACHINES, demand: grownDemand })
  const quartersOf = (id: string): readonly number[] => rowOf(grown, id).sizing?.byQuarter ?? []

  it('lets fleets grow quarter by quarter; what is bought is never given back', () => {
    for (const id of ['b200', 'h100']) {
      const quarters = quartersOf(id)
      expect(limitsOf(grown, id)).toEqual([])
      expect(quarters).toHaveLength(12)
      for (const [at, count] of quarters.entries()) expect(count).toBeGreaterThanOrEqual(quarters[at - 1] ?? count)
      expect(quarters.at(-1)).toBeGreaterThan(numberOf(quarters[0]))
      expect(quarters[0]).toBe(rowOf(grown, id).sizing?.systems)
    }
    const few = withAlternative(MACHINES, 'h100', () => ({ ownedSystems: quartersOf('h100')[0] ?? 0 }))
    expect(limitsOf(decided({ ...few, demand: grownDemand }), 'h100')).toEqual(['brief.limit.owned'])
    const shrunk = decided({ ...MACHINES, demand: { ...SMALL.demand, growth: guessed(-0.5) } })
    const { byQuarter } = rowOf(shrunk, 'b200').sizing ?? { byQuarter: [] }
    expect(new Set(byQuarter).size).toBe(1)
  })

  it('costs more, and of what is served each token less of what does not grow', () => {
    for (const id of ['b200', 'h100', 'h200']) {
      const [one, two] = [rowOf(grown, id).costing, rowOf(machines, id).costing]
      expect(one?.presentValue).toBeGreaterThan(numberOf(two?.presentValue))
      expect(one?.perMillionOutput).toBeLessThan(numberOf(two?.perMillionOutput))
    }
  })
})

describe('where demand turns the choice', () => {
  it('charges every alternative for the demand it is looked at with, an interface too', () => {
    const cheap = decided(
      withAlternative(SMALL, 'hosted', ({ offer: given }) => ({
        offer: {
          ...given,
          hosted: given.hosted && {
            ...given.hosted,
            input: entered(0.058),
            output: entered(0.15),
            cached: CHOSEN_NOTHING,
          },
        },
      })),
    )
    const flip = cheap.flips.find(({ input }) => input === 'demand.amount')
    // Tokens are paid one by one; owned machines are there already.
    expect(flip?.bands.at(0)?.leader).toBe('hosted')
    expect(flip?.bands.at(-1)?.leader).toBe('h100')
  })

  it('says what a decision at that demand says', () => {
    const flip = usual.flips.find(({ input }) => input === 'demand.amount')
    const { amount } = SMALL.demand
    for (const factor of [0.5, 2.5]) {
      const at = numberOf(amount.value) * factor
      const leader = flip?.bands.find(({ from, to }) => from <= at && at <= to)?.leader
      const there = decided({ ...SMALL, demand: { ...SMALL.demand, amount: times(amount, factor) } })
      const two = there.table.filter(({ id }) => id === usual.choice[0] || id === usual.rival)
      const best = two.toSorted((one, other) => numberOf(one.rank) - numberOf(other.rank))[0]
      expect(leader).toBe(best?.id)
    }
  })
})

describe('an offer of nothing', () => {
  it('is priced by its profile', () => {
    const brief = withAlternative(MACHINES, 'b200', () => ({
      offer: offer({ lead: guessed(4), migration: guessed(30e3) }),
    }))
    const row = rowOf(decided(brief), 'b200')
    expect(row.unpriced).toBeNull()
    expect(row.costing?.parts.capital).toBeGreaterThan(100e3)
  })
})
