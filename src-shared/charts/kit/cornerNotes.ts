import { textWidth } from './placement.ts'
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

/** A note as it lies in the option: how wide it is tells the next one where to stand. */
interface PlacedNote {
  readonly right: number
  readonly info: { readonly noteWidth: number }
}

function isNote(graphic: OptionValue): boolean {
  return graphic !== null && typeof graphic === 'object' && 'info' in graphic
}

/** The figure with one more note, left of those that are there. */
export function withCornerNote(theme: ChartTheme, figure: ChartFigure, note: CornerNote): ChartFigure {
  const graphic = (figure.option['graphic'] ?? []) as readonly OptionValue[]
  const last = graphic.findLast(isNote) as unknown as PlacedNote | undefined
  const width = SAMPLE + textWidth(note.words, theme.fontSize)
  const group: ChartOption = {
    type: 'group',
    right: last ? last.right + last.info.noteWidth + GAP : EDGE,
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
