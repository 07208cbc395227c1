import { amount } from '../../units/amount.ts'
import { say } from '../../words/say.ts'
import { RESOURCES } from '../../domain/result.ts'
import { CAUSES } from '../../domain/cause.ts'
import { formatText, MINUS } from '../../units/format.ts'
import { withBeyond } from '../kit/beyond.ts'
import { barValues, withFormer, type FloatingBar } from '../kit/bars.ts'
import { joinSmall, partsByCause, type Part } from './causes.ts'
import { formerOf } from '../kit/ghost.ts'
import { resourceName, resourceWord } from '../../words/labels.ts'
import { legendGraphics, resourceLegend } from '../kit/legend.ts'
import { causeTable, operatorTable } from './deltaTable.ts'
import { byOperatorKind, partsByOperator } from './operatorParts.ts'
import { letterAndName, letterOf, memoryWordOf } from '../../words/scenario.ts'
import { stateFigure } from '../kit/statePlot.ts'
import { capitalised, millisecondParts, millisecondsText, percentText, verb, withinSentence } from '../../words/text.ts'
import type { ChartTheme } from '../kit/theme.ts'
import type { ChartFigure } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { withWeaknesses } from '../kit/weakness.ts'
import { waterfallOption, WATERFALL_KINDS, whyNoTime, yAxisOf, type WaterfallOptions } from './waterfall.ts'

/** The two ends of a delta waterfall. */
export interface DeltaInput {
  readonly from: EvaluatedScenario
  /** Null: there is no other scenario. */
  readonly to: EvaluatedScenario | null
}

type Ends = { readonly [Key in keyof DeltaInput]: EvaluatedScenario }

/** What the difference is cut into: causes of waiting, or kinds of operators. */
export type DeltaBy = 'cause' | 'operator'

/** Options of the delta waterfall. */
export interface DeltaOptions extends WaterfallOptions {
  /** Default cause. */
  readonly by?: DeltaBy
}

/** Bars between the two ends that there is room for. */
const MOST_BARS = 9

/** What changes from one scenario to another: both ends are scenarios, the bars between them add up exactly. */
export function deltaWaterfall(input: DeltaInput, theme: ChartTheme, options: DeltaOptions = {}): ChartFigure {
  const { from, to } = input
  if (to === null) {
    return stateFigure(theme, {
      state: 'empty',
      title: say('charts.delta.from', { from: letterOf(from) }),
      heading: say('charts.delta.nothing'),
      reason: [say('charts.delta.add', { from: letterOf(from) })],
    })
  }
  const ends: Ends = { from, to }
  const phase = options.phase ?? 'decode'
  const kind = WATERFALL_KINDS[phase]
  const yTitle = say('charts.waterfall.y', { phase })
  const by = options.by ?? 'cause'
  const title = say('charts.delta.title', { from: letterOf(from), to: letterOf(to), by })
  const seconds = ({ result }: EvaluatedScenario): Part[] =>
    by === 'operator'
      ? partsByOperator(result.operatorSeconds, kind.phases)
      : partsByCause(result.ledger, kind.phases, (entry) => entry.seconds)
  const before = seconds(from)
  const after = seconds(to)
  for (const [scenario, parts] of [
    [from, before],
    [to, after],
  ] as const) {
    const blocked = whyNoTime(scenario, scenario.result.metrics[kind.metric], parts)
    if (blocked) return stateFigure(theme, { ...blocked, title })
  }
  const start = total(before)
  const end = total(after)
  const deltas = partDeltas(before, after, by)
  const drawn = drawnDeltas(start, deltas)
  const memory = memoryWordOf([from, to])
  const [fromWas, toWas] = [formerOf(from, options), formerOf(to, options)]
  const was = fromWas && toWas ? formerBars({ from: fromWas, to: toWas }, seconds, by) : []
  const bars = withFormer(deltaBars(ends, start, end, drawn), was)
  const axis = yAxisOf(Math.max(...bars.map((bar) => bar.base + bar.height)), options)
  const resources = RESOURCES.filter((resource) => drawn.some((part) => part.resource === resource))
  const legend = resourceLegend(resources, (resource) => resourceName(resource, memory))
  const altText = say('charts.delta.alternative', {
    from: `${letterOf(from)} ${from.name}`,
    start: amount(start, 'seconds'),
    to: `${letterOf(to)} ${to.name}`,
    end: amount(end, 'seconds'),
    by,
    parts: deltas.map((part) =>
      say('charts.delta.part', { name: withinSentence(part.name), change: signedMilliseconds(part.value) }),
    ),
  })
  const figure: ChartFigure = {
    state: 'ready',
    title,
    sentence: readingSentence(ends, start, end, by === 'operator' ? byName(deltas) : byResource(deltas, memory)),
    yTitle,
    altText,
    table:
      by === 'operator'
        ? operatorTable(ends, kind.phases, drawn, memory)
        : causeTable(ends, before, after, deltas, memory),
    legend,
    option: waterfallOption(theme, bars, axis, {
      altText,
      yTitle,
      animate: options.animate,
      legend: legendGraphics(theme, legend),
    }),
    axes: { y: [0, axis.end] },
  }
  return withWeaknesses(theme, withBeyond(theme, figure, barValues(theme, bars), options), [from, to])
}

/**
 * Difference of every cause or kind of operator that either side has, seconds, in their fixed order; one that only one
 * side has counts with its whole value. They sum to end − start.
 */
