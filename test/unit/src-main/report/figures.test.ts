import { beforeAll, describe, expect, it } from 'vitest'
import { memoryLadder } from '#shared/charts/ladder/memoryLadder.ts'
import { chartScenarios } from '#shared/words/scenario.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import { drawCharts, textsOfCharts, type Chart } from '#main/report/figures.ts'
import { familyForWeight, HAN_FAMILY, loadFaces, type Face } from '#main/report/fonts.ts'
import { sampleResults, sampleWorkspace } from '../../../support/reportSample.ts'

let faces: readonly Face[]
const workspace = sampleWorkspace()
const figure = memoryLadder(
  { scenarios: chartScenarios(workspace, sampleResults()), baselineId: 'a' },
  chartTheme('print'),
)
const ladder: Chart = { path: '/in/ladder.svg', option: figure.option, width: 640, height: 260 }
const draw = async (charts: readonly Chart[]): Promise<string[]> =>
  Object.values(await drawCharts(charts, faces)).map((bytes) => new TextDecoder().decode(bytes))

beforeAll(async () => {
  faces = await loadFaces('resources/fonts')
})

describe('figures', () => {
  it('are the same text however many were drawn before', async () => {
    const [first] = await draw([ladder])
    const [, second] = await draw([{ ...ladder, path: '/in/other.svg' }, ladder])
    expect(second).toBe(first)
    expect(first).not.toMatch(/zr\d/)
  })

  it('name only faces the report carries, and choose a weight by its family', async () => {
    const [svg = ''] = await draw([ladder])
    const families = new Set([...svg.matchAll(/font-family:([^;"]*)/g)].map((match) => match[1]))
    expect(families.size).toBeGreaterThan(1)
    for (const family of families) expect(faces.map((face) => face.family)).toContain(family)
    expect(svg).toMatch(/font-family:IBM Plex Sans SmBld;font-weight:600/)
    expect(familyForWeight(700)).toBe('IBM Plex Sans SmBld')
  })

  it('give their texts to the coverage check, names of scenarios among them', async () => {
    const files = await drawCharts([ladder], faces)
    expect(textsOfCharts(files).join(' ')).toContain('Wafer SRAM')
  })

  it('set Chinese in the Chinese face, and measure it there', async () => {
    const option = {
      ...figure.option,
      graphic: [{ type: 'text', style: { text: 'B200 推理 & A', font: '600 10px IBM Plex Sans', textAlign: 'right' } }],
    }
    const files = await drawCharts([{ ...ladder, option }], faces)
    const [svg = ''] = Object.values(files).map((bytes) => new TextDecoder().decode(bytes))
    const runs = [...svg.matchAll(/<tspan x="([-\d.]+)"([^>]*)>([^<]*)</g)].map(([, x, style, text]) => ({
      x,
      style,
      text,
    }))
    expect(runs.map(({ style, text }) => [style, text])).toEqual([
      ['', 'B200 '],
      [` style="font-family:${HAN_FAMILY}"`, '推理'],
      ['', ' &amp; A'],
    ])
    const [first, second, third] = runs.map(({ x }) => Number(x))
    expect((third ?? 0) - (second ?? 0)).toBeCloseTo(20, 2)
    const semibold = faces[2]?.font
    expect(first).toBeCloseTo(-10 * ((semibold?.width('B200 ') ?? 0) + 2 + (semibold?.width(' & A') ?? 0)), 2)
    expect(textsOfCharts(files)).toContain('B200 推理 & A')
    // A Han character is as wide as it is high.
    expect(faces[2]?.han.width('推理芯片')).toBe(4)
  })

  it('are drawn once for the same basis, option and size', async () => {
    const bytesOf = async (chart: Chart, basis: string | null): Promise<Uint8Array | undefined> =>
      (await drawCharts([chart], faces, basis))[chart.path]
    const first = await bytesOf(ladder, 'one')
    expect(await bytesOf({ ...ladder }, 'one')).toBe(first)
    for (const other of [
      await bytesOf(ladder, 'two'),
      await bytesOf(ladder, null),
      await bytesOf({ ...ladder, width: 641 }, 'one'),
      await bytesOf({ ...ladder, option: { ...ladder.option, backgroundColor: '#fff' } }, 'one'),
    ]) {
      expect(other).not.toBe(first)
    }
  })
})
