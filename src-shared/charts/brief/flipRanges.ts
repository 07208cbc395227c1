import type { Flip } from '../../domain/brief/verdict.ts'
import { formatText } from '../../units/format.ts'
import type { ShownAlternative } from '../../words/decision/shownAlternatives.ts'
import { say } from '../../words/say.ts'
import { chip, line, text } from '../kit/draw.ts'
import { drawingOption, type DrawingMark } from '../kit/drawing.ts'
import { shortened } from '../kit/textWidth.ts'
import { stateFigure } from '../kit/statePlot.ts'
import type { ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOptions, Graphic, PlotRect } from '../kit/types.ts'
import { sentences, stopped } from '../../words/joined.ts'

/** What the chart shows. */
export interface FlipRangesInput {
  readonly flips: readonly Flip[]
  readonly alternatives: readonly Pick<ShownAlternative, 'id' | 'slot' | 'letter' | 'name'>[]
}

/** Height of a row, pixels. */
const ROW = 36
const VALUE_WIDTH = 88
const GAP = 14
/** Share of the plot the tracks take. */
const TRACK_SHARE = 0.3
/** Room left of and right of what lies outermost on a track, as a share of it. */
const PAD = 0.08

/** Pixels so many rows need; fewer, and the last are left out and said. */
export const flipRangesHeight = (count: number): number => count * ROW + 16

/** Whether it turns within what is likely. */
export function isLikely({ at, low, high }: Flip): boolean {
  return at !== null && low !== null && high !== null && at >= low && at <= high
}

/**
 * Where another leads, one input a row on a scale of its own: grey is what is likely, the tick is now, the chip stands where
 * its alternative takes the lead. Those that turn within what is likely come first.
 */
export function flipRanges(input: FlipRangesInput, theme: ChartTheme, options: ChartOptions = {}): ChartFigure {
  const title = say('decide.flips.title')
  const flips = input.flips.toSorted((one, two) => rankOf(one) - rankOf(two))
  if (flips.length === 0) {
    const reason = [say('decide.flips.none')]
    return stateFigure(theme, { state: 'empty', title, heading: say('decide.flips.noneTitle'), reason })
  }
  const nameOf = (flip: Flip): string => {
    const own = input.alternatives.find(({ id }) => id === flip.alternative)
    return say('decide.flips.input', { letter: own?.letter ?? 'none', label: flip.label })
  }
  const leaderOf = (flip: Flip) => input.alternatives.find(({ id }) => id === flip.leader) ?? null
  const sentence = say('decide.flips.reading', { inside: flips.filter(isLikely).length, count: flips.length })
  const rowText = (flip: Flip): string =>
    say('decide.flips.row', {
      label: nameOf(flip),
      now: figureText(flip, flip.now),
      at: flip.at === null ? 'none' : figureText(flip, flip.at),
      leader: leaderOf(flip)?.letter ?? '?',
    })
  const altText = sentences([stopped(title), ...flips.map((flip) => stopped(rowText(flip))), sentence])
  return {
    state: 'ready',
    title,
    sentence,
    altText,
    table: {
      columns: (['input', 'now', 'low', 'high', 'at', 'leader'] as const).map((column) => ({
        label: say('decide.flips.column', { column }),
        dimension: null,
      })),
      rows: flips.map((flip) => [
        nameOf(flip),
        figureText(flip, flip.now),
        flip.low === null ? null : figureText(flip, flip.low),
        flip.high === null ? null : figureText(flip, flip.high),
        flip.at === null ? say('decide.flips.noFlip') : figureText(flip, flip.at),
        leaderOf(flip)?.letter ?? '',
      ]),
    },
    legend: [],
    option: drawingOption(theme, {
      animate: options.animate,
      altText,
      margin: 4,
      shapes: (plot) =>
        shownRows(flips, plot).flatMap((flip, index) =>
          rowShapes(theme, plot, { flip, name: nameOf(flip), leader: leaderOf(flip) }, index),
        ),
      marks: flips.map((flip, index): DrawingMark => ({
        text: [
          rowText(flip),
          ...(flip.low === null || flip.high === null
            ? []
            : [
                say('decide.flips.range', {
                  low: figureText(flip, flip.low),
                  high: figureText(flip, flip.high),
                }),
              ]),
        ].join('\n'),
        ...(flip.leader === null ? {} : { scenario: flip.leader }),
        box: (plot) =>
          index < shownRows(flips, plot).length
            ? { x: plot.x - 4, y: plot.y + index * ROW + 1, width: plot.width + 8, height: ROW - 3 }
            : { x: 0, y: 0, width: 0, height: 0 },
      })),
    }),
  }
}

