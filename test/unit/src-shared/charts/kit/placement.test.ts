import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  crosses,
  overlaps,
  placeLabels,
  shortened,
  spreadAlong,
  spreadMarks,
  textWidth,
} from '#shared/charts/kit/placement.ts'

const bounds = { x: 0, y: 0, width: 400, height: 300 }
const label = (x: number, y: number, width = 60) => ({
  width,
  height: 14,
  anchor: { x: x - 3, y: y - 3, width: 6, height: 6 },
  gap: 4,
  optional: false,
})

describe('placeLabels', () => {
  it('sets a lone label to the right of its point', () => {
    const [box] = placeLabels([label(100, 100)], { boxes: [], segments: [], bounds })
    expect(box).toEqual({ x: 107, y: 93, width: 60, height: 14 })
  })
  it('keeps labels of close points apart and inside the plot', () => {
    const boxes = placeLabels([label(390, 20), label(388, 24), label(386, 28)], { boxes: [], segments: [], bounds })
    boxes.forEach((box, index) => {
      expect(box).not.toBeNull()
      if (!box) return
      expect(box.x + box.width).toBeLessThanOrEqual(400)
      for (const other of boxes.slice(index + 1)) expect(other !== null && overlaps(box, other)).toBe(false)
    })
  })
  it('leaves an optional label out rather than on top of something', () => {
    const full = { ...bounds, x: -500, y: -500, width: 1500, height: 1500 }
    expect(placeLabels([{ ...label(100, 100), optional: true }], { boxes: [full], segments: [], bounds })).toEqual([
      null,
    ])
  })
  it('moves off a line that would strike it through', () => {
    const strike = { x1: 0, y1: 100, x2: 400, y2: 100 }
    const [box] = placeLabels([label(100, 100)], { boxes: [], segments: [strike], bounds })
    expect(box && crosses(strike, box)).toBe(false)
  })
})

describe('spreading', () => {
  it('keeps chips from hiding one another', () => {
    const spots = spreadMarks(
      [
        [10, 10],
        [12, 11],
        [11, 9],
      ],
      15,
    )
    spots.forEach((spot, index) => {
      for (const other of spots.slice(index + 1)) {
        expect(Math.max(Math.abs(spot[0] - other[0]), Math.abs(spot[1] - other[1]))).toBeGreaterThanOrEqual(15)
      }
    })
  })
  it('pushes names on a line apart in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 5 }), (positions) => {
        const spread = spreadAlong(positions, 13).toSorted((a, b) => a - b)
        spread.slice(1).forEach((position, index) => {
          expect(position - (spread[index] ?? 0)).toBeGreaterThan(12.5)
        })
      }),
    )
  })
})

describe('text', () => {
  it('is cut with an ellipsis where there is no room', () => {
    const cut = shortened('no purchase price is known', 60, 11)
    expect(cut.endsWith('…')).toBe(true)
    expect(textWidth(cut, 11)).toBeLessThanOrEqual(60)
    expect(shortened('short', 60, 11)).toBe('short')
  })
})
