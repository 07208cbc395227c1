import { describe, expect, it } from 'vitest'
import { carbonBar } from '#shared/charts/money/carbonBar.ts'
import { costBar } from '#shared/charts/money/costBar.ts'
import { deltaWaterfall } from '#shared/charts/waterfall/deltaWaterfall.ts'
import { energyBar } from '#shared/charts/money/energyBar.ts'
import { energyWaterfall } from '#shared/charts/waterfall/energyWaterfall.ts'
import { memoryLadder } from '#shared/charts/ladder/memoryLadder.ts'
import { roofline } from '#shared/charts/roofline/roofline.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import type { ChartFigure, ChartOptions } from '#shared/charts/kit/types.ts'
import type { EvaluatedScenario } from '../../../../../src-shared/domain/evaluated.ts'
import { waterfall } from '#shared/charts/waterfall/waterfall.ts'
import { renderSvg } from '../../../../support/renderSvg.ts'
import { seriesData } from '../../../../support/options.ts'
import { A, B, C, D, FOUR, MISFIT } from '../../../../support/results.ts'

const light = chartTheme('light')
const CHARTS: Readonly<Record<string, (options: ChartOptions) => ChartFigure>> = {
  ladder: (options) => memoryLadder({ scenarios: FOUR, baselineId: A.id }, light, options),
  roofline: (options) => roofline(A, light, options),
  waterfall: (options) => waterfall(A, light, options),
  delta: (options) => deltaWaterfall({ from: C, to: A }, light, options),
  'delta by operator': (options) => deltaWaterfall({ from: C, to: A }, light, { ...options, by: 'operator' }),
  joules: (options) => energyWaterfall(A, light, options),
  energy: (options) => energyBar(FOUR, light, options),
  cost: (options) => costBar(FOUR, light, options),
  carbon: (options) => carbonBar(FOUR, light, options),
}
/** Another machine stood in A's place. */
const MOVED: readonly EvaluatedScenario[] = [{ ...C, id: A.id, slot: A.slot }, B, C, D]

const picture = ({ option }: ChartFigure): string => renderSvg(option, { width: 544, height: 280 })

describe.each(Object.entries(CHARTS))('ghosts of the %s chart', (_name, draw) => {
  it('are not there while nothing has moved', () => {
    expect(picture(draw({ before: FOUR }))).toBe(picture(draw({})))
  })
  it('show what was there before, and change no word', () => {
    const plain = draw({})
    const ghosted = draw({ before: MOVED })
    expect(picture(ghosted)).not.toBe(picture(plain))
    const { option: _plain, ...words } = plain
    const { option: _ghosted, ...sameWords } = ghosted
    expect(sameWords).toEqual(words)
  })
  it('are left out where what was there had nothing to draw', () => {
    expect(() => picture(draw({ before: [{ ...MISFIT, id: A.id }] }))).not.toThrow()
  })
})

it('an end whose name changes with its devices keeps its ghost', () => {
  const renamed = { ...D, id: A.id, name: '4 × B200' }
  const shown = picture(deltaWaterfall({ from: C, to: A }, light, { before: [C, renamed] }))
  const same = picture(deltaWaterfall({ from: C, to: A }, light, { before: [C, { ...renamed, name: A.name }] }))
  expect(shown).toBe(same)
})

it('dots of the roofline that have moved leave hollow ones where they stood', () => {
  const { option } = roofline(A, light, { before: MOVED })
  const former = seriesData(roofline({ ...C, id: A.id }, light).option, 'roofline-dots').map((at) => JSON.stringify(at))
  for (const at of seriesData(option, 'ghosts')) expect(former).toContain(JSON.stringify(at))
})
