import { RESOURCES } from '../../domain/result.ts'
import { CAUSES } from '../../domain/cause.ts'
import { formatText, MINUS } from '../../units/format.ts'
import { withBeyond } from '../kit/beyond.ts'
import { barValues, twoLines, withFormer, type FloatingBar } from '../kit/bars.ts'
import { joinSmall, partsByCause, type Part } from './causes.ts'
import { formerOf } from '../kit/ghost.ts'
import { resourceName, resourceWord } from '../../words/labels.ts'
import { legendGraphics, resourceLegend } from '../kit/legend.ts'
import { causeTable, operatorTable } from './deltaTable.ts'
import { byOperatorKind, partsByOperator } from './operatorParts.ts'
import { shortened } from '../kit/placement.ts'
import { letterAndName, letterOf, memoryWordOf } from '../../words/scenario.ts'
import { stateFigure } from '../kit/statePlot.ts'
import {
  capitalised,
  joinWords,
  millisecondParts,
  millisecondsText,
  percentText,
  verb,
  withinSentence,
} from '../../words/text.ts'
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
      title: `What changes from ${letterOf(from)}, per user`,
      heading: 'Nothing to compare with',
      reason: [`Add another scenario to see what changes from ${letterOf(from)} to it.`],
    })
  }
  const ends: Ends = { from, to }
  const kind = WATERFALL_KINDS[options.phase ?? 'decode']
  const by = options.by ?? 'cause'
  const title = `What changes from ${letterOf(from)} to ${letterOf(to)}${by === 'operator' ? ' by operator' : ''}, per user`
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
  const was = fromWas && toWas ? formerBars({ from: fromWas, to: toWas }, seconds, by, theme) : []
  const bars = withFormer(deltaBars(ends, start, end, drawn, theme), was)
  const axis = yAxisOf(Math.max(...bars.map((bar) => bar.base + bar.height)), options)
  const resources = RESOURCES.filter((resource) => drawn.some((part) => part.resource === resource))
  const legend = resourceLegend(resources, (resource) => resourceName(resource, memory))
  const altText = `Waterfall from ${letterOf(from)} ${from.name}, ${formatText(start, 'seconds')}, to ${letterOf(to)} ${to.name}, ${formatText(end, 'seconds')}${by === 'operator' ? ', by operator' : ''}: ${joinWords(deltas.map((part) => `${withinSentence(part.name)} ${signedMilliseconds(part.value)} ms`))}.`
  const figure: ChartFigure = {
    state: 'ready',
    title,
    sentence: readingSentence(ends, start, end, by === 'operator' ? byName(deltas) : byResource(deltas, memory)),
    yTitle: kind.yTitle,
    altText,
    table:
      by === 'operator'
        ? operatorTable(ends, kind.phases, drawn, memory)
        : causeTable(ends, before, after, deltas, memory),
    legend,
    option: waterfallOption(theme, bars, axis, {
      altText,
      yTitle: kind.yTitle,
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
function formerBars(
  was: Ends,
  seconds: (scenario: EvaluatedScenario) => readonly Part[],
  by: DeltaBy,
  theme: ChartTheme,
): FloatingBar[] {
  const [before, after] = [seconds(was.from), seconds(was.to)]
  if (before.length === 0 || after.length === 0) return []
  const start = total(before)
  return deltaBars(was, start, total(after), drawnDeltas(start, partDeltas(before, after, by)), theme)
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

/** Letter and name under an end: on two lines where bars stand close, cut where the name is long. */
function endName(scenario: EvaluatedScenario, bars: number, theme: ChartTheme): string {
  if (bars > 6) return `${letterOf(scenario)}\n${shortened(scenario.name, 58, theme.fontSize)}`
  return shortened(letterAndName(scenario), 84, theme.fontSize)
}

function deltaBars(input: Ends, start: number, end: number, deltas: readonly Part[], theme: ChartTheme): FloatingBar[] {
  let running = start
  const milliseconds = millisecondParts(Math.min(start, end))
  const whole = (scenario: EvaluatedScenario, seconds: number): FloatingBar => ({
    key: `end-${scenario.id}`,
    scenario: scenario.id,
    name: endName(scenario, deltas.length + 2, theme),
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
      name: twoLines(part.name, deltas.length > 4 ? 7 : 12),
      fullName: part.name,
      base: Math.max(0, Math.min(running, next)) * 1000,
      height: Math.abs(part.value) * 1000,
      end: next * 1000,
      label: `${part.value < 0 ? MINUS : '+'}${milliseconds(Math.abs(part.value))}`,
      fill: { resource: part.resource },
      tooltip: `${part.name}\n${signedMilliseconds(part.value)} ms`,
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
    return `${letterOf(input.from)} and ${letterOf(input.to)} take the same time per token within 0.5 %.`
  }
  const milliseconds = millisecondParts(change)
  const along = [...sums]
    .filter(([, value]) => Math.sign(value) === Math.sign(change))
    .toSorted((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
    .slice(0, 2)
  const words = along.map(([name, value], index) => {
    const does = change < 0 ? verb(name, 'saves', 'save') : verb(name, 'adds', 'add')
    return `${index === 0 ? `${capitalised(name)} ${does}` : name} ${milliseconds(Math.abs(value))} ms`
  })
  const shown = along.reduce((sum, [, value]) => sum + value, 0)
  const against = change - shown
  if (Math.sign(against) === -Math.sign(change) && Math.abs(against) > Math.abs(change) * 0.01) {
    return `${joinWords(words)}; the rest ${change < 0 ? 'adds' : 'saves'} ${milliseconds(Math.abs(against))} ms.`
  }
  const percent = percentText(Math.abs(change) / start)
  return `${joinWords(words)} of the ${milliseconds(Math.abs(change))} ms (${percent}) that ${letterOf(input.to)} is ${change < 0 ? 'faster' : 'slower'}.`
}
