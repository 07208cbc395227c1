import { textWidth } from './textWidth.ts'
import { font, type ChartTheme } from './theme.ts'
import type { ChartFigure, ChartOption, OptionValue } from './types.ts'

/** Words in the corner above the plot, after a sample of the mark they explain. */
export interface CornerNote {
  readonly words: string
  /** Drawn in 16 × 12 pixels. */
  readonly sample: ChartOption
}

/** Room for the sample before its words, between two notes, and beside the edge of the plot. */
const SAMPLE = 20
const GAP = 12
const EDGE = 10
/** Room beside the plot from which names stand there, that a note would lie on. */
const NAMES = 40

/** A note as it lies in the option: how wide it is tells the next one where to stand. */
interface PlacedNote {
  readonly right: number
  readonly info: { readonly noteWidth: number }
}

function isNote(graphic: OptionValue): boolean {
  return graphic !== null && typeof graphic === 'object' && 'info' in graphic
}

/** Where the first note ends, in pixels from the right: with the plot where names stand beside it. */
function edgeOf({ option }: ChartFigure): number {
  const { right } = (option['grid'] ?? {}) as { readonly right?: unknown }
  return typeof right === 'number' && right >= NAMES ? right : EDGE
}

/** The figure with one more note, left of those that are there. */
export function withCornerNote(theme: ChartTheme, figure: ChartFigure, note: CornerNote): ChartFigure {
  const graphic = (figure.option['graphic'] ?? []) as readonly OptionValue[]
  const last = graphic.findLast(isNote) as unknown as PlacedNote | undefined
  const width = SAMPLE + textWidth(note.words, theme.fontSize)
  const group: ChartOption = {
    type: 'group',
    right: last ? last.right + last.info.noteWidth + GAP : edgeOf(figure),
    top: 3,
    silent: true,
    info: { noteWidth: width },
    children: [
      note.sample,
      { type: 'text', style: { text: note.words, font: font(theme), fill: theme.ink, x: SAMPLE, y: 0 } },
    ],
  }
  return { ...figure, option: { ...figure.option, graphic: [...graphic, group] } }
}
