import { formatText } from '../../units/format.ts'
import { shortName, type KnownLevel } from './ladderLevels.ts'
import { letterOf } from '../../words/scenario.ts'
import { joinWords } from '../../words/text.ts'
import type { ChartTable } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'

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
  const parts = [...servedBy].map(([name, letters]) => `${name} on ${joinWords(letters)}`)
  const landing =
    parts.length > 0
      ? `${formatText(total, 'bytes')} of weights + KV: ${parts.join('; ')}.`
      : `Weights and KV take ${formatText(total, 'bytes')}.`
  const misfit = short.length > 0 ? ` ${joinWords(short)} ${short.length > 1 ? 'do' : 'does'} not fit.` : ''
  const open = unknown.length > 0 ? ` Unknown on ${joinWords(unknown)}.` : ''
  const left = leftOut(scenarios)
  const missing =
    left.length === 0 ? '' : left.length > 2 ? ` ${left.length} levels unknown.` : ` Unknown: ${joinWords(left)}.`
  return landing + misfit + open + missing
}

/** Levels with an unknown number: "L2 of B". */
function leftOut(scenarios: readonly EvaluatedScenario[]): string[] {
  return scenarios.flatMap((scenario) =>
    scenario.result.ladder
      .filter((level) => level.capacity === null || level.bandwidth === null)
      .map((level) => `${level.name} of ${letterOf(scenario)}`),
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
    const levels = (known[index] ?? []).map(
      (point) =>
        `${point.level.name} ${formatText(point.capacity, 'bytes')} at ${formatText(point.bandwidth, 'bytesPerSecond')}${point.level.serves ? ' (serves)' : ''}`,
    )
    return `${letterOf(scenario)} ${scenario.name}: ${levels.length > 0 ? levels.join(', ') : 'no known level'}`
  })
  const left = leftOut(scenarios)
  return [
    `Memory ladder: bandwidth against usable capacity, per system, on logarithmic axes.`,
    `${machines.join('; ')}.`,
    `Weights ${formatText(weights, 'bytes')}, weights and KV ${formatText(total, 'bytes')}.`,
    ...(left.length > 0 ? [`Unknown and not drawn: ${joinWords(left)}.`] : []),
  ].join(' ')
}

/** Every level of every scenario, the unknown ones too. */
export function ladderTable(scenarios: readonly EvaluatedScenario[]): ChartTable {
  return {
    columns: [
      { label: 'Scenario', dimension: null },
      { label: 'Level', dimension: null },
      { label: 'Usable capacity', dimension: 'bytes' },
      { label: 'Bandwidth', dimension: 'bytesPerSecond' },
      { label: 'Serves the working set', dimension: null },
      { label: 'Weights', dimension: 'bytes' },
      { label: 'Weights + KV', dimension: 'bytes' },
    ],
    rows: scenarios.flatMap((scenario) =>
      scenario.result.ladder.map((level) => [
        `${letterOf(scenario)} ${scenario.name}`,
        level.name,
        level.capacity,
        level.bandwidth,
        level.serves ? 'yes' : '',
        scenario.result.fit.weights,
        scenario.result.fit.weights + scenario.result.fit.kv,
      ]),
    ),
  }
}
