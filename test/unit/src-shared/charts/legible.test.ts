import { describe, expect, it } from 'vitest'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import type { ChartOption } from '#shared/charts/kit/types.ts'
import { inLanguage, speak } from '#shared/words/say.ts'
import { randomFigures, sampleFigures, type FigureCase } from '../../../support/figureCases.ts'
import { figureFaults, figureTexts } from '../../../support/figureFaults.ts'
import type { PictureSize } from '../../../support/renderSvg.ts'

/** A fifth of them each of plain, unpriced, misfit, equal and close machines, and as many briefs; many more on the long run. */
const RANDOM = process.env['MEMWALL_LONG'] === '1' ? 60 : 5
/** Each takes as long as a report, on a machine that does other things. */
const PATIENT = { timeout: 600_000 }

async function allFaults(cases: readonly FigureCase[]): Promise<string[]> {
  const found: string[] = []
  for (const { name, option, size, theme } of cases) {
    const faults = await figureFaults(option, size, theme)
    found.push(...faults.map(({ kind, text, other }) => `${name}: ${kind}, “${text}” and ${other}`))
  }
  return found
}

describe('texts of figures lie on no marker, no line and no other text, and inside the picture', () => {
  it('in the samples, on paper and on screen', PATIENT, async () => {
    const cases = sampleFigures()
    expect(cases.length).toBeGreaterThan(100)
    expect(await allFaults(cases)).toEqual([])
  })
  it('in workspaces and briefs nobody has drawn before', PATIENT, async () => {
    expect(await allFaults(randomFigures(RANDOM))).toEqual([])
  })
  it('in another language, whose words are longer', PATIENT, async () => {
    const cases = inLanguage('pseudo', () => sampleFigures('b200-against-wse3'))
    expect(cases.length).toBeGreaterThan(30)
    expect(await allFaults(cases)).toEqual([])
    // What a chart says while it is drawn is said in the language it was built in.
    const drawn = async (option: ChartOption, size: PictureSize): Promise<string> =>
      (await figureTexts(option, size)).join('\n')
    for (const { option, size } of cases) {
      const now = await drawn(option, size)
      speak('pseudo')
      const then = await drawn(option, size).finally(() => speak('en'))
      expect(now).toBe(then)
    }
  })
  it('are found where they do', async () => {
    const light = chartTheme('light')
    const text = (words: string, x: number, y: number) => ({
      type: 'text',
      style: { text: words, x, y, font: "11px 'IBM Plex Sans'", fill: light.ink },
    })
    const option = {
      graphic: [
        { type: 'line', shape: { x1: 0, y1: 26, x2: 200, y2: 26 }, style: { stroke: light.ink, lineWidth: 1 } },
        { type: 'circle', shape: { cx: 20, cy: 86, r: 6 }, style: { fill: light.ink } },
        text('struck', 20, 20),
        text('marked', 20, 80),
        text('one', 20, 50),
        text('other', 25, 52),
        text('outside', 180, 120),
        text('free', 100, 90),
      ],
    }
    const faults = await figureFaults(option, { width: 200, height: 150 }, light)
    expect(faults.map(({ kind, text: words }) => `${kind} ${words}`).toSorted()).toEqual([
      'onLine struck',
      'onMark marked',
      'outside outside',
      'overlap one',
    ])
  })
})
