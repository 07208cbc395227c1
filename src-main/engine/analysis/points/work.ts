import type { PointField } from '#shared/domain/analysis/points.ts'
import { createProbed, type Probed } from '../probe.ts'
import { columnsOf, roomFor, type Columns } from './columns.ts'
import { pointKind, type PointKindName, type PointQuestions } from './kinds.ts'

/** Places in the numbers threads share while they work: the next point nobody took, points done, and the wish to end. */
export const NEXT = 0
export const DONE = 1
export const CANCELLED = 2

/** A piece of work for one or more threads; the memory is shared between them. */
export interface PointWork<Name extends PointKindName = PointKindName> {
  readonly name: Name
  readonly question: PointQuestions[Name]
  readonly fields: readonly PointField[]
  readonly memory: SharedArrayBuffer
  /** `NEXT`, `DONE` and `CANCELLED`, as 32-bit integers. */
  readonly control: SharedArrayBuffer
}

function numberOf(point: Probed, field: PointField): number {
  return Number(point[field])
}

/** Takes chunk after chunk until none is left or the work is cancelled. */
export function takeChunks<Name extends PointKindName>(work: PointWork<Name>): void {
  const kind = pointKind(work.name)
  const total = kind.total(work.question)
  const { fields } = work
  const columns = columnsOf(work.memory, total, fields)
  const control = new Int32Array(work.control)
  const fill = kind.prepare(work.question)
  const point = createProbed()
  while (Atomics.load(control, CANCELLED) === 0) {
    const from = Atomics.add(control, NEXT, kind.chunk)
    if (from >= total) return
    const end = Math.min(total, from + kind.chunk)
    for (let index = from; index < end; index++) {
      fill(index, point)
      for (const field of fields) columns[field][index] = numberOf(point, field)
    }
    Atomics.add(control, DONE, end - from)
  }
}

/** @returns work nobody has begun */
export function createWork<Name extends PointKindName>(
  name: Name,
  question: PointQuestions[Name],
  fields: readonly PointField[],
): PointWork<Name> {
  const memory = roomFor(pointKind(name).total(question), fields)
  return { name, question, fields, memory, control: new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT) }
}

/** Works all points out in this thread. */
export function pointsHere<Name extends PointKindName, Field extends PointField>(
  name: Name,
  question: PointQuestions[Name],
  fields: readonly Field[],
): Columns<Field> {
  const work = createWork(name, question, fields)
  takeChunks(work)
  return columnsOf(work.memory, pointKind(name).total(question), fields)
}
