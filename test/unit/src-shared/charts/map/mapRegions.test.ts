import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellBlocks, isoLevels, isoLines, roomiest } from '#shared/charts/map/mapRegions.ts'
import { mapState, type BottleneckMap } from '#shared/domain/analysis/bottleneckMap.ts'
import { map } from '../../../../support/decisions.ts'

const anyMap = fc.tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 12 })).chain(([columns, rows]) =>
  fc
    .array(fc.constantFrom('c', 'm', 'l', 'o', '-', '?'), { minLength: columns * rows, maxLength: columns * rows })
    .map((states): BottleneckMap => ({
      scenario: 's',
      concurrency: Array.from({ length: columns }, (_, at) => at + 1),
      inputTokens: Array.from({ length: rows }, (_, at) => at + 1),
      states: states.join(''),
      tpot: states.map((_, at) => at + 1),
      measured: null,
    })),
)

describe('a map as rectangles', () => {
  it('covers every cell once, with its own state', () => {
    fc.assert(
      fc.property(anyMap, (one) => {
        const width = one.concurrency.length
        const seen = new Array<number>(one.states.length).fill(0)
        for (const { state, left, right, bottom, top } of cellBlocks(one)) {
          for (let row = bottom; row < top; row++) {
            for (let column = left; column < right; column++) {
              expect(mapState(one, column, row)).toBe(state)
              const at = row * width + column
              seen[at] = (seen[at] ?? 0) + 1
            }
          }
        }
        expect(seen.every((count) => count === 1)).toBe(true)
      }),
      { numRuns: 200, seed: 1 },
    )
  })

  it('names each state where it is, with room around', () => {
    fc.assert(
      fc.property(anyMap, (one) => {
        const places = roomiest(one)
        expect(new Set(places.map(({ state }) => state)).size).toBe(places.length)
        for (const { state, column, row, reach } of places) {
          for (let down = 1 - reach; down < reach; down++) {
            for (let right = 1 - reach; right < reach; right++) {
              expect(mapState(one, column + right, row + down)).toBe(state)
            }
          }
        }
      }),
      { numRuns: 200, seed: 2 },
    )
  })

  it('takes a hundred thousand cells in few rectangles', () => {
    expect(cellBlocks(map('a', 400, 250)).length).toBeLessThan(2000)
  })
})

describe('lines of equal time', () => {
  it('lie where the time is crossed', () => {
    const one = map('a', 40, 30)
    const levels = isoLevels(one, 4)
    expect(levels.length).toBeGreaterThan(0)
    expect(levels.length).toBeLessThanOrEqual(4)
    for (const level of levels) {
      const lines = isoLines(one, level)
      expect(lines.length).toBeGreaterThan(0)
      // Joined: a smooth plane has one line a level, not one a cell.
      expect(lines.length).toBeLessThan(4)
      for (const [x, y] of lines.flat()) {
        const around = [Math.floor(x), Math.ceil(x)].flatMap((column) =>
          [Math.floor(y), Math.ceil(y)].map((row) => one.tpot[row * 40 + column] ?? NaN),
        )
        expect(Math.min(...around)).toBeLessThanOrEqual(level)
        expect(Math.max(...around)).toBeGreaterThanOrEqual(level)
      }
      for (const line of lines) {
        for (const [at, [x, y]] of line.entries()) {
          const [beforeX, beforeY] = line[at - 1] ?? [x, y]
          expect(Math.hypot(x - beforeX, y - beforeY)).toBeLessThanOrEqual(Math.SQRT2 + 1e-9)
        }
      }
    }
  })

  it('are nowhere on a map that does not fit', () => {
    expect(isoLines(map('a', 9, 9, 'full'), 0.01)).toEqual([])
    expect(isoLevels(map('a', 9, 9, 'full'), 4)).toEqual([])
  })
})
