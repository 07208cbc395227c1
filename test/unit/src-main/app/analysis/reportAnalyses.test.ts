import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verdictFor } from '#main/app/analysis/verdictFor.ts'
import { reportAnalyses } from '#main/app/analysis/reportAnalyses.ts'
import type { ReportAnalyses } from '#main/report/analyses.ts'
import { reportContent } from '#main/report/content.ts'
import { parseDocument } from '#shared/document/parse.ts'
import { verdictWords } from '#shared/verdict/verdictWords.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { startApp, type TestApp } from '../../../../support/app.ts'

/** Few, so that the test is quick. */
const DRAWS = { draws: 400, seed: 7 }
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

async function figuresOf(of: Workspace, answered: ReportAnalyses | null) {
  const { results } = await core.app.evaluator.evaluate(of)
  const reached = await verdictFor(core.app.evaluator, of, results, DRAWS)
  const { data, charts } = reportContent(of, results, {
    documentHash: 'ab'.repeat(32),
    program: 'Memwall',
    attachment: null,
    reached,
    analyses: answered,
  })
  return { data, reached, figures: data.decisionFigures, paths: charts.map(({ path }) => path) }
}

describe('what the decision rests on, in a report', () => {
  it('is drawn with a sentence of reading and a text in place of the picture', async () => {
    const { figures, paths } = await figuresOf(workspace, analyses)
    expect(figures.map(({ title }) => title)).toEqual([
      'Throughput against speed, per device',
      'What binds A, decode, per system',
      'Cumulative cost for the same traffic',
      'Cost by volume, prompts included',
      expect.stringContaining('What moves the cost'),
      expect.stringContaining('How sure: cost'),
    ])
    for (const { path, reading, alt } of figures) {
      expect(paths).toContain(path)
      expect(reading).not.toBe('')
      expect(alt).toContain(reading)
    }
  })

  it('says what the Decide screen says of the same document', async () => {
    const { criterion } = workspace.decision
    const reply = await core.app.dispatch('analysis.confidence', {
      workspace,
      metric: criterion,
      ...DRAWS,
      job: 'confidence',
    })
    const { reached, data } = await figuresOf(workspace, null)
    expect(reply).toEqual({ ok: true, value: reached.confidence })
    expect(data.decision.verdict).toEqual(verdictWords(reached.verdict))
  })

  it('is left out where it was not asked for, and ranks nobody where there is one scenario', async () => {
    expect((await figuresOf(workspace, null)).figures).toEqual([])
    const scenarios = workspace.scenarios.slice(0, 1)
    const alone = { ...workspace, scenarios, baseline: scenarios[0]?.id ?? '' }
    const answered = await reportAnalyses(core.app.evaluator, alone)
    expect((await figuresOf(alone, answered)).figures).toHaveLength(5)
  })
})
