import { withCornerNote } from './cornerNotes.ts'
import { letterOf } from '../../words/scenario.ts'
import { say } from '../../words/say.ts'
import type { ChartTheme } from './theme.ts'
import type { ChartFigure, ChartOption } from './types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { sentences } from '../../words/joined.ts'

/** The load lies beyond what the scenario's calibration has measured. */
export function isExtrapolated({ result }: EvaluatedScenario): boolean {
  return result.metrics.tpot.extrapolated === true
}

/** Numbers are held at a limit: not all requests fit, and those of the ones that do are shown. */
export function isClamped({ result }: EvaluatedScenario): boolean {
  return result.metrics.tpot.clamped === true
}

/** Dots and gaps of a line beyond what was measured. */
export const EXTRAPOLATED_DASH: readonly [number, number] = [1, 3]

interface Weakness {
  /** Under the plot: "B extrapolated". */
  readonly note: string
  readonly sentence: string
  readonly dash: readonly number[] | null
}

function weaknesses(scenarios: readonly EvaluatedScenario[]): Weakness[] {
  const beyond = scenarios.filter(isExtrapolated).map(letterOf)
  const held = scenarios.filter(isClamped).map(letterOf)
  return [
    ...(beyond.length === 0
      ? []
      : [
          {
            note: say('charts.extrapolatedNote', { letters: beyond }),
            sentence: say('charts.extrapolated', { letters: beyond, count: beyond.length }),
            dash: EXTRAPOLATED_DASH,
          },
        ]),
    ...(held.length === 0
      ? []
      : [
          {
            note: say('charts.limitNote', { letters: held }),
            sentence: say('charts.limit', { letters: held, count: held.length }),
            dash: null,
          },
        ]),
  ]
}

/** A sample of the mark: dots for extrapolated, a bar that ends for held. */
function sampleOf(theme: ChartTheme, { dash }: Weakness): ChartOption {
  const stroke = { stroke: theme.ink, lineWidth: 1.5 }
  if (dash !== null) {
    return { type: 'line', shape: { x1: 0, y1: 6, x2: 15, y2: 6 }, style: { ...stroke, lineDash: [...dash] } }
  }
  return {
    type: 'polyline',
    shape: {
      points: [
        [0, 6],
        [13, 6],
        [13, 1],
        [13, 11],
      ],
    },
    style: { ...stroke, fill: 'none' },
  }
}

/** "A lies beyond what was measured.": what weakens some scenarios, after another sentence; '' where nothing does. */
export function weaknessSentence(scenarios: readonly EvaluatedScenario[]): string {
  return sentences(weaknesses(scenarios).map(({ sentence }) => sentence))
}

/**
 * A figure that says which of its scenarios are extrapolated or held at a limit: a note with the mark's own look in the
 * plot's corner, and a sentence for the card, the alternative text and the table. Unchanged where none is.
 * @param scenarios those that are drawn
 */
export function withWeaknesses(
  theme: ChartTheme,
  figure: ChartFigure,
  scenarios: readonly EvaluatedScenario[],
): ChartFigure {
  const found = weaknesses(scenarios)
  if (figure.state !== 'ready' || found.length === 0) return figure
  const said = weaknessSentence(scenarios)
  const worded = {
    ...figure,
    sentence: sentences([figure.sentence, said]),
    altText: sentences([figure.altText, said]),
  }
  // From the right to the left: the first one stands first.
  return found
    .toReversed()
    .reduce<ChartFigure>(
      (noted, weakness) => withCornerNote(theme, noted, { words: weakness.note, sample: sampleOf(theme, weakness) }),
      worded,
    )
}
