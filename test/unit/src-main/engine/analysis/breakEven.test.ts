import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { breakEvenOf } from '#main/engine/analysis/breakEven.ts'
import { movableInputs } from '#main/engine/analysis/inputs.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import type { BreakEven } from '#shared/domain/analysis/breakEven.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { SENSITIVE_METRICS, type SensitiveMetric } from '#shared/domain/sensitivity.ts'
import { anyScenario, scenario } from '../../../../support/engineScenarios.ts'
import { draws } from '../../../../support/draws.ts'

const h200 = scenario('h200-sxm', 'llama-3.1-70b')
const b200 = { ...scenario('b200-sxm', 'llama-3.1-70b'), id: 'rival' }
const whole = new Set(['workload.inputTokens', 'workload.outputTokens', 'workload.concurrency'])

/** Re-evaluates both scenarios in full at a value of an input. */
function at(own: ResolvedScenario, rival: ResolvedScenario, path: string, value: number, metric: SensitiveMetric) {
  const input = movableInputs(own).find(({ input: known }) => known === path)
  if (!input) throw new Error(path)
  const factor = value / input.base
  const one = evaluate(input.scaled(own, factor)).metrics[metric].value
  const two = evaluate(input.shared ? input.scaled(rival, factor) : rival).metrics[metric].value
  return { own: one ?? NaN, rival: two ?? NaN }
}

function verify(found: BreakEven, own: ResolvedScenario, rival: ResolvedScenario): number {
  const now = Math.sign((found.base ?? NaN) - (found.rivalBase ?? NaN))
  for (const point of found.points) {
    const there = at(own, rival, point.input, point.at, found.metric)
    expect(there.own / point.own).toBeCloseTo(1, 9)
    expect(there.rival / point.rival).toBeCloseTo(1, 9)
    if (point.kind === 'equal') expect(Math.abs(there.own / there.rival - 1)).toBeLessThanOrEqual(1e-6)
    const direction = Math.sign(point.at - point.base)
    const before = whole.has(point.input) ? point.at - direction : point.at * (1 - direction * 1e-7)
    const beyond = whole.has(point.input) ? point.at : point.at * (1 + direction * 1e-7)
    const near = at(own, rival, point.input, before, found.metric)
    const far = at(own, rival, point.input, beyond, found.metric)
    // One that does not run on the near side has no ranking there.
    if (!Number.isNaN(near.own - near.rival)) expect(Math.sign(near.own - near.rival)).toBe(now)
    expect(Math.sign(far.own - far.rival)).not.toBe(now)
  }
  return found.points.length
}

describe('break-even', () => {
  it('is equal at the answer, and ranks otherwise on both sides of it', () => {
    let points = 0
    for (const metric of Object.keys(SENSITIVE_METRICS) as SensitiveMetric[]) {
      points += verify(breakEvenOf(h200, b200, metric), h200, b200)
      points += verify(breakEvenOf(b200, h200, metric), b200, h200)
    }
    expect(points).toBeGreaterThan(20)
  })

  it('finds the bandwidth, the price and the utilisation at which a cheaper machine stops being cheaper', () => {
    const found = breakEvenOf(h200, b200, 'costPerMillionOutput')
    const inputs = found.points.map(({ input }) => input)
    expect(inputs).toContain('hardware.memory.hbm.bandwidth')
    expect(inputs).toContain('economics.purchasePrice')
    expect(found.points.find(({ input }) => input === 'economics.purchasePrice')?.kind).toBe('equal')
  })

  it('puts the smallest change first', () => {
    const changes = breakEvenOf(h200, b200, 'costPerMillionOutput').points.map((point) =>
      Math.abs(Math.log(point.at / point.base)),
    )
    expect(changes).toEqual(changes.toSorted((one, two) => one - two))
  })

  it('says nothing turns where one of the two does not run', () => {
    const small = scenario('h200-sxm', 'llama-3.1-405b', { devices: 1, tensorParallel: 1 })
    expect(breakEvenOf(small, b200, 'tpot')).toMatchObject({ base: null, points: [] })
  })

  it('holds for any two scenarios of the library', () => {
    let points = 0
    fc.assert(
      fc.property(anyScenario, anyScenario, (one, two) => {
        points += verify(breakEvenOf(one, { ...two, workload: one.workload }, 'tpot'), one, {
          ...two,
          workload: one.workload,
        })
      }),
      { numRuns: draws(500), seed: 7 },
    )
    expect(points).toBeGreaterThan(draws(10))
  })
})
