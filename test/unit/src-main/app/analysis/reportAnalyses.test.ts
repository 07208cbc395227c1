import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reportAnalyses } from '#main/app/analysis/reportAnalyses.ts'
import type { ReportAnalyses } from '#main/report/analyses.ts'
import { reportContent } from '#main/report/content.ts'
import type { FiguresSection } from '#main/report/sections/figures.ts'
import type { FlipsSection } from '#main/report/sections/flips.ts'
import { parseDocument } from '#shared/document/parse.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { startApp, type TestApp } from '../../../../support/app.ts'

let core: TestApp
let workspace: Workspace
let analyses: ReportAnalyses

beforeAll(async () => {
  core = startApp()
  const text = readFileSync(resolve('resources/samples/b200-against-wse3.memwall'), 'utf8')
  const read = parseDocument(text)
  if (!read.ok) throw new Error(read.failure.kind)
  workspace = read.workspace
  analyses = await reportAnalyses(core.app.evaluator, workspace)
}, 60_000)
afterAll(() => core.close())

/** What is drawn of answers alone. */
const TYPED = /^What (?:binds|moves)/

async function figuresOf(of: Workspace, answered: ReportAnalyses | null) {
  const { results } = await core.app.evaluator.evaluate(of)
  const { data, charts } = reportContent(of, results, {
    documentHash: 'ab'.repeat(32),
    program: 'Memwall',
    attachment: null,
    verdict: null,
    decided: [],
    analyses: answered,
    basis: null,
  })
  const time = data['time'] as FiguresSection
  const flips = data['flips'] as FlipsSection | undefined
  const figures = [...time.figures, ...(flips?.figures ?? [])].filter(({ title }) => TYPED.test(title))
  return { figures, paths: charts.map(({ path }) => path) }
}

describe('what another load or input would do, in a report', () => {
  it('is drawn with a sentence of reading and a text in place of the picture', async () => {
    const { figures, paths } = await figuresOf(workspace, analyses)
    expect(figures.map(({ title }) => title)).toEqual([
      'What binds A, decode, per system',
      expect.stringContaining('What moves the time per output token'),
    ])
    for (const { path, reading, alt } of figures) {
      expect(paths).toContain(path)
      expect(reading).not.toBe('')
      expect(alt).toContain(reading)
    }
  })

  it('is left out where it was not asked for, and is drawn of one scenario alone', async () => {
    expect((await figuresOf(workspace, null)).figures).toEqual([])
    const scenarios = workspace.scenarios.slice(0, 1)
    const alone = { ...workspace, scenarios, baseline: scenarios[0]?.id ?? '' }
    const answered = await reportAnalyses(core.app.evaluator, alone)
    expect((await figuresOf(alone, answered)).figures).toHaveLength(2)
  })
})
