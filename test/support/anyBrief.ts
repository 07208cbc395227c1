import * as fc from 'fast-check'
import type { Alternative } from '#shared/domain/brief/alternative.ts'
import { entered, guessed, NOT_GIVEN } from '#shared/domain/brief/assumed.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import { ALTERNATIVE_KINDS } from '#shared/domain/brief/offer.ts'
import { proposeAlternative } from '#shared/domain/brief/proposeAlternative.ts'
import type { PrefillPlace } from '#shared/domain/prefillPlace.ts'
import { CRITERIA } from '#shared/domain/brief/thresholds.ts'
import { PLAIN_BRIEF } from './decidedBriefs.ts'
import { HARDWARE, hardware, MODELS } from './engineScenarios.ts'

const anyMachine = fc.constantFrom(...HARDWARE.keys())

/** Prompts are read there in eight bits, on whatever stack suits it. */
export const promptsOn = (id: string): PrefillPlace => ({
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

/** Any brief of up to four alternatives of the library: most may not be chosen for one reason or another. */
export const anyBrief: fc.Arbitrary<Brief> = fc
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
