import { describe, expect, it } from 'vitest'
import { costBar, costParts } from '#shared/charts/money/costBar.ts'
import { energyBar, energyParts } from '#shared/charts/money/energyBar.ts'
import { speedOfLight, speedOfLightStrips } from '#shared/charts/waterfall/speedOfLight.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import { A, B, C, D, FOUR, MISFIT, UNEVALUATED } from '../../../../support/results.ts'

const light = chartTheme('light')
const sum = (parts: object | null): number =>
  Object.values(parts ?? {}).reduce((total: number, part) => total + Number(part), 0)

describe('energy and cost', () => {
  it('split the headline figure without a remainder', () => {
    for (const scenario of [A, B, C]) {
      expect(sum(energyParts(scenario))).toBeCloseTo(scenario.result.metrics.energyPerOutputToken.value ?? 0, 9)
      expect(sum(costParts(scenario))).toBeCloseTo(scenario.result.metrics.costPerMillionOutput.value ?? 0, 9)
    }
  })
  it('keep an unknown part unknown', () => {
    expect(energyParts(D)).toBeNull()
    expect(costParts(D)).not.toHaveProperty('energy')
    expect(energyParts(MISFIT)).toBeNull()
    expect(costParts(MISFIT)).toBeNull()
  })
  it('have tables whose parts add up and whose unknown rows are empty', () => {
    for (const figure of [energyBar([...FOUR, MISFIT], light), costBar([A, C, D, MISFIT], light)]) {
      for (const cells of figure.table.rows) {
        const parts = cells.slice(1, -1)
        const total = cells.at(-1)
        if (total === null) expect(parts.every((part) => part === null)).toBe(true)
        else expect(sum(parts)).toBeCloseTo(Number(total), 9)
      }
    }
  })
  it('say what takes most, and what is not known', () => {
    expect(energyBar(FOUR, light).sentence).toMatch(
      /^HBM takes \d+\u00a0% on A and \d+\u00a0% on C; links take \d+\u00a0% on B\.$/,
    )
    expect(energyBar(FOUR, light).altText).toContain('no power under load')
    expect(costBar([A, MISFIT], light).sentence).toContain('A is cheapest at')
    expect(costBar([A, MISFIT], light).sentence).toContain('Not known for E.')
  })
  it('show a state where nothing is known', () => {
    expect(energyBar([D], light)).toMatchObject({ state: 'unknown' })
    expect(energyBar([D], light).sentence).toContain('No power under load')
    expect(costBar([], light).state).toBe('empty')
  })
})

describe('speed of light', () => {
  it('has the same rows for all, and says none where a machine has none', () => {
    const { rows, columns } = speedOfLightStrips(FOUR)
    expect(rows.map(({ name }) => name)).toEqual(['Compute', 'On-chip SRAM', 'HBM', 'Link', 'Capacity'])
    for (const { bars } of columns) expect(bars).toHaveLength(rows.length)
    expect(columns[1]?.bars[2]).toMatchObject({ share: null, text: 'none', fraction: 0 })
    expect(columns[0]?.bars.filter((bar) => bar.binds).map(({ name }) => name)).toEqual(['HBM'])
  })
  it('tells does not fit from unknown', () => {
    const { columns } = speedOfLightStrips([A, MISFIT, UNEVALUATED])
    expect(columns[1]?.bars[0]?.text).toBe('does not fit')
    expect(columns[2]?.bars[0]?.text).toBe('unknown')
    expect(speedOfLight([UNEVALUATED], light).state).toBe('unknown')
  })
  it('names what binds', () => {
    expect(speedOfLight(FOUR, light).sentence).toContain('HBM binds A (36\u00a0%) and C (42\u00a0%)')
  })
})