export function partDeltas(before: readonly Part[], after: readonly Part[], by: DeltaBy): Part[] {
  const keys = new Set([...before, ...after].map((part) => part.key))
  const deltas = [...keys].flatMap((key) => {
    const old = before.find((part) => part.key === key)
    const next = after.find((part) => part.key === key)
    const part = (old?.value ?? 0) > (next?.value ?? 0) ? old : next
    const value = (next?.value ?? 0) - (old?.value ?? 0)
    return part && value !== 0 ? [{ ...part, value }] : []
  })
  const causes: readonly string[] = CAUSES
  return deltas.toSorted(
    by === 'operator' ? byOperatorKind : (first, second) => causes.indexOf(first.key) - causes.indexOf(second.key),
  )
}

/** Bars as they were before a drag; none where an end had no time. */
function formerBars(was: Ends, seconds: (scenario: EvaluatedScenario) => readonly Part[], by: DeltaBy): FloatingBar[] {
  const [before, after] = [seconds(was.from), seconds(was.to)]
  if (before.length === 0 || after.length === 0) return []
  const start = total(before)
  return deltaBars(was, start, total(after), drawnDeltas(start, partDeltas(before, after, by)))
}

/** Differences there is room for, in an order that never sinks below zero. */
function drawnDeltas(start: number, deltas: readonly Part[]): Part[] {
  return neverBelowZero(start, joinSmall(deltas, 0.02, MOST_BARS))
}

function total(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + part.value, 0)
}

/** Bars keep their order unless a bar would sink below zero on the way: then what adds comes first. */
function neverBelowZero(start: number, deltas: readonly Part[]): Part[] {
  let running = start
  const sinks = deltas.some((part) => {
    running += part.value
    return running < -1e-12
  })
  return sinks ? deltas.toSorted((a, b) => Number(b.value > 0) - Number(a.value > 0)) : [...deltas]
}

function deltaBars(input: Ends, start: number, end: number, deltas: readonly Part[]): FloatingBar[] {
  let running = start
  const milliseconds = millisecondParts(Math.min(start, end))
  const whole = (scenario: EvaluatedScenario, seconds: number): FloatingBar => ({
    key: `end-${scenario.id}`,
    scenario: scenario.id,
    name: `${letterOf(scenario)}\n${scenario.name}`,
    base: 0,
    height: seconds * 1000,
    end: seconds * 1000,
    label: millisecondsText(seconds),
    fill: { slot: scenario.slot, dashed: false },
    tooltip: `${letterAndName(scenario)}\n${formatText(seconds, 'seconds')}`,
  })
  const steps = deltas.map((part): FloatingBar => {
    const next = running + part.value
    const bar: FloatingBar = {
      key: part.key,
      name: part.name,
      base: Math.max(0, Math.min(running, next)) * 1000,
      height: Math.abs(part.value) * 1000,
      end: next * 1000,
      label: `${part.value < 0 ? MINUS : '+'}${milliseconds(Math.abs(part.value))}`,
      fill: { resource: part.resource },
      tooltip: say('charts.delta.mark', { name: part.name, change: signedMilliseconds(part.value) }),
    }
    running = next
    return bar
  })
  return [whole(input.from, start), ...steps, whole(input.to, end)]
}

function signedMilliseconds(seconds: number): string {
  return `${seconds < 0 ? MINUS : '+'}${millisecondsText(Math.abs(seconds))}`
}

/** Differences by the resource they are bound by, in the words of a sentence. */
function byResource(deltas: readonly Part[], memory: string): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const { resource, value } of deltas) {
    const name = resourceWord(resource, memory)
    sums.set(name, (sums.get(name) ?? 0) + value)
  }
  return sums
}

/** Differences by kind of operator, in the words of a sentence. */
function byName(deltas: readonly Part[]): ReadonlyMap<string, number> {
  return new Map(deltas.map(({ name, value }) => [withinSentence(name), value]))
}

/** "HBM saves 2.19 ms and links 1.42 ms of the 4.30 ms." */
function readingSentence(input: Ends, start: number, end: number, sums: ReadonlyMap<string, number>): string {
  const change = end - start
  if (Math.abs(change) < start * 0.005) {
    return say('charts.delta.same', { from: letterOf(input.from), to: letterOf(input.to) })
  }
  const milliseconds = millisecondParts(change)
  const faster = change < 0 ? 'yes' : 'no'
  const along = [...sums]
    .filter(([, value]) => Math.sign(value) === Math.sign(change))
    .toSorted((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
    .slice(0, 2)
  const words = along.map(([name, value], index) => {
    const printed = milliseconds(Math.abs(value))
    return index === 0
      ? say('charts.delta.does', { name: capitalised(name), faster, many: verb(name, 'no', 'yes'), value: printed })
      : say('charts.delta.also', { name, value: printed })
  })
  const shown = along.reduce((sum, [, value]) => sum + value, 0)
  const against = change - shown
  if (Math.sign(against) === -Math.sign(change) && Math.abs(against) > Math.abs(change) * 0.01) {
    return say('charts.delta.rest', { parts: words, faster, value: milliseconds(Math.abs(against)) })
  }
  return say('charts.delta.reading', {
    parts: words,
    total: milliseconds(Math.abs(change)),
    percent: percentText(Math.abs(change) / start),
    to: letterOf(input.to),
    faster,
  })
}
