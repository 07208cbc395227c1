import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combineRisks, effectsOf } from '#main/engine/economics/cash/riskEffects.ts'
import { guessed, NOT_GIVEN } from '#shared/domain/brief/assumed.ts'
import { RISKS, type Risk, type RiskEffects } from '#shared/domain/brief/risk.ts'
import { DOLLARS_PER_PERSON_MONTH, NO_EFFECTS, RISK_SCALE, RISK_SCORES } from '#shared/domain/brief/riskScale.ts'

const risk = (score: number, effects: Risk['effects'] = null): Risk => ({
  score,
  evidence: '',
  date: null,
  author: '',
  effects,
})

describe('what a score does', () => {
  it('is never better for a worse score, and nothing for the best', () => {
    for (const name of RISKS) {
      expect(RISK_SCALE[name][5]).toEqual(NO_EFFECTS)
      for (const score of RISK_SCORES.slice(1)) {
        const [worse, better] = [RISK_SCALE[name][RISK_SCORES[score - 2] ?? 1], RISK_SCALE[name][score]]
        for (const effect of ['months', 'never', 'dollars', 'people', 'maintenance'] as const) {
          expect(worse[effect]).toBeGreaterThanOrEqual(better[effect])
        }
      }
    }
  })

  it('is the delay and the odds of software, from stable to a fork of the vendor’s', () => {
    const found = [5, 4, 3, 2, 1].map((score) => effectsOf('software', risk(score)))
    expect(found.map(({ months }) => months)).toEqual([0, 0.5, 1, 3, 6])
    expect(found.map(({ never }) => never)).toEqual([0, 0.01, 0.03, 0.08, 0.2])
    const heads = [5, 4, 3, 2, 1].map((score) => effectsOf('talent', risk(score)).people / DOLLARS_PER_PERSON_MONTH)
    expect(heads).toEqual([0, 0.25, 0.5, 1, 2])
  })

  it('a licence to export is a bound, and has no odds of its own', () => {
    for (const score of RISK_SCORES) expect(effectsOf('export', risk(score))).toEqual(NO_EFFECTS)
  })

  it('gives way to effects of one’s own, but for those nobody knows', () => {
    const own = { months: guessed(9), never: 0.5, dollars: guessed(1e5), people: NOT_GIVEN, maintenance: 3 }
    expect(effectsOf('talent', risk(2, own))).toEqual({
      months: 9,
      never: 0.5,
      dollars: 1e5,
      people: DOLLARS_PER_PERSON_MONTH,
      maintenance: 3,
    })
  })
})

describe('risks together', () => {
  const effect = (given: Partial<RiskEffects>): RiskEffects => ({ ...NO_EFFECTS, ...given })

  it('take the longest path, and what supply adds to its lead time', () => {
    const software = effect({ months: 6 })
    const migration = effect({ months: 3 })
    expect(combineRisks({ software, migration }, 4).lead).toBe(6)
    expect(combineRisks({ software, migration, supply: effect({ months: 5 }) }, 4).lead).toBe(9)
    expect(combineRisks({}, 4).lead).toBe(4)
  })

  it('fail each by itself, and pay each', () => {
    const found = combineRisks(
      {
        software: effect({ never: 0.08, dollars: 10 }),
        supply: effect({ never: 0.2 }),
        failures: effect({ maintenance: 1.5 }),
        talent: effect({ people: 5, maintenance: 2, dollars: 20 }),
      },
      0,
    )
    expect(found.never).toBeCloseTo(1 - 0.92 * 0.8, 12)
    expect(found).toMatchObject({ dollars: 30, people: 5, maintenance: 3 })
  })

  it('are never better for one risk more', () => {
    const score = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined })
    const scores = fc.record({ software: score, supply: score, failures: score, migration: score, talent: score })
    fc.assert(
      fc.property(
        scores,
        fc.constantFrom(...RISKS),
        fc.double({ min: 0, max: 24, noNaN: true }),
        (given, name, lead) => {
          const found: Partial<Record<(typeof RISKS)[number], RiskEffects>> = {}
          for (const each of RISKS) {
            const value = each === 'export' ? undefined : given[each]
            if (value !== undefined) found[each] = effectsOf(each, risk(value))
          }
          const { [name]: _without, ...fewer } = found
          const [all, less] = [combineRisks(found, lead), combineRisks(fewer, lead)]
          for (const figure of ['lead', 'never', 'dollars', 'people', 'maintenance'] as const) {
            expect(all[figure]).toBeGreaterThanOrEqual(less[figure] - 1e-12)
          }
        },
      ),
    )
  })
})
