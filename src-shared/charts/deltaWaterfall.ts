import { CAUSES, RESOURCES, type Resource } from '../domain/result.ts'
import { formatText, MINUS } from '../units/format.ts'
import { twoLines, type FloatingBar } from './bars.ts'
import { joinSmall, partsByCause, type CausePart } from './causes.ts'
import { resourceName, resourceWord } from './labels.ts'
import { legendGraphics, resourceLegend } from './legend.ts'
import { shortened } from './placement.ts'
import { letterAndName, letterOf, memoryWordOf } from './scenario.ts'
import { stateFigure } from './statePlot.ts'
import {
  capitalised,
  joinWords,
  millisecondParts,
  millisecondsText,
  percentText,
  verb,
  withinSentence,
} from './text.ts'
import type { ChartTheme } from './theme.ts'
import type { ChartFigure, ChartScenario } from './types.ts'
import { withWeaknesses } from './weakness.ts'
import { waterfallOption, WATERFALL_KINDS, whyNoTime, yAxisOf, type WaterfallOptions } from './waterfall.ts'

/** The two ends of a delta waterfall. */
export interface DeltaInput {
  readonly from: ChartScenario
  /** Null: there is no other scenario. */
  readonly to: ChartScenario | null
}

type Ends = { readonly [Key in keyof DeltaInput]: ChartScenario }

/** What one cause adds (+) or saves (−) on the way from one scenario to the other, seconds. */
export type CauseDelta = CausePart

/** What changes from one scenario to another: both ends are scenarios, the causes between them add up exactly. */
export function deltaWaterfall(input: DeltaInput, theme: ChartTheme, options: WaterfallOptions = {}): ChartFigure {
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
  const title = `What changes from ${letterOf(from)} to ${letterOf(to)}, per user`
  const seconds = (scenario: ChartScenario): CausePart[] =>
    partsByCause(scenario.result.ledger, kind.phases, (entry) => entry.seconds)
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
  const deltas = causeDeltas(before, after)
  const drawn = neverBelowZero(start, joinSmall(deltas, 0.02))
  const memory = memoryWordOf([from, to])
  const bars = deltaBars(ends, start, end, drawn, theme)
  const axis = yAxisOf(Math.max(...bars.map((bar) => bar.base + bar.height)), options)
  const resources = RESOURCES.filter((resource) => drawn.some((part) => part.resource === resource))
  const legend = resourceLegend(resources, (resource) => resourceName(resource, memory))
  const altText = `Waterfall from ${letterOf(from)} ${from.name}, ${formatText(start, 'seconds')}, to ${letterOf(to)} ${to.name}, ${formatText(end, 'seconds')}: ${joinWords(deltas.map((part) => `${withinSentence(part.name)} ${signedMilliseconds(part.value)} ms`))}.`
  const figure: ChartFigure = {
    state: 'ready',
    title,
    sentence: readingSentence(ends, start, end, deltas, memory),
    yTitle: kind.yTitle,
    altText,
    table: {
      columns: [
        { label: 'Cause', dimension: null },
        { label: `${letterOf(from)} ${from.name}`, dimension: 'seconds' },
        { label: `${letterOf(to)} ${to.name}`, dimension: 'seconds' },
        { label: 'Difference', dimension: 'seconds' },
        { label: 'Bound by', dimension: null },
      ],
      rows: [
        ...deltas.map((part) => [
          part.name,
          valueOf(before, part),
          valueOf(after, part),
          part.value,
          resourceName(part.resource, memory),
        ]),
        ['Total', start, end, end - start, ''],
      ],
    },
    legend,
    option: waterfallOption(theme, bars, axis, {
      altText,
      yTitle: kind.yTitle,
      animate: options.animate,
      legend: legendGraphics(theme, legend),
    }),
    axes: { y: [0, axis.end] },
  }
  return withWeaknesses(theme, figure, [from, to])
}

/** Difference of every cause that either side has, in the fixed order of causes. They sum to end − start. */
export function causeDeltas(before: readonly CausePart[], after: readonly CausePart[]): CauseDelta[] {
  return CAUSES.flatMap((cause) => {
    const old = before.find((part) => part.cause === cause)
    const next = after.find((part) => part.cause === cause)
    const part = (old?.value ?? 0) > (next?.value ?? 0) ? old : next
    const value = (next?.value ?? 0) - (old?.value ?? 0)
    return part && value !== 0 ? [{ ...part, value }] : []
  })
}

function total(parts: readonly CausePart[]): number {
  return parts.reduce((sum, part) => sum + part.value, 0)
}

function valueOf(parts: readonly CausePart[], like: CausePart): number {
  return parts.find((part) => part.cause === like.cause)?.value ?? 0
}

/** Causes keep their order unless a bar would sink below zero on the way: then what adds comes first. */
function neverBelowZero(start: number, deltas: readonly CauseDelta[]): CauseDelta[] {
  let running = start
  const sinks = deltas.some((part) => {
    running += part.value
    return running < -1e-12
  })
  return sinks ? deltas.toSorted((a, b) => Number(b.value > 0) - Number(a.value > 0)) : [...deltas]
}

/** Letter and name under an end: on two lines where bars stand close, cut where the name is long. */
function endName(scenario: ChartScenario, bars: number, theme: ChartTheme): string {
  if (bars > 6) return `${letterOf(scenario)}\n${shortened(scenario.name, 58, theme.fontSize)}`
  return shortened(letterAndName(scenario), 84, theme.fontSize)
}

function deltaBars(
  input: Ends,
  start: number,
  end: number,
  deltas: readonly CauseDelta[],
  theme: ChartTheme,
): FloatingBar[] {
  let running = start
  const milliseconds = millisecondParts(Math.min(start, end))
  const whole = (scenario: ChartScenario, seconds: number): FloatingBar => ({
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
      name: twoLines(part.name, deltas.length > 4 ? 7 : 12),
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

/** "HBM saves 2.19 ms and links 1.42 ms of the 4.30 ms." */
function readingSentence(
  input: Ends,
  start: number,
  end: number,
  deltas: readonly CauseDelta[],
  memory: string,
): string {
  const change = end - start
  if (Math.abs(change) < start * 0.005) {
    return `${letterOf(input.from)} and ${letterOf(input.to)} take the same time per token within 0.5 %.`
  }
  const byResource = new Map<Resource, number>()
  for (const part of deltas) byResource.set(part.resource, (byResource.get(part.resource) ?? 0) + part.value)
  const milliseconds = millisecondParts(change)
  const along = [...byResource]
    .filter(([, value]) => Math.sign(value) === Math.sign(change))
    .toSorted((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
    .slice(0, 2)
  const words = along.map(([resource, value], index) => {
    const name = resourceWord(resource, memory)
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
