import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { entered, guessed, NOT_GIVEN } from '#shared/domain/brief/assumed.ts'
import { DEFAULT_LIFECYCLE, type Lifecycle } from '#shared/domain/brief/lifecycle.ts'
import { companyShares, halfReached, lifecycleCurve, trainingRun } from '#shared/domain/brief/lifecycleCurve.ts'
import type { AccruedCost } from '#shared/domain/brief/verdict.ts'

/** Trains for a million dollars: 3,600 tokens of one device-second each, at half the peak, at 500 dollars an hour. */
const ACCRUED: AccruedCost = { deviceHour: 500e3, secondsPerTrainedToken: 1, inferencePerMonth: [50e3, 50e3, 100e3] }
const training = (given: Partial<Lifecycle['training']> = {}): Lifecycle => ({
  ...DEFAULT_LIFECYCLE,
  training: { tokens: 3600, utilisation: entered(0.5), experiments: entered(1), perYear: 0, ...given },
})
const asked = (lifecycle: Lifecycle, neededBy = 0, horizon = 36) => ({ lifecycle, neededBy, horizon })

describe('training once', () => {
  it('is device-hours of its tokens at the share of the peak, with all that leads to it', () => {
    expect(trainingRun(asked(training()), ACCRUED)).toEqual({ value: 1e6, low: 1e6, high: 1e6 })
    const ranged = training({ utilisation: guessed(0.5, 0.4, 0.8), experiments: guessed(2, 1, 4) })
    expect(trainingRun(asked(ranged), ACCRUED)).toEqual({ value: 2e6, low: 0.625e6, high: 5e6 })
  })

  it('has no cost while nobody says how many tokens, or the peak is unknown: never 0', () => {
    expect(trainingRun(asked(DEFAULT_LIFECYCLE), ACCRUED)).toBeNull()
    expect(trainingRun(asked(training({ utilisation: NOT_GIVEN })), ACCRUED)).toBeNull()
    expect(lifecycleCurve(asked(training()), { ...ACCRUED, secondsPerTrainedToken: null })).toBeNull()
  })
})

describe('training against inference', () => {
  it('crosses in the month in which the months served add up to training', () => {
    const curve = lifecycleCurve(asked(training()), ACCRUED)
    // Six months at 50,000, then 100,000 each.
    expect(curve?.crossing.month).toBeCloseTo(6 + 7, 9)
    expect(curve?.points[1]).toEqual({ month: 3, training: 1e6, inference: 150e3 })
    expect(curve?.points.at(-1)).toMatchObject({ month: 36, inference: 300e3 + 30 * 100e3 })
  })

  it('counts from when it is needed, quarters from the date of the brief', () => {
    // Needed in month 4: two months of the second quarter, then the third.
    const curve = lifecycleCurve(asked(training(), 4, 12), ACCRUED)
    expect(curve?.points.map(({ month }) => month)).toEqual([0, 2, 5, 8, 11, 12])
    expect(curve?.crossing.month).toBeCloseTo(2 + 9, 9)
  })

  it('is not within the horizon where the horizon ends before, and where training anew costs more', () => {
    expect(lifecycleCurve(asked(training(), 0, 12), ACCRUED)?.crossing.month).toBeNull()
    const often = lifecycleCurve(asked(training({ perYear: 2 })), ACCRUED)
    expect(often?.crossing.month).toBeNull()
    expect(often?.points.at(-1)?.training).toBeCloseTo(1e6 * (1 + 2 * 3), 3)
    expect(lifecycleCurve(asked(training({ perYear: 0.1 })), ACCRUED)?.crossing.month).toBeGreaterThan(13)
  })

  it('a cheaper run crosses no later, and in the month inference has what training has', () => {
    const dollars = fc.double({ min: 1e3, max: 1e5, noNaN: true })
    const months = fc.array(dollars, { minLength: 1, maxLength: 16 })
    const tokens = fc.double({ min: 1, max: 1e5, noNaN: true })
    fc.assert(
      fc.property(
        months,
        tokens,
        fc.integer({ min: 0, max: 24 }),
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (inferencePerMonth, count, neededBy, horizon, perYear) => {
          const accrued = { ...ACCRUED, inferencePerMonth }
          const lifecycle = training({ tokens: count, utilisation: guessed(0.4, 0.3, 0.5), perYear })
          const curve = lifecycleCurve(asked(lifecycle, neededBy, horizon), accrued)
          if (curve === null) throw new Error('Training is said.')
          const { crossing, points } = curve
          const order = [crossing.low, crossing.month, crossing.high].map((month) => month ?? Infinity)
          expect(order).toEqual(order.toSorted((one, two) => one - two))
          const last = points.at(-1)
          expect(last?.month).toBe(horizon)
          if (crossing.month === null) expect(last?.inference).toBeLessThan((last?.training ?? 0) * (1 + 1e-9))
          else {
            const after = points.findIndex(({ month }) => month >= (crossing.month ?? 0))
            const [one, two] = [points[Math.max(0, after - 1)], points[after]]
            if (!one || !two) throw new Error('It is within the horizon.')
            const share = two.month === one.month ? 0 : (crossing.month - one.month) / (two.month - one.month)
            const served = one.inference + share * (two.inference - one.inference)
            const trained = one.training + share * (two.training - one.training)
            expect(served / trained).toBeCloseTo(1, 6)
          }
        },
      ),
    )
  })
})

describe('a company’s share of inference', () => {
  const company = (given: Partial<Lifecycle['company']>, perYear = 0): Lifecycle => ({
    ...training({ perYear }),
    company: { training: null, inference: null, ...given },
  })

  it('is what it serves over that and what it trains for, by quarter', () => {
    const shares = companyShares(asked(company({ training: 1.2e6, inference: 0.6e6 }), 3, 9), ACCRUED)
    expect(shares).toEqual([
      { month: 0, share: 1.2e6 / 2.4e6 },
      { month: 3, share: 1.8e6 / 3e6 },
      { month: 6, share: 1.8e6 / 3e6 },
    ])
    expect(halfReached(shares ?? [])).toBe(0)
  })

  it('takes the runs of this model where it says no more, and is unknown where it says nothing', () => {
    const shares = companyShares(asked(company({}, 1), 0, 9), ACCRUED)
    expect(shares?.map(({ share }) => share)).toEqual(
      [0.375, 0.375, 1.2 / 2.2].map((share) => expect.closeTo(share, 9)),
    )
    expect(halfReached(shares ?? [])).toBe(6)
    expect(companyShares(asked(company({ inference: 1e6 })), ACCRUED)).toBeNull()
    expect(halfReached([{ month: 0, share: 0.2 }])).toBeNull()
  })
})
