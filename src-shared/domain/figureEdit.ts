import { z } from 'zod'
import { parseQuantity } from '../units/parse.ts'
import type { Dimension } from '../units/quantity.ts'
import type { NamedFigure } from './figures.ts'
import { gradeSchema, type Figure, type Grade, type Source } from './provenance.ts'

const typedText = z.string().max(200)

/** A figure as a user puts it in place of another: everything as typed. */
export const figureEditSchema = z.strictObject({
  /** "4.5 TB/s"; empty: the figure is unknown. */
  typed: typedText,
  /** Unit of a bare number, because the field shows it: "TB/s". Empty: the dimension's own, where it has one. */
  unit: z.string().max(20),
  /** Bounds of the value, as typed; empty: none. */
  low: typedText,
  high: typedText,
  /** Null only where the figure is unknown. */
  grade: gradeSchema.nullable(),
  /** Empty: none. */
  note: z.string().max(2000),
  /** Where the user read it. Null: the grade has to say that it has no source. */
  source: z
    .strictObject({ title: z.string().trim().min(1).max(500), address: z.string().max(2000).nullable() })
    .nullable(),
})
/** A figure as a user puts it in place of another. */
export type FigureEdit = z.infer<typeof figureEditSchema>

/** An edit read and checked, or one sentence that says why it cannot be made. */
export type EditedFigure =
  | { readonly ok: true; readonly figure: Figure; readonly source: Source | null }
  | { readonly ok: false; readonly message: string }

/** Grades that say of themselves that nothing was looked up. */
const WITHOUT_SOURCE: ReadonlySet<Grade> = new Set(['derived', 'estimate', 'guess'])

/**
 * Reads an edit of one figure. The new figure keeps the alternatives on record and says what it replaced, which is the
 * first figure when one is edited twice.
 * @param named the figure as it is @param edit the new one as typed
 * @param sourceKey under which the user's source will stand in the profile's table
 */
export function editFigure(named: NamedFigure, edit: FigureEdit, sourceKey: string): EditedFigure {
  const { figure, dimension } = named
  const replaced = figure.override ? figure.override.replaced : figure.value
  const kept = figure.alternatives === undefined ? {} : { alternatives: figure.alternatives }
  const note = edit.note === '' ? {} : { note: edit.note }
  if (edit.typed.trim() === '') {
    const override = { typed: '', unit: '', replaced }
    return { ok: true, figure: { value: null, grade: null, source: null, ...note, ...kept, override }, source: null }
  }
  if (edit.grade === null) return refuse('A known figure needs a grade: say how far it can be trusted.')
  if (edit.source === null && !WITHOUT_SOURCE.has(edit.grade)) {
    return refuse(`A figure graded “${edit.grade}” needs a source: name it, or grade the figure estimate or guess.`)
  }
  const read = readAll(edit, dimension)
  if (!read.ok) return read
  const { value, unit, bounds } = read
  if ((bounds.low ?? value) > value || (bounds.high ?? value) < value) {
    return refuse('The value lies outside its range: enter a low end below and a high end above it.')
  }
  return {
    ok: true,
    figure: {
      value,
      grade: edit.grade,
      source: edit.source === null ? null : sourceKey,
      ...note,
      ...bounds,
      ...kept,
      override: { typed: edit.typed.trim(), unit, replaced },
    },
    source: edit.source,
  }
}

type ReadEdit =
  | {
      readonly ok: true
      readonly value: number
      readonly unit: string
      readonly bounds: { readonly low?: number; readonly high?: number }
    }
  | { readonly ok: false; readonly message: string }

function readAll({ typed, unit, low, high }: FigureEdit, dimension: Dimension): ReadEdit {
  const value = readQuantity(typed, dimension, unit)
  if (!value.ok) return value
  const bounds: { low?: number; high?: number } = {}
  for (const [name, text] of [
    ['low', low],
    ['high', high],
  ] as const) {
    if (text.trim() === '') continue
    // Who types "4.5 TB/s" and "4" means 4 TB/s.
    const bound = readQuantity(text, dimension, value.unit)
    if (!bound.ok) return bound
    bounds[name] = bound.value
  }
  return { ok: true, value: value.value, unit: value.unit, bounds }
}

function readQuantity(text: string, dimension: Dimension, unit: string) {
  const read = parseQuantity(text, dimension, unit === '' ? {} : { bareUnit: unit })
  if (!read.ok) return refuse(read.message)
  return read.value < 0 ? refuse('A figure cannot be negative: enter a value from 0.') : read
}

function refuse(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message }
}
