import { describe, expect, it } from 'vitest'
import { entered, guessed, NOT_GIVEN } from '#shared/domain/brief/assumed.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import { CHOSEN_NOTHING } from '#shared/domain/brief/defaults.ts'
import { lifecycleCurve } from '#shared/domain/brief/lifecycleCurve.ts'
import type { AccruedCost, JudgedAlternative } from '#shared/domain/brief/verdict.ts'
import { WHOLE } from '#shared/domain/covers.ts'
import { HOURS_PER_MONTH } from '#main/engine/economics/price.ts'
import { alternative, decided, offer, pinned, rowOf } from '../../../../support/decidedBriefs.ts'
import { ONE_DEVICE, SMALL } from '../../../../support/smallBrief.ts'

/** Eight H100 in a system, come by in three ways; and an interface. */
const machine = (id: string, slot: number, kind: 'buy' | 'rent' | 'lease', given: Parameters<typeof offer>[0]) =>
  alternative(id, kind, {
    slot,
    hardware: 'h100-sxm',
    offer: offer({ covers: WHOLE, ...given }),
    ...pinned(ONE_DEVICE, 12),
  })
const BOUGHT = machine('bought', 0, 'buy', { price: entered(300e3), residual: entered(60e3) })
const PAID: Brief = {
  ...SMALL,
  neededBy: 0,
  bridge: null,
  demand: { ...SMALL.demand, growth: CHOSEN_NOTHING },
  lifecycle: {
    ...SMALL.lifecycle,
    training: { tokens: 1e12, utilisation: guessed(0.4, 0.3, 0.5), experiments: entered(1), perYear: 0 },
  },
  alternatives: [
    BOUGHT,
    machine('rented', 1, 'rent', { price: entered(2), term: 12 }),
    machine('leased', 2, 'lease', { price: entered(9e3), term: 36 }),
    ...SMALL.alternatives.filter(({ kind }) => kind === 'hosted'),
  ],
}
const verdict = decided(PAID)
const accruedOf = (row: JudgedAlternative): AccruedCost => {
  if (row.accrued === null) throw new Error(`${row.id} accrues by the hour.`)
  return row.accrued
}
const monthOf = (row: JudgedAlternative) => lifecycleCurve(PAID, accruedOf(row))?.crossing.month ?? NaN

describe('what the devices of an alternative cost by the hour', () => {
  it('rented it is the rent, at work and at rest, power in it', () => {
    const { deviceHour, inferencePerMonth } = accruedOf(rowOf(verdict, 'rented'))
    expect(deviceHour).toBeCloseTo(2, 9)
    const { devices = NaN } = rowOf(verdict, 'rented').sizing ?? {}
    expect(new Set(inferencePerMonth).size).toBe(1)
    expect(inferencePerMonth[0]).toBeCloseTo(devices * HOURS_PER_MONTH * 2, 3)
  })

  it('bought it recovers the price of all parts over the horizon, less what is left, and pays its power', () => {
    const { deviceHour, inferencePerMonth } = accruedOf(rowOf(verdict, 'bought'))
    const free: Brief = {
      ...PAID,
      finance: { ...PAID.finance, discountRate: 0 },
      site: { ...PAID.site, tariff: CHOSEN_NOTHING },
    }
    const { horizon } = free
    const plain = accruedOf(rowOf(decided(free), 'bought'))
    expect(plain.deviceHour).toBeCloseTo((300e3 - 60e3) / 8 / horizon / HOURS_PER_MONTH, 9)
    expect(deviceHour).toBeGreaterThan(plain.deviceHour)
    // An idle hour draws less than one of work, and no hour is dearer.
    const { devices = NaN } = rowOf(verdict, 'bought').sizing ?? {}
    expect(inferencePerMonth[0]).toBeLessThan(devices * HOURS_PER_MONTH * deviceHour)
    expect(inferencePerMonth[0]).toBeGreaterThan(devices * HOURS_PER_MONTH * plain.deviceHour)
  })

  it('bought, rented and leased cross in the same month, up to the power of idle hours', () => {
    const rented = monthOf(rowOf(verdict, 'rented'))
    expect(rented).toBeGreaterThan(0)
    for (const id of ['bought', 'leased']) {
      expect(monthOf(rowOf(verdict, id)) / rented).toBeGreaterThanOrEqual(1)
      expect(monthOf(rowOf(verdict, id)) / rented).toBeLessThan(1.05)
    }
    const other: Brief = {
      ...PAID,
      finance: { ...PAID.finance, discountRate: 0.2 },
      site: { ...PAID.site, tariff: CHOSEN_NOTHING },
    }
    for (const id of ['bought', 'rented', 'leased']) {
      const found = lifecycleCurve(other, accruedOf(rowOf(decided(other), id)))?.crossing.month
      expect((found ?? NaN) / rented).toBeCloseTo(1, 9)
    }
  })

  it('grows with the fleet of the verdict, quarter by quarter to the horizon', () => {
    const derived = { ...BOUGHT, pinned: { ...BOUGHT.pinned, systems: null } }
    const growing: Brief = { ...PAID, demand: { ...PAID.demand, growth: entered(1) }, alternatives: [derived] }
    const row = rowOf(decided(growing), 'bought')
    const { inferencePerMonth } = accruedOf(row)
    const byQuarter = row.sizing?.byQuarter ?? []
    expect(inferencePerMonth).toHaveLength(growing.horizon / 3)
    expect(byQuarter.at(-1)).toBeGreaterThan(byQuarter[0] ?? NaN)
    inferencePerMonth.forEach((dollars, quarter) => {
      const each = dollars / (byQuarter[quarter] ?? NaN)
      expect(each / ((inferencePerMonth[0] ?? NaN) / (byQuarter[0] ?? NaN))).toBeCloseTo(1, 1)
    })
  })

  it('is unknown of an interface, and of what has no price', () => {
    const hosted = verdict.table.find(({ kind }) => kind === 'hosted')
    expect(hosted?.costing).not.toBeNull()
    expect(hosted?.accrued).toBeNull()
    const unpriced: Brief = { ...PAID, alternatives: [{ ...BOUGHT, offer: offer({ price: NOT_GIVEN }) }] }
    expect(rowOf(decided(unpriced), 'bought').accrued).toBeNull()
  })

  it('enters no verdict: what training takes changes nothing of it', () => {
    const silent = decided({
      ...PAID,
      lifecycle: { ...PAID.lifecycle, training: { ...PAID.lifecycle.training, tokens: null } },
    })
    expect(silent).toEqual(verdict)
  })
})
