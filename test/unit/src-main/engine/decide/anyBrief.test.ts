import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Alternative } from '#shared/domain/brief/alternative.ts'
import { entered, guessed, NOT_GIVEN } from '#shared/domain/brief/assumed.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import { ALTERNATIVE_KINDS } from '#shared/domain/brief/offer.ts'
import { proposeAlternative } from '#shared/domain/brief/proposeAlternative.ts'
import type { PrefillPlace } from '#shared/domain/prefillPlace.ts'
import { CRITERIA } from '#shared/domain/brief/thresholds.ts'
import { decided, PLAIN_BRIEF } from '../../../../support/decidedBriefs.ts'
import { HARDWARE, hardware, MODELS } from '../../../../support/engineScenarios.ts'

const anyMachine = fc.constantFrom(...HARDWARE.keys())

/** Prompts are read there in eight bits, on whatever stack suits it. */
const promptsOn = (id: string): PrefillPlace => ({
  hardware: id,
  hardwareOverrides: {},
  weightPrecision: 'fp8',
  activationPrecision: 'fp8',
  kvPrecision: 'fp8',
  software: null,
  softwareVersion: null,
})

const anyAlternative: fc.Arbitrary<Alternative> = fc
  .record({
    kind: fc.constantFrom(...ALTERNATIVE_KINDS),
    machine: anyMachine,
    kept: anyMachine,
    prompts: fc.option(anyMachine, { freq: 6 }),
    owned: fc.integer({ min: 0, max: 20 }),
    systems: fc.option(fc.integer({ min: 1, max: 30 }), { freq: 6 }),
    spareDomains: fc.integer({ min: 0, max: 2 }),
    price: fc.option(fc.integer({ min: 0, max: 4e6 })),
    score: fc.option(fc.integer({ min: 1, max: 5 })),
    evidence: fc.boolean(),
  })
  .map(({ kind, machine, kept, prompts, owned, systems, spareDomains, price, score, evidence }) => {
    const isHosted = kind === 'hosted'
    const proposed = proposeAlternative({
      id: 'any',
      slot: 0,
      kind,
      hardware: isHosted ? null : hardware(machine),
      hardwareId: isHosted ? null : machine,
      prefill: isHosted || prompts === null ? null : promptsOn(prompts),
    })
    const joins = kind === 'add'
    const known = { timeToFirstToken: 0.2, timePerToken: 0.005, source: 'A trial', date: '2026-06-01' }
    const dollars = price === null ? null : entered(kind === 'rent' ? price / 1e6 : price)
    return {
      ...proposed,
      ownedSystems: owned,
      keeps: joins ? kept : null,
      keptOffer: joins ? { ...proposed.offer, price: null } : null,
      spareDomains,
      pinned: { systems, deployment: null },
      risks: score === null ? {} : { software: { score, evidence: '', date: null, author: '', effects: null } },
      offer: {
        ...proposed.offer,
        price: dollars,
        hosted: isHosted
          ? {
              input: price === null ? NOT_GIVEN : guessed(price / 4e6),
              cached: NOT_GIVEN,
              output: guessed(2, 1, 3),
              rateLimit: null,
              evidence: evidence ? known : null,
            }
          : null,
      },
    }
  })

const anyBrief: fc.Arbitrary<Brief> = fc
  .record({
    model: fc.constantFrom(...MODELS.keys()),
    alternatives: fc.array(anyAlternative, { minLength: 0, maxLength: 4 }),
    tokens: fc.option(fc.integer({ min: 1, max: 11 }), { freq: 12 }),
    perToken: fc.option(fc.constantFrom(0.004, 0.02, 0.1, 1)),
    toFirst: fc.option(fc.constantFrom(0.1, 1, 20)),
    inputTokens: fc.integer({ min: 1, max: 20_000 }),
    outputTokens: fc.integer({ min: 1, max: 4000 }),
    growth: fc.constantFrom(0, 0, 0.5, -0.3),
    neededBy: fc.constantFrom(0, 12),
    criterion: fc.constantFrom(...CRITERIA),
    power: fc.option(fc.constantFrom(20e3, 1e6), { freq: 2 }),
    dispersion: fc.option(fc.constantFrom(0.5, 1, 20)),
  })
  .map(
    ({ tokens, perToken, toFirst, inputTokens, outputTokens, growth, power, dispersion, alternatives, ...rest }) => ({
      ...PLAIN_BRIEF,
      ...rest,
      alternatives: alternatives.map((each, slot) => ({ ...each, slot, id: `any-${slot}` })),
      demand: {
        ...PLAIN_BRIEF.demand,
        inputTokens,
        outputTokens,
        dispersion,
        growth: guessed(growth),
        amount: tokens === null ? NOT_GIVEN : guessed(10 ** tokens, 0.7 * 10 ** tokens, 1.4 * 10 ** tokens),
      },
      promise: { ...PLAIN_BRIEF.promise, timePerToken: perToken, timeToFirstToken: toFirst },
      constraints: { ...PLAIN_BRIEF.constraints, power },
    }),
  )

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
