import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { movableInputs } from '#main/engine/analysis/inputs.ts'
import { sensitivityOf } from '#main/engine/analysis/sensitivity.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { SENSITIVE_METRICS, type SensitiveMetric } from '#shared/domain/sensitivity.ts'
import { anyScenario, scenario } from '../../../../support/engineScenarios.ts'

const h200 = scenario('h200-sxm', 'llama-3.1-70b', { devices: 8, tensorParallel: 8 })
const b200 = { ...scenario('b200-sxm', 'llama-3.1-70b', { devices: 8, tensorParallel: 8 }), id: 'rival' }

describe('sensitivity', () => {
  it('gives at each end what evaluating that end gives', () => {
    const { base, rows } = sensitivityOf(h200, null, 'tpot')
    expect(base).toBe(evaluate(h200).metrics.tpot.value)
    const inputs = new Map(movableInputs(h200).map((input) => [input.input, input]))
    expect(rows.length).toBeGreaterThan(3)
    for (const row of rows) {
      const input = inputs.get(row.input)
      if (!input) throw new Error(row.input)
      expect(row.atLow).toBe(evaluate(input.scaled(h200, row.low / row.base)).metrics.tpot.value)
      expect(row.atHigh).toBe(evaluate(input.scaled(h200, row.high / row.base)).metrics.tpot.value)
    }
  })

  it('knows that bandwidth helps, load hurts and a price moves no time', () => {
    const { rows } = sensitivityOf(h200, null, 'tpot')
    const of = (input: string) => rows.find((row) => row.input === input)
    expect(of('hardware.memory.hbm.bandwidth')?.elasticity ?? 0).toBeLessThan(-0.1)
    expect(of('workload.concurrency')?.elasticity ?? 0).toBeGreaterThan(0)
    expect(of('economics.purchasePrice')).toBeUndefined()
  })

  it('puts the widest swing first', () => {
    const { rows } = sensitivityOf(h200, null, 'costPerMillionOutput')
    const swings = rows.map(({ atLow, atHigh }) => Math.abs(Math.log((atHigh ?? NaN) / (atLow ?? NaN))))
    expect(swings).toEqual(swings.toSorted((one, two) => two - one))
    expect(rows.map(({ input }) => input)).toContain('economics.utilisation')
  })

  it('moves a rival with the load and the site, not with a figure of the other machine', () => {
    const { rows, rivalBase } = sensitivityOf(h200, b200, 'tpot')
    const load = rows.find((row) => row.input === 'workload.concurrency')
    const bandwidth = rows.find((row) => row.input === 'hardware.memory.hbm.bandwidth')
    expect(load?.rivalAtHigh).toBeGreaterThan(rivalBase ?? Infinity)
    expect([bandwidth?.rivalAtLow, bandwidth?.rivalAtHigh]).toEqual([rivalBase, rivalBase])
  })

  it('marks the end at which the ranking turns, and only that', () => {
    const price = 100_000
    const owned = (from: typeof h200, purchasePrice: number) => ({
      ...from,
      economics: { ...from.economics, purchasePrice },
    })
    const rival = owned(b200, price)
    const target = evaluate(rival).metrics.costPerMillionOutput.value ?? NaN
    // The price at which H200 costs as much per token, less a tenth: a quarter more of it turns the ranking.
    const at = (purchasePrice: number) => evaluate(owned(h200, purchasePrice)).metrics.costPerMillionOutput.value ?? NaN
    const perDollar = (at(200_000) - at(100_000)) / 100_000
    const equal = 100_000 + (target - at(100_000)) / perDollar
    const { rows } = sensitivityOf(owned(h200, equal * 0.9), rival, 'costPerMillionOutput')
    expect(rows.find((row) => row.input === 'economics.purchasePrice')?.flips).toEqual(['high'])
    expect(rows.find((row) => row.input === 'economics.utilisation')?.flips).toEqual([])
  })

  it('says of any scenario, by any metric, what its whole evaluation says', () => {
    fc.assert(
      fc.property(
        anyScenario,
        fc.constantFrom(...(Object.keys(SENSITIVE_METRICS) as SensitiveMetric[])),
        (drawn, metric) => {
          const { base, rivalBase } = sensitivityOf(drawn, h200, metric)
          expect(base).toBe(evaluate(drawn).metrics[metric].value)
          expect(rivalBase).toBe(evaluate(h200).metrics[metric].value)
        },
      ),
      { numRuns: 60, seed: 9 },
    )
  })

  it('holds on any scenario: ends are finite or null, ranges hold the base, nothing throws', () => {
    fc.assert(
      fc.property(anyScenario, (drawn) => {
        const { rows } = sensitivityOf(drawn, null, 'ttft')
        for (const row of rows) {
          expect(row.low).toBeLessThanOrEqual(row.base)
          expect(row.high).toBeGreaterThanOrEqual(row.base)
          for (const value of [row.atLow, row.atHigh]) if (value !== null) expect(Number.isFinite(value)).toBe(true)
        }
      }),
      { numRuns: 100, seed: 9 },
    )
  })
})
