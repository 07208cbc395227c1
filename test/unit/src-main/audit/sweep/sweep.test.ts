import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BOOKED, BUSY_CLASSES, MASKS } from '#main/audit/sweep/classes.ts'
import { booked, maskTimes, union } from '#main/audit/sweep/masks.ts'
import { findOverruns } from '#main/audit/sweep/overruns.ts'
import { indexRows, rowOf } from '#main/audit/sweep/rowIndex.ts'
import { sortRows } from '#main/audit/sweep/sortRows.ts'
import { orderByStart } from '#main/audit/sweep/sweep.ts'
import { emptyTable, addRow, put } from '#main/audit/timeline/column.ts'
import { runSliced, UNWATCHED } from '#main/audit/timeline/watch.ts'
import { draws } from '../../../../support/draws.ts'

interface Event {
  readonly start: number
  readonly length: number
  readonly place: number
}

function intervals(events: readonly Event[], offset = 0) {
  return {
    start: Float64Array.from(events, ({ start }) => offset + start),
    end: Float64Array.from(events, ({ start, length }) => offset + start + length),
    place: Uint8Array.from(events, ({ place }) => place),
  }
}

const CLASSES = BUSY_CLASSES.length
const event = fc.record({
  start: fc.nat(60),
  length: fc.oneof(fc.constant(0), fc.nat(25)),
  place: fc.nat(CLASSES - 1),
})
/** Large times too, with which doubles would lose nanoseconds if anything were divided. */
const offset = fc.constantFrom(0, -30, 2 ** 50)

describe('the sweep', () => {
  it('is what a clock that looks at every nanosecond says', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 25 }), offset, (events, shift) => {
        const { masks, idle, span } = runSliced(maskTimes(intervals(events, shift), CLASSES), UNWATCHED)
        const first = Math.min(...events.map(({ start }) => start))
        const last = Math.max(...events.map(({ start, length }) => start + length))
        const clock = new Float64Array(MASKS)
        for (let now = first; now < last; now++) {
          const mask = events.reduce(
            (set, { start, length, place }) => (start <= now && now < start + length ? set | (1 << place) : set),
            0,
          )
          clock[mask] = (clock[mask] ?? 0) + 1
        }
        expect(idle).toBe(clock[0])
        clock[0] = 0
        expect([...masks]).toEqual([...clock])
        expect(span).toBe(last - first)
        expect(masks.reduce((sum, time) => sum + time, idle)).toBe(span)
      }),
      { numRuns: draws(3000) },
    )
  })

  it('books each moment once, and hides nothing: exposed and hidden are the union', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 25 }), (events) => {
        const { masks, idle, span } = runSliced(maskTimes(intervals(events), CLASSES), UNWATCHED)
        const exposed = booked(masks, [...BUSY_CLASSES.keys()])
        expect(exposed.reduce((sum, time) => sum + time, idle)).toBe(span)
        for (const place of BUSY_CLASSES.keys()) {
          expect(union(masks, 1 << place)).toBeGreaterThanOrEqual(exposed[place] ?? 0)
        }
        expect(exposed[0]).toBe(union(masks, 1))
      }),
      { numRuns: draws(1000) },
    )
  })

  it('gives a moment to the first class that is active', () => {
    expect(BOOKED[0]).toBe(-1)
    expect(BOOKED[0b110]).toBe(1)
    expect(BOOKED[MASKS - 1]).toBe(0)
  })

  it('of nothing is nothing', () => {
    const { idle, span } = runSliced(maskTimes(intervals([]), CLASSES), UNWATCHED)
    expect([idle, span]).toEqual([0, 0])
  })
})

describe('rows in order', () => {
  it('are sorted and stable', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { maxLength: 200 }), (keys) => {
        const sorted = runSliced(
          sortRows(keys.length, (one, other) => (keys[one] ?? 0) < (keys[other] ?? 0)),
          UNWATCHED,
        )
        const wanted = [...keys.keys()].toSorted((one, other) => (keys[one] ?? 0) - (keys[other] ?? 0))
        expect([...sorted]).toEqual(wanted)
      }),
      { numRuns: draws(1000) },
    )
  })
})

describe('rows by a number', () => {
  const layout = { key: Float64Array } as const
  const table = (keys: readonly number[]) => {
    const rows = emptyTable(layout)
    for (const key of keys) put(rows.key, addRow(rows, layout, { left: 1e9 }), key)
    return rows
  }

  it('finds the first row of each, and no other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.nat(50), fc.maxSafeNat(), fc.constant(Number.NaN), fc.double()), { maxLength: 300 }),
        (keys) => {
          const rows = table(keys)
          const index = runSliced(indexRows(rows.key, rows.length), UNWATCHED)
          for (const key of keys)
            expect(rowOf(index, key)).toBe(Number.isNaN(key) ? -1 : keys.findIndex((other) => other === key))
          expect(rowOf(index, 77.5)).toBe(keys.indexOf(77.5))
        },
      ),
      { numRuns: draws(1000) },
    )
  })

  it('numbers that collide on purpose cost no more than a file of its size', () => {
    const began = performance.now()
    const rows = table(Array.from({ length: 100_000 }, (_, row) => row * 2 ** 24))
    const index = runSliced(indexRows(rows.key, rows.length), UNWATCHED)
    for (let row = 0; row < 100_000; row++) rowOf(index, row * 2 ** 24)
    expect(performance.now() - began).toBeLessThan(3000)
  })
})

describe('an end that was taken too late', () => {
  const found = (events: readonly (readonly [start: number, end: number, stream?: number])[]) => {
    const start = Float64Array.from(events, ([from]) => from)
    const end = Float64Array.from(events, ([, to]) => to)
    const stream = Int32Array.from(events, ([, , of = 0]) => of)
    return runSliced(
      findOverruns({ start, end, stream }, runSliced(orderByStart({ start, end }), UNWATCHED)),
      UNWATCHED,
    )
  }

  it('is found where it hides the next of its stream', () => {
    expect(
      found([
        [0, 50_000],
        [10_000, 12_000],
        [13_000, 14_000],
      ]),
    ).toEqual([{ row: 0, nextStart: 10_000 }])
  })

  it('is none where kernels of a stream overlap by microseconds, or do not hold one another', () => {
    expect(
      found([
        [0, 12_000],
        [10_000, 11_500],
      ]),
    ).toEqual([])
    expect(
      found([
        [0, 50_000],
        [10_000, 60_000],
      ]),
    ).toEqual([])
    expect(
      found([
        [0, 50_000, 1],
        [10_000, 12_000, 2],
      ]),
    ).toEqual([])
  })
})
