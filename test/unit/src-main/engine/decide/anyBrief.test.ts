import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guessed } from '#shared/domain/brief/assumed.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import { proposeAlternative } from '#shared/domain/brief/proposeAlternative.ts'
import { anyBrief, promptsOn } from '../../../../support/anyBrief.ts'
import { decided, PLAIN_BRIEF } from '../../../../support/decidedBriefs.ts'
import { hardware } from '../../../../support/engineScenarios.ts'

function holds(brief: Brief): void {
  const verdict = decided(brief, { draws: 64 })
  const { state, table, choice, leaning, rival, none } = verdict
  const ranked = table.filter(({ rank }) => rank !== null).toSorted((one, two) => (one.rank ?? 0) - (two.rank ?? 0))
  // What is said is finite or said to be unknown: JSON has no other numbers.
  expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict)
  for (const { limits, unpriced, rank, fared, sizing } of table) {
    expect(rank === null || (limits.length === 0 && unpriced === null)).toBe(true)
    expect(fared === null).toBe(rank === null)
    if (rank !== null && sizing !== null) {
      expect(sizing.probability).toBeGreaterThanOrEqual(brief.promise.confidence)
      expect(sizing.never).toBeLessThanOrEqual(brief.promise.never)
    }
  }
  for (const id of [...choice, ...(leaning === null ? [] : [leaning])]) {
    expect(ranked.map((row) => row.id)).toContain(id)
  }
  if (ranked.length > 0) {
    expect(ranked.reduce((sum, { fared }) => sum + (fared?.first ?? NaN), none)).toBeCloseTo(1, 9)
  }
  if (state === 'needsDemand') expect(brief.demand.amount.value).toBeNull()
  else expect(table.map(({ id }) => id)).toEqual(brief.alternatives.map(({ id }) => id))
  if (state === 'noneFeasible') expect(ranked).toEqual([])
  if (state === 'choose') expect(choice).toEqual([ranked[0]?.id])
  if (rival !== null) expect(ranked.slice(1).map(({ id }) => id)).toContain(rival)
}

describe('any brief', () => {
  const runs = process.env['MEMWALL_LONG'] === '1' ? 500 : 20

  it(`is decided, and by its own rules: ${runs} of them`, () => {
    fc.assert(fc.property(anyBrief, holds), { numRuns: runs, seed: 7 })
  })

  it('is decided where prompts are read on other machines', () => {
    const apart = proposeAlternative({
      id: 'apart',
      slot: 0,
      kind: 'buy',
      hardware: hardware('b200-sxm'),
      hardwareId: 'b200-sxm',
      prefill: promptsOn('h200-sxm'),
    })
    const verdict = decided(
      {
        ...PLAIN_BRIEF,
        model: 'llama-3.1-70b',
        neededBy: 12,
        demand: { ...PLAIN_BRIEF.demand, amount: guessed(5e8) },
        promise: { ...PLAIN_BRIEF.promise, timePerToken: 0.05, timeToFirstToken: 2 },
        quality: { ...PLAIN_BRIEF.quality, precisions: ['fp8'] },
        alternatives: [apart],
      },
      { draws: 200 },
    )
    expect(verdict.table[0]?.sizing?.deployment.serving).toBe('disaggregated')
    expect(verdict.table[0]?.costing?.presentValue).toBeGreaterThan(100e3)
  })
})
