import { verbatim } from './verbatim.ts'
import type { Sensitivity, SensitivityRow } from '#shared/domain/sensitivity.ts'

function row(given: Partial<SensitivityRow> & Pick<SensitivityRow, 'input' | 'label'>): SensitivityRow {
  return {
    dimension: 'share',
    base: 0.6,
    low: 0.45,
    high: 0.75,
    basis: verbatim('a quarter less or more'),
    atLow: 3,
    atHigh: 3,
    rivalAtLow: 4,
    rivalAtHigh: 4,
    elasticity: 0,
    flips: [],
    ...given,
  }
}

/** What moves a cost of 3 USD against a rival at 4 USD: one end turns the ranking, one is off the scale, one does not run. */
export function sensitivity(given: Partial<Sensitivity> = {}): Sensitivity {
  return {
    metric: 'costPerMillionOutput',
    scenario: 'a',
    rival: 'b',
    base: 3,
    rivalBase: 4,
    rows: [
      row({
        input: 'hardware.memory.hbm.capacity',
        label: verbatim('Memory capacity'),
        dimension: 'bytes',
        base: 180e9,
        low: 150e9,
        high: 200e9,
        basis: verbatim('recorded range'),
        atLow: null,
        atHigh: 2.8,
        elasticity: null,
      }),
      row({
        input: 'workload.concurrency',
        label: verbatim('Requests in flight'),
        dimension: 'count',
        base: 16,
        low: 12,
        high: 20,
        atLow: 7.2,
        atHigh: 2.1,
        elasticity: -2.4,
        flips: ['low'],
      }),
      row({
        input: 'economics.utilisation',
        label: verbatim('Hours in use'),
        atLow: 4.2,
        atHigh: 2.4,
        elasticity: -1.1,
        flips: ['low'],
      }),
      row({
        input: 'economics.purchasePrice',
        label: verbatim('Price per device'),
        dimension: 'dollars',
        base: 40_000,
        low: 38_000,
        high: 42_000,
        basis: verbatim('grade: secondary'),
        atLow: 2.9,
        atHigh: 3.1,
        elasticity: 0.7,
      }),
      row({
        input: 'economics.surroundingsShare',
        label: verbatim('Host, network, rack over device price, as a share of it'),
        base: 0.5,
        low: 0.375,
        high: 0.625,
        atLow: 2.8,
        atHigh: 3.2,
        elasticity: 0.3,
      }),
    ],
    ...given,
  }
}
