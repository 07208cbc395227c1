import type { Grade } from '../domain/provenance.ts'

/** A scenario's letter and colours, light theme. */
export interface Chip {
  readonly letter: string
  /** Colour and letter slot, 0 = A. */
  readonly slot: number
  /** "#1F42D0" */
  readonly colour: string
  /** Colour of the letter on the chip. */
  readonly ink: string
}

/** One block of the assumption register. */
export interface RegisterGroup {
  readonly title: string
  readonly chips: readonly Chip[]
  readonly rows: readonly RegisterLine[]
  /** Figures nobody has published: named together, so that the known ones can be found. */
  readonly unknown: readonly string[]
}

/** One assumption. */
export interface RegisterLine {
  readonly label: string
  /** The input it is, as the inspector names it; '' where it cannot be entered. */
  readonly path: string
  /** '' when every scenario states its own in `overrides`. */
  readonly text: string
  readonly unit: string
  readonly grade: Grade | null
  /** What takes the place of a source: "Set in this workspace". */
  readonly basis: string
  readonly source: SourceMark | null
  readonly note: string
  /** What a scenario uses in its place. */
  readonly overrides: readonly { readonly chip: Chip; readonly text: string; readonly unit: string }[]
}

/** A footnote: the first mention carries its text. */
export interface SourceMark {
  readonly number: number
  readonly first: boolean
  readonly title: string
  readonly address: string
}
