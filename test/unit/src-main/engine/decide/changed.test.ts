import { describe, expect, it } from 'vitest'
import type { Alternative } from '#shared/domain/brief/alternative.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import type { Risk } from '#shared/domain/brief/risk.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import { decided, rowOf } from '../../../../support/decidedBriefs.ts'
import { SMALL } from '../../../../support/smallBrief.ts'

const usual = decided(SMALL)
const lossOf = (verdict: BriefVerdict, id: string): number => rowOf(verdict, id).fared?.expectedLoss ?? NaN
const leaderOf = ({ choice, leaning }: BriefVerdict): string => choice[0] ?? leaning ?? ''
const priceOf = (verdict: BriefVerdict, limit: string) => verdict.changes.bounds.find((each) => each.limit === limit)
const changed = (id: string, change: Partial<Alternative>): Brief => ({
  ...SMALL,
  alternatives: SMALL.alternatives.map((each) => (each.id === id ? { ...each, ...change } : each)),
})
const risk = (score: number): Risk => ({ score, evidence: '', date: null, author: '', effects: null })

describe('the price of a bound', () => {
  it('is what the leader without it costs less than the one with it, and nothing where no bound is broken', () => {
    const machines = { ...SMALL, alternatives: SMALL.alternatives.filter(({ kind }) => kind !== 'hosted') }
    const free = decided(machines)
    const first = leaderOf(free)
    const power = (rowOf(free, first).sizing?.power ?? NaN) * 0.9
    const bounded = decided({ ...machines, constraints: { ...SMALL.constraints, power } })
    expect(leaderOf(bounded)).not.toBe(first)
    expect(priceOf(bounded, 'power')).toEqual({
      limit: 'power',
      from: power,
      to: null,
      leader: first,
      saves: expect.closeTo(lossOf(bounded, leaderOf(bounded)) - lossOf(free, first), 3) as number,
    })
    expect(priceOf(free, 'power')).toBeUndefined()
  })

  it('of own premises names the interface that would lead', () => {
    const inside = decided({ ...SMALL, constraints: { ...SMALL.constraints, ownPremises: true } })
    expect(leaderOf(usual)).toBe('hosted')
    const saves = lossOf(inside, leaderOf(inside)) - lossOf(usual, 'hosted')
    expect(saves).toBeGreaterThan(0)
    expect(priceOf(inside, 'ownPremises')).toMatchObject({ from: null, leader: 'hosted' })
    expect(priceOf(inside, 'ownPremises')?.saves).toBeCloseTo(saves, 3)
  })

  it('is nothing where it alone keeps nobody from anything, and unknown where nothing can be chosen with it', () => {
    // What is rented takes no power of the site.
    const alternatives = SMALL.alternatives.filter(({ kind }) => kind !== 'rent')
    const none = decided({ ...SMALL, alternatives, constraints: { ...SMALL.constraints, power: 1, ownPremises: true } })
    expect(none.state).toBe('noneFeasible')
    expect(priceOf(none, 'power')).toMatchObject({ saves: null, to: null })
    // The interface alone is refused by it, and its power is nobody's: all others still break theirs.
    expect(priceOf(none, 'ownPremises')).toMatchObject({ saves: null, leader: 'hosted' })
  })

  it('of a promised time never says more than a decision with the time a tenth longer', () => {
    const machines = { ...SMALL, alternatives: SMALL.alternatives.filter(({ kind }) => kind !== 'hosted') }
    const tight = { ...machines, promise: { ...machines.promise, timePerToken: 0.008 } }
    const verdict = decided(tight)
    const price = priceOf(verdict, 'timePerToken')
    expect(price).toMatchObject({ from: 0.008, to: expect.closeTo(0.0088, 9) as number })
    const longer = decided({ ...tight, promise: { ...tight.promise, timePerToken: 0.0088 } })
    const saved = lossOf(verdict, leaderOf(verdict)) - lossOf(longer, leaderOf(longer))
    expect(price?.saves).toBeGreaterThan(0)
    // Draws in which one request missed the time may keep the longer one: those are left as they are.
    expect(price?.saves ?? NaN).toBeLessThan(saved * 1.05)
    expect(priceOf(verdict, 'timeToFirstToken')).toBeUndefined()
  })
})

describe('evidence that is missing', () => {
  it('would save what a decision with it costs less', () => {
    const hosted = SMALL.alternatives.find(({ id }) => id === 'hosted') as Alternative
    const cheap = {
      ...hosted.offer.hosted,
      output: { ...hosted.offer.hosted?.output, value: 0.001, low: null, high: null },
    }
    const offered = { ...hosted.offer, hosted: cheap } as Alternative['offer']
    const known = decided(changed('hosted', { offer: offered }))
    const unknown = decided(
      changed('hosted', { offer: { ...offered, hosted: { ...cheap, evidence: null } } as Alternative['offer'] }),
    )
    expect(leaderOf(known)).toBe('hosted')
    expect(unknown.changes.passes).toEqual([
      {
        alternative: 'hosted',
        saves: expect.closeTo(lossOf(unknown, leaderOf(unknown)) - lossOf(known, 'hosted'), 3) as number,
      },
    ])
    expect(known.changes.passes).toEqual([])
  })
})

describe('risks off', () => {
  it('is the verdict of the same brief without a score, and what risks alone cost', () => {
    const first = leaderOf(usual)
    const risky = decided(changed(first, { risks: { software: risk(1), talent: risk(1) } }))
    const { withoutRisks } = risky.changes
    expect(withoutRisks).toMatchObject({ state: usual.state, leaders: [first] })
    expect(withoutRisks?.cost).toBeCloseTo(lossOf(risky, leaderOf(risky)) - lossOf(usual, first), 3)
    for (const { alternative, share } of withoutRisks?.first ?? []) {
      expect(share).toBe(rowOf(usual, alternative).fared?.first)
    }
    expect(risky.risksAlone.map(({ alternative, risk: name }) => [alternative, name])).toEqual([
      [first, 'software'],
      [first, 'talent'],
    ])
    // Two people more for three years, discounted at 9 %: $40,000 a month, 31.6 times.
    const [, talent] = risky.risksAlone
    expect(talent?.dollars).toBeGreaterThan(2 * 20e3 * 31.6 * 0.85)
  })

  it('says nothing where no score does anything', () => {
    expect(usual.changes.withoutRisks).toBeNull()
    expect(usual.risksAlone).toEqual([])
    const harmless = decided(changed('b200', { risks: { software: risk(5), export: risk(1) } }))
    expect(harmless.changes.withoutRisks).toBeNull()
    expect(harmless.risksAlone.every(({ dollars }) => dollars === 0)).toBe(true)
  })
})
