import type { AccuracyRow } from '../../src-shared/domain/accuracy.ts'
import type { Placed } from '../../src-main/engine/validation/summary.ts'
import { formatTable } from '../../src-main/shells/cli/table.ts'
import { leftOutText } from './leftOutErrors.ts'
import type { ScoreLine, ScoreSection } from './scoreLine.ts'
import { isStalled } from './stalled.ts'
import { tallyOf, type Pair } from './tally.ts'

const COLUMNS = [
  { title: 'per cent', align: 'left' },
  { title: 'rows', align: 'right' },
  { title: 'median error', align: 'right' },
  { title: 'bias', align: 'right' },
  { title: 'inside 80 %', align: 'right' },
  { title: 'group out', align: 'right' },
  { title: 'model out', align: 'right' },
  { title: 'device out', align: 'right' },
] as const

const percent = (share: number): string => (100 * share).toFixed(1)

function pairOf({ predicted, measured, inside }: Placed, asRate: boolean): Pair {
  return asRate ? { predicted: 1 / predicted, measured: 1 / measured, inside } : { predicted, measured, inside }
}

function cellsOf(title: string, rows: readonly Placed[], asRate: boolean): string[] {
  const tally = tallyOf(rows.map((row) => pairOf(row, asRate)))
  if (tally === null) return [title, '0', 'not predicted']
  return [title, `${tally.count}`, percent(tally.median), percent(tally.bias), percent(tally.coverage)]
}

function linesOf(line: ScoreLine, rows: readonly Placed[], stored: readonly AccuracyRow[]): string[][] {
  const { title, asRate = false, withoutStalled = false, by, stored: quantities = [] } = line
  const all = rows.filter(line.takes)
  const taken = withoutStalled ? all.filter((row) => !isStalled(row)) : all
  const named = withoutStalled ? `${title}: ${all.length - taken.length}` : title
  const leftOut = (['groupLeftOut', 'modelLeftOut', 'deviceLeftOut'] as const).map((kind) =>
    leftOutText(stored, quantities, kind),
  )
  const cells = [[...cellsOf(`  ${named}`, taken, asRate), ...leftOut]]
  if (by === undefined) return cells
  const groups = new Map<string, Placed[]>()
  for (const row of taken) {
    const group = groups.get(by(row))
    if (group) group.push(row)
    else groups.set(by(row), [row])
  }
  const sorted = [...groups].sort(([, first], [, second]) => second.length - first.length)
  return [...cells, ...sorted.map(([name, group]) => cellsOf(`    ${name}`, group, asRate))]
}

/**
 * The scoreboard as text: errors of rows as predicted today, most of which the fit has seen, and beside them the stored
 * median errors and shares inside of rows left out of their fit by group, by model and by device.
 * @param rows every comparison @param stored from `storedErrors`
 */
export function scoreTable(
  sections: readonly ScoreSection[],
  rows: readonly Placed[],
  stored: readonly AccuracyRow[],
): string {
  const lines = sections.flatMap(({ title, goal, lines: ofSection }) => [
    [`${title} (must: ${goal})`],
    ...ofSection.flatMap((line) => linesOf(line, rows, stored)),
  ])
  return formatTable(COLUMNS, lines)
}
