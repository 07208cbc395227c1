import { say } from '../../words/say.ts'
import type { Phase } from '../../domain/result.ts'
import type { Part } from './causes.ts'
import { resourceName } from '../../words/labels.ts'
import { operatorDifferences } from './operatorParts.ts'
import { letterOf } from '../../words/scenario.ts'
import type { ChartColumn, ChartTable } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'

/** Both scenarios of a difference. */
interface Ends {
  readonly from: EvaluatedScenario
  readonly to: EvaluatedScenario
}

const column = (name: string): string => say('charts.waterfall.column', { column: name })

function sides({ from, to }: Ends): ChartColumn[] {
  return [
    { label: `${letterOf(from)} ${from.name}`, dimension: 'seconds' },
    { label: `${letterOf(to)} ${to.name}`, dimension: 'seconds' },
    { label: column('difference'), dimension: 'seconds' },
    { label: say('charts.column.boundBy'), dimension: null },
  ]
}

const sum = (values: readonly number[]): number => values.reduce((running, value) => running + value, 0)

/** The difference by cause as a table: a line a cause, whether or not it has a bar of its own. */
export function causeTable(
  ends: Ends,
  before: readonly Part[],
  after: readonly Part[],
  deltas: readonly Part[],
  memory: string,
): ChartTable {
  const valueOf = (parts: readonly Part[], key: string): number => parts.find((part) => part.key === key)?.value ?? 0
  const [start, end] = [before, after].map((parts) => sum(parts.map((part) => part.value))) as [number, number]
  return {
    columns: [{ label: column('cause'), dimension: null }, ...sides(ends)],
    rows: [
      ...deltas.map(({ key, name, value, resource }) => [
        name,
        valueOf(before, key),
        valueOf(after, key),
        value,
        resourceName(resource, memory),
      ]),
      [say('charts.column.total'), start, end, end - start, ''],
    ],
  }
}

/** The difference by operator as a table: a line an operator, with the bar it is part of. */
export function operatorTable(
  ends: Ends,
  phases: readonly Phase[],
  drawn: readonly Part[],
  memory: string,
): ChartTable {
  const lines = operatorDifferences(ends.from.result.operatorSeconds, ends.to.result.operatorSeconds, phases)
  const other = drawn.find((part) => part.key === 'other')?.name ?? ''
  const start = sum(lines.map((line) => line.before))
  const end = sum(lines.map((line) => line.after))
  return {
    columns: [
      { label: column('operator'), dimension: null },
      { label: column('bar'), dimension: null },
      ...sides(ends),
    ],
    rows: [
      ...lines.map(({ name, kind, resource, before, after }) => [
        name,
        drawn.find((part) => part.key === kind)?.name ?? other,
        before,
        after,
        after - before,
        resourceName(resource, memory),
      ]),
      [say('charts.column.total'), '', start, end, end - start, ''],
    ],
  }
}