/** A value of its input. */
const figureText = ({ dimension }: Flip, value: number): string =>
  formatText(value, dimension === 'tokens' ? 'parameters' : dimension, { trim: true })

/** Likely ones first, then those that turn at all. */
const rankOf = (flip: Flip): number => (isLikely(flip) ? 0 : flip.at === null ? 2 : 1)

const shownRows = (flips: readonly Flip[], plot: PlotRect): readonly Flip[] =>
  flips.slice(0, Math.max(1, Math.floor((plot.height + 2) / ROW)))

/** A flip with what it is called, and who then leads. */
interface Row {
  readonly flip: Flip
  readonly name: string
  readonly leader: Pick<ShownAlternative, 'slot' | 'letter'> | null
}

function rowShapes(theme: ChartTheme, plot: PlotRect, { flip, name, leader }: Row, index: number): readonly Graphic[] {
  const top = plot.y + index * ROW
  const middle = top + ROW / 2 - 1
  const right = plot.x + plot.width
  const trackWidth = Math.max(56, plot.width * TRACK_SHARE)
  const trackEnd = right - VALUE_WIDTH - GAP
  const trackStart = trackEnd - trackWidth
  const at = scaleOf(flip, trackStart, trackWidth)
  const labelRoom = trackStart - plot.x - GAP
  const now = at(flip.now)
  return [
    text(theme, plot.x, middle - 8, shortened(name, labelRoom, theme.fontSize), {
      color: theme.ink,
      weight: 500,
    }),
    text(
      theme,
      plot.x,
      middle + 7,
      shortened(say('decide.flips.now', { value: figureText(flip, flip.now) }), labelRoom, theme.fontSize),
      { color: theme.ink3 },
    ),
    line(trackStart, middle, trackEnd, middle, theme.line, 2),
    ...(flip.low === null || flip.high === null
      ? []
      : [
          {
            type: 'rect',
            silent: true,
            shape: { x: at(flip.low), y: middle - 2, width: Math.max(1, at(flip.high) - at(flip.low)), height: 4 },
            style: { fill: theme.lineStrong },
          } as const,
        ]),
    line(now, middle - 6, now, middle + 6, theme.ink, 2),
    ...(flip.at === null || leader === null ? [] : chip(theme, at(flip.at), middle, leader.letter, leader.slot)),
    text(theme, right, middle, flip.at === null ? say('decide.flips.noFlip') : figureText(flip, flip.at), {
      color: flip.at === null ? theme.ink3 : theme.ink,
      weight: flip.at === null ? 400 : 600,
      align: 'right',
    }),
    line(plot.x, top + ROW - 1, right, top + ROW - 1, theme.line, 1),
  ]
}

/** The row's own scale over everything that stands on it. */
function scaleOf(flip: Flip, start: number, width: number): (value: number) => number {
  const values = [flip.now, flip.low, flip.high, flip.at].filter((value) => value !== null)
  const low = Math.min(...values)
  const span = Math.max(...values) - low
  if (span === 0) return () => start + width / 2
  return (value) => start + width * (PAD + ((value - low) / span) * (1 - 2 * PAD))
}
