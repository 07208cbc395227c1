import type { ScenarioResult } from '#shared/domain/result.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { memoryLadder } from '#shared/charts/memoryLadder.ts'
import { roofline } from '#shared/charts/roofline.ts'
import { chartScenarios } from '#shared/charts/scenario.ts'
import { chartTheme } from '#shared/charts/theme.ts'
import type { ChartFigure, ChartScenario } from '#shared/charts/types.ts'
import { changesOf } from './changes.ts'
import { chipOf } from './chips.ts'
import { comparisonGroups } from './comparison.ts'
import { printedDate } from './date.ts'
import type { Chart } from './figures.ts'
import { headOf, speedOfLightOf } from './heads.ts'
import { breakLongWords } from './longWords.ts'
import { reasonsOf } from './reasons.ts'
import { assumptionRegister } from './register.ts'
import type { DecisionPage, Figure, ReportData, ScenarioNote } from './reportData.ts'
import { verdictOf } from './verdict.ts'

/** What a report is made of: the page's data, and the charts the data names by path. */
export interface ReportContent {
  readonly data: ReportData
  readonly charts: readonly Chart[]
}

/** What the report says beside the comparison itself. */
export interface ContentOptions {
  /** SHA-256 of the document's text, hexadecimal. */
  readonly documentHash: string
  /** "Memwall 0.1.0" */
  readonly program: string
  /** Where the attached document lies inside the compiler; null: none is attached. */
  readonly attachment: ReportData['attachment']
}

/** Width of the text in CSS pixels: A4 and Letter less the margins, near enough alike. */
const FULL_WIDTH = 656

/**
 * Everything the report says, from the document and the engine's results. Pure: no clock, no file, no chance.
 * @param workspace the document @param results the engine's answers, in any order
 * @returns data for the template, and charts to draw
 */
export function reportContent(
  workspace: Workspace,
  results: readonly ScenarioResult[],
  options: ContentOptions,
): ReportContent {
  const scenarios = chartScenarios(workspace, results)
  const pictures = collectPictures()
  const theme = chartTheme('print')
  const data: ReportData = {
    paper: workspace.report.paper === 'letter' ? 'us-letter' : 'a4',
    program: options.program,
    title: workspace.title,
    owner: workspace.report.owner,
    date: printedDate(workspace.report.date),
    fileHash: options.documentHash,
    attachment: options.attachment,
    scenarios: scenarios.map((scenario) => headOf(scenario, workspace.baseline)),
    decision: decisionPage(workspace, scenarios),
    matrix: { rows: [] },
    notes: scenarios.flatMap(notesOf),
    comparison: comparisonGroups(workspace, scenarios),
    ladder: pictures.add(memoryLadder({ scenarios, baselineId: workspace.baseline }, theme), [], 290),
    rooflines: scenarios.map((scenario) => pictures.add(roofline(scenario, theme), [scenario], 270)),
    waterfalls: [],
    deltaWaterfalls: [],
    speedOfLight: scenarios.map(speedOfLightOf),
    register: assumptionRegister(workspace, scenarios),
  }
  return { data: breakLongWords(data), charts: pictures.charts }
}

function decisionPage(workspace: Workspace, scenarios: readonly ChartScenario[]): DecisionPage {
  const verdict = verdictOf(workspace, scenarios)
  const { decision, recommendation } = workspace.report
  const count = scenarios.length
  return {
    asked:
      decision.trim() === ''
        ? `No question is written in the document. It compares ${count} ${count === 1 ? 'scenario' : 'scenarios'}.`
        : decision,
    recommendation: recommendation.trim(),
    verdict: verdict.sentence,
    confidence: verdict.confidence.word,
    confidenceReason: verdict.confidence.reason,
    reasons: reasonsOf(verdict, scenarios),
    changes: changesOf(verdict, scenarios),
  }
}

function notesOf(scenario: ChartScenario): ScenarioNote[] {
  return scenario.result.findings.map(({ severity, text }) => ({ chip: chipOf(scenario), severity, text }))
}

/** Gives each chart a path and keeps it for drawing. */
function collectPictures(): {
  readonly charts: readonly Chart[]
  add(figure: ChartFigure, of: readonly ChartScenario[], height: number): Figure
} {
  const charts: Chart[] = []
  return {
    charts,
    add: (figure, of, height) => {
      const path = `/in/figure-${charts.length + 1}.svg`
      charts.push({ path, option: figure.option, width: FULL_WIDTH, height })
      return { title: figure.title, chips: of.map(chipOf), reading: figure.sentence, path, alt: figure.altText }
    },
  }
}
