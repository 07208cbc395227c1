import { amount } from '../../units/amount.ts'
import type { FrontierPoint } from '../../domain/analysis/frontier.ts'
import { formatNumber } from '../../units/format.ts'
import type { Curve, FrontierInput, Mark } from './frontierCurves.ts'
import { letterAndName, letterOf } from '../../words/scenario.ts'
import { say } from '../../words/say.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'

/** What a load says under the pointer. @param word what throughput is divided by */
export function markText(scenario: EvaluatedScenario, point: FrontierPoint, value: number, word: string): string {
  return [
    letterAndName(scenario),
    say('charts.frontier.point', {
      requests: amount(point.concurrency, 'count'),
      tpot: amount(point.tpot ?? 0, 'seconds'),
      ttft: amount(point.ttft ?? 0, 'seconds'),
      value: formatNumber(value),
      divisor: word,
      system: formatNumber(point.systemThroughput ?? 0),
    }),
    ...(point.beyond ? [say('charts.extrapolatedLine')] : []),
  ].join('\n')
}

/** A curve in one sentence, for the alternative text. */
export function curveText({ scenario, marks }: Curve, word: string): string {
  const first = marks[0] as Mark
  const last = marks.at(-1) as Mark
  return say('charts.frontier.curve', {
    name: letterAndName(scenario),
    speed: formatNumber(first.speed),
    value: formatNumber(first.value),
    divisor: word,
    few: amount(first.point.concurrency, 'count'),
    lastSpeed: formatNumber(last.speed),
    lastValue: formatNumber(last.value),
    many: amount(last.point.concurrency, 'count'),
  })
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
  const speed = formatNumber(fastest.fastest?.speed ?? 0)
  const { best } = first
  if (best === null) return say('charts.frontier.tooSlow', { letter: letterOf(fastest.scenario), speed })
  const lead = (rest: string): string =>
    say('charts.frontier.reading', {
      letter: letterOf(first.scenario),
      divisor: word,
      limited: timePerToken === null ? 'no' : 'yes',
      value: formatNumber(best.value),
      requests: amount(best.point.concurrency, 'count'),
      rest,
    })
  const letters = ranked.filter((each) => each.best === null).map(({ scenario }) => letterOf(scenario))
  if (letters.length > 0) return lead(say('charts.frontier.never', { letters, count: letters.length }))
  if (fastest.scenario.id === first.scenario.id) return lead(say('charts.frontier.both'))
  return lead(say('charts.frontier.fastest', { letter: letterOf(fastest.scenario), speed }))
}
