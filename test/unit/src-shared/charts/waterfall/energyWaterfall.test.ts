import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from '#main/engine/evaluate.ts'
import { energyWaterfall } from '#shared/charts/waterfall/energyWaterfall.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import type { EvaluatedScenario } from '../../../../../src-shared/domain/evaluated.ts'
import { anyScenario, scenario } from '../../../../support/engineScenarios.ts'
import { seriesData } from '../../../../support/options.ts'
import { A, B, CLAMPED, D, EXTRAPOLATED, MISFIT, UNEVALUATED, withMetrics } from '../../../../support/results.ts'
import { draws } from '../../../../support/draws.ts'

const light = chartTheme('light')

interface Bar {
  readonly name: string
  readonly value: number
}

/** The parts before the bar of all that serves, that bar, and the last one. */
function barsOf(scenario: EvaluatedScenario): { parts: number[]; devices: number; last: number; all: Bar[] } {
  const { option } = energyWaterfall(scenario, light)
  const series = option['series'] as unknown as { readonly id?: string; readonly data: readonly Bar[] }[]
  const all = [...(series.find(({ id }) => id === 'bars')?.data ?? [])]
  const at = all.findIndex((bar) => bar.name === 'Serving')
  return {
    parts: all.slice(0, at).map((bar) => bar.value),
    devices: all[at]?.value ?? NaN,
    last: all.at(-1)?.value ?? NaN,
    all,
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

describe('energyWaterfall', () => {
  it('has bars that sum to the energy per output token of the results, for any scenario', () => {
    let drawn = 0
    fc.assert(
      fc.property(anyScenario, (resolved) => {
        const result = evaluate(resolved)
        const headline = result.metrics.energyPerOutputToken.value
        const scenario: EvaluatedScenario = { id: resolved.id, slot: 0, name: 'Any', resolved, result }
        const figure = energyWaterfall(scenario, light)
        if (result.fit.state === 'doesNotFit' || headline === null || headline === 0) {
          expect(figure.state).not.toBe('ready')
          return
        }
        drawn++
        const { parts, devices, last } = barsOf(scenario)
        expect(Math.abs(sum(parts) / headline - 1)).toBeLessThan(1e-9)
        expect(Math.abs(devices / headline - 1)).toBeLessThan(1e-9)
        const { powerUsageEffectiveness } = resolved.economics
        const meter = (headline + (result.tokenEnergy?.atRest ?? NaN)) * powerUsageEffectiveness
        expect(Math.abs(last / meter - 1)).toBeLessThan(1e-9)
        const shares = figure.table.rows.map((row) => row[3]).filter((cell) => typeof cell === 'number')
        expect(sum(shares)).toBeCloseTo(2, 9)
      }),
      { numRuns: draws(1000), seed: 5 },
    )
    expect(drawn).toBeGreaterThan(draws(25))
  })
  it('stands each part on the one before, and the totals on the axis', () => {
    const { all } = barsOf(A)
    const plinths = seriesData(energyWaterfall(A, light).option, 'plinths').map(Number)
    let running = 0
    all.forEach((bar, index) => {
      const total = bar.name === 'Serving' || bar.name === 'At the meter'
      expect(plinths[index]).toBeCloseTo(total ? 0 : running, 9)
      if (!total) running += bar.value
    })
    expect(running).toBeCloseTo(all.at(-1)?.value ?? NaN, 9)
  })
  it('tells hosts and network apart from the devices', () => {
    const resolved = scenario('h100-sxm', 'llama-3.1-70b')
    const result = evaluate(resolved)
    const figure = energyWaterfall({ id: resolved.id, slot: 0, name: 'Any', resolved, result }, light)
    const { hosts = NaN, network = NaN, devices = NaN } = result.power ?? {}
    const joules = (name: string): number => Number(figure.table.rows.find(([first]) => first === name)?.[2])
    const served = joules('Serving')
    expect(joules('Hosts') / served).toBeCloseTo(hosts / (hosts + network + devices), 6)
    expect(joules('Network') / served).toBeCloseTo(network / (hosts + network + devices), 6)
    expect(figure.sentence).toContain('hosts and network included')
    expect(figure.altText).toContain('at the meter')
  })
  it('ends with the devices where nothing is added to them', () => {
    const economics = { ...A.resolved.economics, powerUsageEffectiveness: 1 }
    const { tokenEnergy } = A.result
    const bare = {
      ...A,
      resolved: { ...A.resolved, economics },
      result: { ...A.result, tokenEnergy: tokenEnergy && { ...tokenEnergy, atRest: 0 } },
    }
    expect(barsOf(bare).all.at(-1)?.name).toBe('Serving')
  })
  it('names the places: the wafer waits for its fabric, the others for their links', () => {
    const cells = (scenario: EvaluatedScenario): string => JSON.stringify(energyWaterfall(scenario, light).table.rows)
    expect(cells(A)).toContain('NVLink')
    expect(cells(B)).toContain('SRAM')
  })
  it('tells its states and doubts apart', () => {
    expect(energyWaterfall(null, light).state).toBe('empty')
    expect(energyWaterfall(MISFIT, light).state).toBe('infeasible')
    expect(energyWaterfall(D, light).sentence).toContain('No power under load')
    expect(energyWaterfall(UNEVALUATED, light).state).toBe('unknown')
    const { energyPerOutputToken } = A.result.metrics
    const marked = (mark: object): EvaluatedScenario =>
      withMetrics(A, { energyPerOutputToken: { ...energyPerOutputToken, ...mark } })
    expect(energyWaterfall(marked({ extrapolated: true }), light).sentence).toContain('Extrapolated.')
    expect(energyWaterfall(marked({ clamped: true }), light).altText).toContain('held at a limit')
    expect(energyWaterfall(CLAMPED, light).state).toBe(energyWaterfall(EXTRAPOLATED, light).state)
  })
})
