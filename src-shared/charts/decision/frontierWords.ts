import type { FrontierPoint } from '../../domain/analysis/frontier.ts'
import { formatNumber, formatText } from '../../units/format.ts'
import type { Curve, FrontierInput, Mark } from './frontierCurves.ts'
import { letterAndName, letterOf } from '../../words/scenario.ts'
import { joinWords } from '../../words/text.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'

/** What a load says under the pointer. @param word what throughput is divided by */
export function markText(scenario: EvaluatedScenario, point: FrontierPoint, value: number, word: string): string {
  return [
    letterAndName(scenario),
    `${formatText(point.concurrency, 'count')} requests in flight`,
    `${formatText(point.tpot ?? 0, 'seconds')} per token, ${formatText(point.ttft ?? 0, 'seconds')} to the first`,
    `${formatNumber(value)} output tokens/s per ${word}`,
    `${formatNumber(point.systemThroughput ?? 0)} output tokens/s, per system`,
    ...(point.beyond ? ['Extrapolated: beyond what was measured'] : []),
  ].join('\n')
}

/** A curve in one sentence, for the alternative text. */
export function curveText({ scenario, marks }: Curve, word: string): string {
  const first = marks[0] as Mark
  const last = marks.at(-1) as Mark
  return `${letterAndName(scenario)}: from ${formatNumber(first.speed)} tokens/s per user and ${formatNumber(first.value)} per ${word} with ${formatText(first.point.concurrency, 'count')} in flight to ${formatNumber(last.speed)} and ${formatNumber(last.value)} with ${formatText(last.point.concurrency, 'count')}.`
}

/** Who delivers most at the objective, and who reaches the highest speed. */
export function readingSentence({ timePerToken }: FrontierInput, curves: readonly Curve[], word: string): string {
  const most = (marks: readonly Mark[], pick: (mark: Mark) => number): Mark | null =>
    marks.reduce<Mark | null>((best, mark) => (best === null || pick(mark) > pick(best) ? mark : best), null)
  const ranked = curves
    .map(({ scenario, marks }) => {
      const allowed =
        timePerToken === null ? marks : marks.filter(({ point }) => (point.tpot ?? Infinity) <= timePerToken)
      return { scenario, best: most(allowed, ({ value }) => value), fastest: most(marks, ({ speed }) => speed) }
    })
    .toSorted((one, two) => (two.best?.value ?? -1) - (one.best?.value ?? -1))
  const [first] = ranked
  const fastest = ranked.toSorted((one, two) => (two.fastest?.speed ?? 0) - (one.fastest?.speed ?? 0))[0]
  if (!first || !fastest) return ''
  const within = timePerToken === null ? '' : ' within the SLO'
  if (first.best === null) {
    return `None is as fast as the SLO asks; ${letterOf(fastest.scenario)} reaches ${formatNumber(fastest.fastest?.speed ?? 0)} tokens/s per user.`
  }
  const lead = `${letterOf(first.scenario)} delivers most per ${word}${within}: ${formatNumber(first.best.value)} with ${formatText(first.best.point.concurrency, 'count')} in flight`
  const out = ranked.filter(({ best }) => best === null).map(({ scenario }) => letterOf(scenario))
  if (out.length > 0) return `${lead}; ${joinWords(out)} ${out.length > 1 ? 'are' : 'is'} never fast enough.`
  if (fastest.scenario.id === first.scenario.id) return `${lead}, and goes fastest.`
  return `${lead}; ${letterOf(fastest.scenario)} goes fastest, ${formatNumber(fastest.fastest?.speed ?? 0)} per user.`
}
