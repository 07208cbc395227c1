import type { ScenarioResult } from '#shared/domain/result.ts'
import { CodedError } from '#shared/contract/errors.ts'
import { slotLetter, type Workspace } from '#shared/domain/workspace.ts'
import { joinWords } from '#shared/words/text.ts'
import { chartScenarios } from '#shared/words/scenario.ts'
import type { EvaluatedScenario } from '#shared/domain/evaluated.ts'
import type { ReportAnalyses } from './analyses.ts'
import { chipOf } from '#shared/register/chips.ts'
import { comparisonGroups } from './comparison.ts'
import { printedDate } from './date.ts'
import type { Chart } from './figures.ts'
import { headOf } from './heads.ts'
import { matrixLines } from './matrix.ts'
import { picturesOf } from './pictures.ts'
import { assumptionRegister } from '#shared/register/register.ts'
import type { Chip } from '#shared/register/types.ts'
import type { ReportData, ScenarioNote } from './reportData.ts'
import { shortened } from '#shared/register/shortened.ts'
import { settableTexts } from './settableTexts.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import { decisionPage } from './decisionPage.ts'
import { pooledScenarios } from '#shared/words/pooledScenarios.ts'
import { wordingText } from '#shared/words/say.ts'

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
  /** The verdict of the brief; null: the brief names a model that the document does not hold. */
  readonly verdict: BriefVerdict | null
  /** Answers about the columns as typed; null: the report goes without them. */
  readonly analyses: ReportAnalyses | null
}

/** Letters that stand on one line of a page's head. */
const RUNNING_TITLE = 90
const GRAVITY: readonly ScenarioNote['severity'][] = ['problem', 'warning', 'note']
/** Below half the data-movement share is no finding of its own: the matrix has a row for it. */
const WALL = 0.5

/**
 * Everything the report says, from the document and the engine's results. Pure: no clock, no file, no chance.
 * @param workspace the document @param results the engine's answers, in any order
 * @returns data for the template, and charts to draw
 * @throws CodedError report-failed when a scenario has no result or no profile: a report that leaves one out misleads
 */
export function reportContent(
  workspace: Workspace,
  results: readonly ScenarioResult[],
  options: ContentOptions,
): ReportContent {
  const scenarios = evaluatedScenarios(workspace, results)
  const { charts, ...pictures } = picturesOf(workspace, scenarios, options.analyses)
  const data: ReportData = {
    paper: workspace.report.paper === 'letter' ? 'us-letter' : 'a4',
    program: options.program,
    title: workspace.title,
    runningTitle: shortened(workspace.title, RUNNING_TITLE),
    owner: workspace.report.owner,
    date: printedDate(workspace.report.date),
    fileHash: options.documentHash,
    attachment: options.attachment,
    scenarios: scenarios.map((scenario) => headOf(scenario, workspace.baseline, scenarios)),
    decision: decisionPage(workspace, options.verdict),
    matrix: matrixLines(workspace, scenarios),
    notes: notesOf(scenarios),
    pools: pooledScenarios(scenarios).map(({ scenario, table }) => ({
      chip: chipOf(scenario),
      name: scenario.name,
      ...table,
    })),
    comparison: comparisonGroups(workspace, scenarios),
    ...pictures,
    register: assumptionRegister(workspace, scenarios),
  }
  return { data: settableTexts(data), charts }
}

function evaluatedScenarios(workspace: Workspace, results: readonly ScenarioResult[]): EvaluatedScenario[] {
  const scenarios = chartScenarios(workspace, results)
  const missing = workspace.scenarios.filter((stored) => !scenarios.some((scenario) => scenario.id === stored.id))
  if (missing.length > 0) {
    const letters = joinWords(missing.map((stored) => slotLetter(stored.slot)))
    throw new CodedError(
      'report-failed',
      `There is no result for ${letters}, so the report would be incomplete. Choose its hardware and model again, then export.`,
    )
  }
  return scenarios
}

/** Findings, the grave ones first; what is said of several scenarios in the same words stands once. */
function notesOf(scenarios: readonly EvaluatedScenario[]): ScenarioNote[] {
  const notes: { chips: Chip[]; severity: ScenarioNote['severity']; text: string }[] = []
  for (const scenario of scenarios) {
    for (const finding of scenario.result.findings) {
      const { severity, code } = finding
      if (code === 'movement-share' && (scenario.result.metrics.movementShare.value ?? 0) <= WALL) continue
      const text = wordingText(finding)
      const known = notes.find((note) => note.severity === severity && note.text === text)
      if (known) known.chips.push(chipOf(scenario))
      else notes.push({ chips: [chipOf(scenario)], severity, text })
    }
  }
  return notes.toSorted((a, b) => GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity))
}
