import { guessed } from '#shared/domain/brief/assumed.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import { CHOSEN_NOTHING } from '#shared/domain/brief/defaults.ts'
import { WHOLE } from '#shared/domain/covers.ts'
import { alternative, offer, pinned, PLAIN_BRIEF, spread } from './decidedBriefs.ts'
import { deployment } from './engineScenarios.ts'

/** One device in eight bits. */
export const ONE_DEVICE = deployment({
  devices: 1,
  tensorParallel: 1,
  weightPrecision: 'fp8',
  activationPrecision: 'fp8',
  kvPrecision: 'fp8',
})

/** A small model on one device of three machines, of which one is owned, one bought and one rented, and an interface. */
export const SMALL: Brief = {
  ...PLAIN_BRIEF,
  model: 'llama-3.1-8b',
  demand: { ...PLAIN_BRIEF.demand, amount: spread(4e9, 0.2), peak: guessed(2) },
  promise: { ...PLAIN_BRIEF.promise, timePerToken: 0.03, timeToFirstToken: 1 },
  quality: { ...PLAIN_BRIEF.quality, precisions: ['fp8'] },
  bridge: 'h100',
  alternatives: [
    alternative('h100', 'owned', {
      slot: 0,
      hardware: 'h100-sxm',
      ownedSystems: 12,
      offer: offer({ price: spread(96e3, 0.2), residual: spread(24e3, 0.4), maintenance: guessed(1133) }),
      ...pinned(ONE_DEVICE),
    }),
    alternative('b200', 'buy', {
      slot: 1,
      hardware: 'b200-sxm',
      offer: offer({
        covers: WHOLE,
        price: spread(440e3, 0.1),
        residual: spread(96e3, 0.4),
        maintenance: guessed(1467),
        migration: guessed(30e3),
        lead: spread(4, 0.3),
      }),
      ...pinned(ONE_DEVICE),
    }),
    alternative('h200', 'rent', {
      slot: 2,
      hardware: 'h200-sxm',
      offer: offer({ covers: WHOLE, price: spread(2.6, 0.1), term: 36, migration: guessed(30e3), lead: guessed(1) }),
      ...pinned(ONE_DEVICE),
    }),
    alternative('hosted', 'hosted', {
      slot: 3,
      offer: offer({
        hosted: {
          input: spread(0.05, 0.2),
          cached: CHOSEN_NOTHING,
          output: spread(0.1, 0.2),
          rateLimit: null,
          evidence: { timeToFirstToken: 0.5, timePerToken: 0.01, source: 'A trial of a week', date: '2026-06-01' },
        },
      }),
    }),
  ],
}
