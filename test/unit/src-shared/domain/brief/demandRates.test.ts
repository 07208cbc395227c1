import { expect, it } from 'vitest'
import { entered, NOT_GIVEN } from '#shared/domain/brief/assumed.ts'
import { DEFAULT_BRIEF } from '#shared/domain/brief/defaults.ts'
import { amountOf, DAYS_PER_MONTH, demandRates, requestsPerSecond } from '#shared/domain/brief/demandRates.ts'

const { demand } = DEFAULT_BRIEF

it('counts 500 M output tokens a day in answers of 512 as 11.303 requests a second, and twice that at the peak', () => {
  const rates = demandRates({ ...demand, amount: entered(500e6), peak: entered(2) })
  expect(rates.meanRequestsPerSecond).toBeCloseTo(11.303, 3)
  expect(rates.peakRequestsPerSecond).toBeCloseTo(22.606, 3)
  expect(rates.outputTokensPerMonth).toBeCloseTo(500e6 * DAYS_PER_MONTH, 0)
})

it('gives the same rates whichever unit the demand is counted in', () => {
  const daily = { ...demand, amount: entered(500e6) }
  const rates = demandRates(daily)
  const asRequests = demandRates({
    ...daily,
    unit: 'requestsPerSecond',
    amount: entered(rates.meanRequestsPerSecond),
  })
  expect(asRequests.outputTokensPerDay).toBeCloseTo(500e6, 3)
  expect(asRequests.peakRequestsPerSecond).toBeCloseTo(rates.peakRequestsPerSecond ?? 0, 9)
})

it('knows nothing of an unknown amount, and no peak of an unknown peak', () => {
  expect(Object.values(demandRates({ ...demand, amount: NOT_GIVEN }))).toEqual([null, null, null, null])
  const rates = demandRates({ ...demand, amount: entered(1e6), peak: NOT_GIVEN })
  expect(rates.peakRequestsPerSecond).toBeNull()
  expect(rates.meanRequestsPerSecond).toBeGreaterThan(0)
})

it('counts 50,000 users with 20 requests a day as a million requests a day, and back', () => {
  const users = { ...demand, unit: 'users' as const, requestsPerUserDay: 20, amount: entered(50_000) }
  const { meanRequestsPerSecond: mean, outputTokensPerDay } = demandRates(users)
  expect(mean).toBeCloseTo(1e6 / 86_400, 9)
  expect(outputTokensPerDay).toBeCloseTo(512e6, 0)
  for (const unit of ['outputTokensPerDay', 'requestsPerSecond', 'users'] as const) {
    const other = { ...users, unit }
    expect(requestsPerSecond(other, amountOf(other, mean ?? 0))).toBeCloseTo(mean ?? 0, 9)
  }
  expect(amountOf(users, mean ?? 0)).toBeCloseTo(50_000, 6)
})
