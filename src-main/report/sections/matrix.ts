import { matrixRows, type MatrixRow } from '#shared/charts/matrix/executiveMatrix.ts'
import type { MatrixCell } from '#shared/charts/matrix/matrixCells.ts'
import { chartTheme, scenarioStyle } from '#shared/charts/kit/theme.ts'
import type { EvaluatedScenario } from '#shared/domain/evaluated.ts'
import type { Grade } from '#shared/domain/provenance.ts'
import { chipOf } from '#shared/register/chips.ts'
import type { Chip } from '#shared/register/types.ts'
import { pooledScenarios } from '#shared/words/pooledScenarios.ts'
import type { PoolsTable } from '#shared/words/poolsTable.ts'
import { say, wordingText } from '#shared/words/say.ts'
import { NOTHING, type ReportContext } from './context.ts'
import { fitText, headOf, type ScenarioHead } from './heads.ts'

/** One question of the executive matrix. */
export interface MatrixLine {
  readonly question: string
  /** What exactly is measured: "Seconds per output token, per user". */
  readonly measure: string
  /** "↑" more is better, "↓" less is better, "" neither. */
  readonly arrow: string
  /** Position of the objective, or of the 50 % mark of data movement, on the row's scale, 0 to 1; null: none. */
  readonly limit: number | null
  readonly cells: readonly PrintedCell[]
}

/** One answer. Positions are shares of the row's common scale, 0 to 1. */
export interface PrintedCell {
  readonly text: string
  readonly unit: string
  readonly delta: string
  readonly best: boolean
  readonly grade: Grade | null
  readonly bar: number | null
  readonly low: number | null
  readonly high: number | null
  /** Calibrated on a relative: the whisker is dashed. */
  readonly inherited: boolean
  /** Nobody knows it: a dashed frame stands for the bar. What does not fit has no frame either. */
  readonly unknown: boolean
  readonly colour: string
}

/** Both pools of a scenario and the way between them, where it is served from two. */
export interface PrintedPools extends PoolsTable {
  readonly chip: Chip
  readonly title: string
}

/** What the engine wants known of one or more columns. */
export interface ScenarioNote {
  readonly chips: readonly Chip[]
  readonly severity: 'note' | 'warning' | 'problem'
  readonly text: string
}

/** The columns as typed, question by question. */
export interface MatrixSection {
  readonly title: string
  readonly typed: string
  readonly heads: readonly ScenarioHead[]
  readonly rows: readonly MatrixLine[]
  /** What does not fit, once, with what would make it fit. */
  readonly unfit: readonly string[]
  readonly notes: readonly ScenarioNote[]
  readonly pools: readonly PrintedPools[]
}

const GRAVITY: readonly ScenarioNote['severity'][] = ['problem', 'warning', 'note']
/** Below half the data-movement share is no finding of its own: the matrix has a row for it. */
const WALL = 0.5

/** The executive matrix of the columns as typed: the same rows, scales and differences as on the screen. */
export function matrixSection({ workspace, scenarios }: ReportContext): MatrixSection {
  return {
    title: say('pages.section', { section: 'matrix' }),
    typed: say('pages.columns'),
    heads: scenarios.map((scenario) => headOf(scenario, workspace.baseline, scenarios)),
    rows: matrixLines(workspace, scenarios),
    unfit: unfitLines(scenarios),
    notes: notesOf(scenarios.filter(fits)),
    pools: pooledScenarios(scenarios).map(({ scenario, table }) => ({
      chip: chipOf(scenario),
      title: say('pages.pools', { name: scenario.name }),
      ...table,
    })),
  }
}

/** Whether a column has figures at all. */
export const fits = ({ result }: EvaluatedScenario): boolean => result.fit.state !== 'doesNotFit'

/** What does not fit says so once, with how many devices would hold it. */
export function unfitLines(scenarios: readonly EvaluatedScenario[]): readonly string[] {
  return scenarios
    .filter((scenario) => !fits(scenario))
    .map((scenario) => {
      const { devicesNeeded, reason } = scenario.result.fit
      const now = scenario.resolved.deployment.devices
      const remedy =
        devicesNeeded !== null && devicesNeeded > now
          ? say('pages.unfit.devices', { devices: devicesNeeded, now })
          : wordingText(reason).replace(/\.$/, '')
      return say('pages.unfit', { letter: chipOf(scenario).letter, fit: fitText(scenario), remedy })
    })
}

/** The rows of the matrix. */
export function matrixLines(
  workspace: ReportContext['workspace'],
  scenarios: readonly EvaluatedScenario[],
): MatrixLine[] {
  const rows = matrixRows(
    scenarios.map((scenario) => scenario.result),
    scenarios,
    workspace.baseline,
    workspace.normaliser,
    workspace.objective,
  )
  // Cost has one basis, the verdict's: of the columns none is printed beside it.
  return rows
    .filter(({ id }) => id !== 'cost')
    .map((row) => ({
      question: row.title,
      measure: measureOf(row),
      arrow: row.arrow,
      limit: row.rule?.fraction ?? null,
      cells: row.cells.map((cell, index) => printedCell(cell, scenarios[index])),
    }))
}

/** What is measured, with the limit where the scale shows one. */
function measureOf(row: MatrixRow): string {
  return row.rule && row.id !== 'movement'
    ? say('pages.matrix.objective', { detail: row.detail, limit: row.rule.label })
    : row.detail
}

/** Why a column has no figures is said once, above the matrix. */
function printedCell(cell: MatrixCell, scenario: EvaluatedScenario | undefined): PrintedCell {
  const without = cell.state === 'infeasible'
  return {
    text: without ? NOTHING : cell.text,
    unit: cell.unit,
    delta: cell.delta?.text ?? '',
    best: cell.best,
    grade: cell.grade,
    bar: cell.bar,
    low: cell.whisker?.low ?? null,
    high: cell.whisker?.high ?? null,
    inherited: cell.inherited,
    unknown: cell.bar === null && !without,
    colour: scenarioStyle(chartTheme('print'), scenario?.slot ?? 0).color,
  }
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
