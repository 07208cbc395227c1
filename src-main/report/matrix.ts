import { matrixRows, type MatrixRow } from '#shared/charts/matrix/executiveMatrix.ts'
import type { MatrixCell } from '#shared/charts/matrix/matrixCells.ts'
import { chartTheme, scenarioStyle } from '#shared/charts/kit/theme.ts'
import type { EvaluatedScenario } from '#shared/domain/evaluated.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import type { MatrixLine, PrintedCell } from './reportData.ts'

/** The executive matrix as the page prints it: the same rows, scales and differences as on the screen. */
export function matrixLines(workspace: Workspace, scenarios: readonly EvaluatedScenario[]): MatrixLine[] {
  const rows = matrixRows(
    scenarios.map((scenario) => scenario.result),
    scenarios,
    workspace.baseline,
    workspace.normaliser,
    workspace.objective,
  )
  return rows.map((row, position) => ({
    question: row.title,
    measure: measureOf(row),
    arrow: row.arrow,
    limit: row.rule?.fraction ?? null,
    cells: row.cells.map((cell, index) => printedCell(cell, scenarios[index], position === 0)),
  }))
}

/** What is measured, with the limit where the scale shows one. */
function measureOf(row: MatrixRow): string {
  return row.rule && row.id !== 'movement' ? `${row.detail}, objective ${row.rule.label}` : row.detail
}

/**
 * Why a scenario does not fit is said once, in the first row; on whose measurements it is calibrated stands in its head.
 */
function printedCell(cell: MatrixCell, scenario: EvaluatedScenario | undefined, first: boolean): PrintedCell {
  return {
    text: cell.text,
    unit: cell.unit,
    delta: cell.delta?.text ?? '',
    deltaSense: cell.delta?.verdict ?? 'neutral',
    best: cell.best,
    grade: cell.grade,
    bar: cell.bar,
    low: cell.whisker?.low ?? null,
    high: cell.whisker?.high ?? null,
    inherited: cell.inherited,
    baselineTick: cell.baselineTick,
    state: cell.state,
    reason: cell.state === 'value' || (cell.state === 'infeasible' && !first) ? '' : cell.reason,
    colour: scenarioStyle(chartTheme('print'), scenario?.slot ?? 0).color,
  }
}
