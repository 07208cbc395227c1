import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { evaluate } from '#main/engine/evaluate.ts'
import { costBar } from '#shared/charts/money/costBar.ts'
import { deltaWaterfall } from '#shared/charts/waterfall/deltaWaterfall.ts'
import { energyBar } from '#shared/charts/money/energyBar.ts'
import { energyWaterfall } from '#shared/charts/waterfall/energyWaterfall.ts'
import { matrixRows } from '#shared/charts/matrix/executiveMatrix.ts'
import { memoryLadder } from '#shared/charts/ladder/memoryLadder.ts'
import { roofline } from '#shared/charts/roofline/roofline.ts'
import { rooflineData } from '#shared/charts/roofline/rooflineData.ts'
import { chartScenarios } from '#shared/words/scenario.ts'
import { speedOfLight } from '#shared/charts/waterfall/speedOfLight.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import type { ChartFigure } from '#shared/charts/kit/types.ts'
import { waterfall } from '#shared/charts/waterfall/waterfall.ts'
import { resolveScenario } from '#shared/domain/resolve.ts'
import { NORMALISERS, workspaceSchema } from '#shared/domain/workspace.ts'
import { renderSvg } from '../../../support/renderSvg.ts'

const SAMPLES = 'resources/samples/'
const light = chartTheme('light')
/** A number that is none, or a missing word. The Infinity Cache and the Infinity Fabric are neither. */
const BROKEN = /NaN|undefined|null|Infinity(?! (Cache|Fabric))/

/** The samples that ship with the product, evaluated by the engine. */
const samples = readdirSync(SAMPLES).map((file) => {
  const { workspace } = JSON.parse(readFileSync(SAMPLES + file, 'utf8')) as { workspace: unknown }
  const parsed = workspaceSchema.parse(workspace)
  const results = parsed.scenarios.flatMap((scenario) => {
    const resolved = resolveScenario(parsed, scenario)
    return resolved ? [evaluate(resolved)] : []
  })
  return { file, workspace: parsed, results, scenarios: chartScenarios(parsed, results) }
})

describe.each(samples)('$file through the engine', ({ workspace, results, scenarios }) => {
  const [first, second] = scenarios

  it('draws every chart without a number that is none', () => {
    const figures: ChartFigure[] = [
      memoryLadder({ scenarios, baselineId: workspace.baseline }, light),
      energyBar(scenarios, light),
      costBar(scenarios, light),
      speedOfLight(scenarios, light),
      ...scenarios.flatMap((scenario) => [
        roofline(scenario, light),
        energyWaterfall(scenario, light),
        waterfall(scenario, light),
        waterfall(scenario, light, { phase: 'prefill' }),
      ]),
      ...(first && second
        ? (['cause', 'operator'] as const).map((by) => deltaWaterfall({ from: first, to: second }, light, { by }))
        : []),
    ]
    for (const figure of figures) {
      expect(renderSvg(figure.option, { width: 544, height: 280 })).not.toMatch(BROKEN)
      for (const words of [figure.sentence, figure.altText, figure.title]) {
        expect(words).not.toMatch(BROKEN)
        expect(words.length).toBeGreaterThan(0)
      }
      for (const row of figure.table.rows) expect(row).toHaveLength(figure.table.columns.length)
    }
  })

  it('keeps dots on or under their roofs', () => {
    for (const scenario of scenarios.filter(({ result }) => result.fit.state === 'fits')) {
      const data = rooflineData(scenario)
      const top = Math.max(...data.computes.map((roof) => roof.flopsPerSecond))
      for (const dot of data.dots) {
        expect(dot.attained, `${scenario.name} ${dot.key}`).toBeLessThanOrEqual(top * 1.000001)
        for (const point of dot.levels) {
          const roof = data.bandwidths.find((candidate) => candidate.level === point.level)
          if (!roof) continue
          const limit = roof.bytesPerSecond * point.intensity
          expect(dot.attained, `${scenario.name} ${dot.key}`).toBeLessThanOrEqual(limit * 1.000001)
        }
      }
    }
  })

  it('sums waterfalls to the headline figures', () => {
    for (const scenario of scenarios) {
      for (const [phase, metric] of [
        ['decode', 'tpot'],
        ['prefill', 'ttft'],
      ] as const) {
        const figure = waterfall(scenario, light, { phase })
        const headline = scenario.result.metrics[metric].value
        if (figure.state !== 'ready' || headline === null) continue
        expect(Number(figure.table.rows.at(-1)?.[1]) / headline, `${scenario.name} ${metric}`).toBeCloseTo(1, 6)
      }
    }
  })

  it('fills the matrix for every divisor', () => {
    for (const normaliser of NORMALISERS) {
      const rows = matrixRows(results, scenarios, workspace.baseline, normaliser, workspace.objective)
      for (const row of rows) {
        expect(row.cells).toHaveLength(scenarios.length)
        for (const cell of row.cells) expect(cell.text).not.toMatch(BROKEN)
      }
    }
  })
})
