import { beforeAll, describe, expect, it } from 'vitest'
import { memoryLadder } from '#shared/charts/ladder/memoryLadder.ts'
import { chartScenarios } from '#shared/words/scenario.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import { drawCharts, textsOfCharts, type Chart } from '#main/report/figures.ts'
import { FACES, familyForWeight, loadFaces, type Face } from '#main/report/fonts.ts'
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
    for (const family of families) expect(FACES.map((face) => face.family as string)).toContain(family)
    expect(svg).toMatch(/font-family:IBM Plex Sans SmBld;font-weight:600/)
    expect(familyForWeight(700)).toBe('IBM Plex Sans SmBld')
  })

  it('give their texts to the coverage check, names of scenarios among them', async () => {
    const files = await drawCharts([ladder], faces)
    expect(textsOfCharts(files).join(' ')).toContain('Wafer SRAM')
  })
})
