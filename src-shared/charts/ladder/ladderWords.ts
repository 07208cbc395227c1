import { amount } from '../../units/amount.ts'
import { say } from '../../words/say.ts'
import { shortName, type KnownLevel } from './ladderLevels.ts'
import { letterOf } from '../../words/scenario.ts'
import type { ChartTable } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { sentences, withCommas, withSemicolons } from '../../words/joined.ts'

/** "124 GB of weights + KV: SRAM on B; HBM on A, C and D." */
export function ladderSentence(scenarios: readonly EvaluatedScenario[], total: number): string {
  const servedBy = new Map<string, string[]>()
  const short: string[] = []
  const unknown: string[] = []
  for (const scenario of scenarios) {
    const letter = letterOf(scenario)
    const serving = scenario.result.ladder.find((level) => level.serves)
    if (scenario.result.fit.state === 'doesNotFit') short.push(letter)
    else if (!serving || scenario.result.fit.state === 'unknown') unknown.push(letter)
    else servedBy.set(shortName(serving.name), [...(servedBy.get(shortName(serving.name)) ?? []), letter])
  }
  const parts = [...servedBy].map(([name, letters]) => say('charts.ladder.on', { level: name, letters }))
  const landing =
    parts.length > 0
      ? say('charts.ladder.reading', { total: amount(total, 'bytes'), levels: withSemicolons(parts) })
      : say('charts.ladder.readingAlone', { total: amount(total, 'bytes') })
  const misfit = short.length > 0 ? say('charts.ladder.misfit', { letters: short, count: short.length }) : ''
  const open = unknown.length > 0 ? say('charts.ladder.unknownOn', { letters: unknown }) : ''
  const left = leftOut(scenarios)
  const missing =
    left.length === 0
      ? ''
      : left.length > 2
        ? say('charts.ladder.levelsUnknown', { count: left.length })
        : say('charts.ladder.unknownLevels', { levels: left })
  return sentences([landing, misfit, open, missing])
}

/** Levels with an unknown number: "L2 of B". */
function leftOut(scenarios: readonly EvaluatedScenario[]): string[] {
  return scenarios.flatMap((scenario) =>
    scenario.result.ladder
      .filter((level) => level.capacity === null || level.bandwidth === null)
      .map((level) => say('charts.ladder.levelOf', { level: level.name, letter: letterOf(scenario) })),
  )
}

/** The chart in words: every level, the lines, and what is left out. */
export function ladderAltText(
  scenarios: readonly EvaluatedScenario[],
  known: readonly (readonly KnownLevel[])[],
  weights: number,
  total: number,
): string {
  const machines = scenarios.map((scenario, index) => {
    const levels = (known[index] ?? []).map((point) =>
      say('charts.ladder.altLevel', {
        level: point.level.name,
        capacity: amount(point.capacity, 'bytes'),
        bandwidth: amount(point.bandwidth, 'bytesPerSecond'),
        serves: point.level.serves ? 'yes' : 'no',
      }),
    )
    return say('charts.ladder.altMachine', {
      name: `${letterOf(scenario)} ${scenario.name}`,
      levels: withCommas(levels) || 'none',
    })
  })
  const left = leftOut(scenarios)
  return sentences([
    say('charts.ladder.alternative', {
      machines: withSemicolons(machines),
      weights: amount(weights, 'bytes'),
      total: amount(total, 'bytes'),
    }),
    ...(left.length > 0 ? [say('charts.ladder.altLeftOut', { levels: left })] : []),
  ])
}

const column = (name: string): string => say('charts.ladder.column', { column: name })

/** Every level of every scenario, the unknown ones too. */
export function ladderTable(scenarios: readonly EvaluatedScenario[]): ChartTable {
  return {
    columns: [
      { label: say('charts.column.scenario'), dimension: null },
      { label: column('level'), dimension: null },
      { label: column('capacity'), dimension: 'bytes' },
      { label: column('bandwidth'), dimension: 'bytesPerSecond' },
      { label: column('serves'), dimension: null },
      { label: say('charts.column.weights'), dimension: 'bytes' },
      { label: column('total'), dimension: 'bytes' },
    ],
    rows: scenarios.flatMap((scenario) =>
      scenario.result.ladder.map((level) => [
        `${letterOf(scenario)} ${scenario.name}`,
        level.name,
        level.capacity,
        level.bandwidth,
        say('charts.ladder.serves', { serves: level.serves ? 'yes' : 'no' }),
        scenario.result.fit.weights,
        scenario.result.fit.weights + scenario.result.fit.kv,
      ]),
    ),
  }
}
