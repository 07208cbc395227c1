import { z } from 'zod'
import type { NamedFigure } from './figures.ts'
import { limitOf, type Limit } from './limits.ts'
import { isSameSource } from './ownFigures.ts'
import { gradeSchema, type Figure, type Grade, type Source } from './provenance.ts'
import { readNumber } from './readNumber.ts'
import type { Wording } from './wording.ts'

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
export type EditedFigure = { readonly ok: true; readonly figure: Figure; readonly source: Source | null } | Refused

interface Refused {
  readonly ok: false
  readonly message: Wording
}

/** Who edits, and what the figure that is edited cites. */
export interface Editing {
  /** Source of the figure as it is; null: it has none. */
  readonly cited: Source | null
  /** Empty: unknown. */
  readonly by: string
  /** ISO 8601, UTC. */
  readonly at: string
}

/** Grades that say of themselves that nothing was looked up. */
const WITHOUT_SOURCE: ReadonlySet<Grade> = new Set(['derived', 'own', 'estimate', 'guess'])

/**
 * Reads an edit of one figure. The new figure keeps the alternatives on record and says what it replaced, which is the
 * first figure when one is edited twice, and who put it there. Another value does not keep the source and the grade of the
 * one it replaces: an edit that repeats both is the user's own word.
 * @param named the figure as it is @param edit the new one as typed
 * @param sourceKey under which the user's source will stand in the profile's table
 */
export function editFigure(named: NamedFigure, edit: FigureEdit, sourceKey: string, editing: Editing): EditedFigure {
  const { figure } = named
  const limit = limitOf(`hardware.${named.path}`) ?? limitOf(`model.${named.path}`)
  const { by, at } = editing
  const replaced = figure.override ? figure.override.replaced : figure.value
  const kept = figure.alternatives === undefined ? {} : { alternatives: figure.alternatives }
  const note = edit.note === '' ? {} : { note: edit.note }
  if (edit.typed.trim() === '') {
    const override = { typed: '', unit: '', replaced, by, at }
    return { ok: true, figure: { value: null, grade: null, source: null, ...note, ...kept, override }, source: null }
  }
  const read = readAll(edit, limit ?? { dimension: named.dimension, least: 0, most: Number.MAX_VALUE })
  if (!read.ok) return read
  const { value, unit, bounds } = read
  const isInherited =
    value !== figure.value &&
    figure.override === undefined &&
    edit.grade === figure.grade &&
    isSameSource(edit.source, editing.cited)
  const grade = isInherited ? 'own' : edit.grade
  const source = isInherited ? null : edit.source
  if (grade === null) return refuse({ code: 'edit.ungraded' })
  if (source === null && !WITHOUT_SOURCE.has(grade)) return refuse({ code: 'edit.unsourced', parameters: { grade } })
  if ((bounds.low ?? value) > value || (bounds.high ?? value) < value) {
    return refuse({ code: 'limit.range' })
  }
  return {
    ok: true,
    figure: {
      value,
      grade,
      source: source === null ? null : sourceKey,
      ...note,
      ...bounds,
      ...kept,
      override: { typed: edit.typed.trim(), unit, replaced, by, at },
    },
    source,
  }
}

type ReadEdit =
  | {
      readonly ok: true
      readonly value: number
      readonly unit: string
      readonly bounds: { readonly low?: number; readonly high?: number }
    }
  | Refused

function readAll({ typed, unit, low, high }: FigureEdit, limit: Limit): ReadEdit {
  const value = readNumber(typed, limit, unit === '' ? {} : { bareUnit: unit })
  if (!value.ok) return value
  const bounds: { low?: number; high?: number } = {}
  for (const [name, text] of [
    ['low', low],
    ['high', high],
  ] as const) {
    if (text.trim() === '') continue
    // Who types "4.5 TB/s" and "4" means 4 TB/s.
    const bound = readNumber(text, { ...limit, least: 0 }, { bareUnit: value.unit })
    if (!bound.ok) return bound
    bounds[name] = bound.value
  }
  return { ok: true, value: value.value, unit: value.unit, bounds }
}

function refuse(message: Wording): Refused {
  return { ok: false, message }
}
