import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  around,
  crosses,
  overlaps,
  partedLine,
  placeLabels,
  spreadAlong,
  spreadMarks,
  type Box,
} from '#shared/charts/kit/placement.ts'
import { inTwoLines, shortened, textWidth, wrapped } from '#shared/charts/kit/textWidth.ts'

const bounds = { x: 0, y: 0, width: 400, height: 300 }
const label = (x: number, y: number, width = 60) => ({
  width,
  height: 14,
  anchor: { x: x - 3, y: y - 3, width: 6, height: 6 },
  gap: 4,
  leads: true,
})

describe('placeLabels', () => {
  it('sets a lone label to the right of its point', () => {
    const [placed] = placeLabels([label(100, 100)], { boxes: [], segments: [], bounds })
    expect(placed).toEqual({ box: { x: 107, y: 93, width: 60, height: 14 }, leader: null })
  })
  it('keeps labels of close points apart and inside the plot', () => {
    const requests = [label(390, 20), label(388, 24), label(386, 28)]
    const points = requests.map(({ anchor }) => anchor)
    const placed = placeLabels(requests, { boxes: points, segments: [], bounds })
    const boxes = placed.map((each) => each?.box)
    boxes.forEach((box, index) => {
      if (!box) throw new Error('There is room for three.')
      expect(box.x + box.width).toBeLessThanOrEqual(400)
      for (const other of boxes.slice(index + 1)) expect(other !== undefined && letters(box, other)).toBe(false)
    })
  })
  it('leaves a label out rather than on top of something', () => {
    const full = { ...bounds, x: -500, y: -500, width: 1500, height: 1500 }
    expect(placeLabels([label(100, 100)], { boxes: [full], segments: [], bounds })).toEqual([null])
  })
  it('moves off a line that would strike it through', () => {
    const strike = { x1: 0, y1: 100, x2: 400, y2: 100 }
    const [placed] = placeLabels([label(100, 100)], { boxes: [], segments: [strike], bounds })
    expect(placed && crosses(strike, placed.box)).toBe(false)
  })
  it('stands off with a line where there is no room beside the point, and only where it may', () => {
    const crowd = { x: 20, y: 80, width: 170, height: 40 }
    const request = { ...label(100, 100), leads: true }
    const [placed] = placeLabels([request], { boxes: [crowd], segments: [], bounds })
    expect(placed?.leader).not.toBeNull()
    expect(placed && letters(placed.box, crowd)).toBe(false)
    expect(placeLabels([{ ...request, leads: false }], { boxes: [crowd], segments: [], bounds })).toEqual([null])
  })
  it('lies on nothing, whatever is in the way', () => {
    const at = fc.record({ x: fc.integer({ min: 0, max: 400 }), y: fc.integer({ min: 0, max: 300 }) })
    const line = fc.tuple(at, at).map(([one, two]) => ({ x1: one.x, y1: one.y, x2: two.x, y2: two.y }))
    fc.assert(
      fc.property(
        fc.array(at, { minLength: 1, maxLength: 9 }),
        fc.array(line, { maxLength: 6 }),
        (points, segments) => {
          const boxes = points.map(({ x, y }) => around([x, y], 4))
          const placed = placeLabels(
            points.map(({ x, y }) => label(x, y)),
            { boxes, segments, bounds },
          ).flatMap((each) => (each ? [each.box] : []))
          placed.forEach((box, index) => {
            expect(box.x >= 0 && box.x + box.width <= 400 && box.y >= 0 && box.y + box.height <= 300).toBe(true)
            for (const other of [...boxes, ...placed.slice(index + 1)]) expect(letters(box, other)).toBe(false)
            for (const segment of segments) expect(crosses(segment, inner(box))).toBe(false)
          })
        },
      ),
    )
  })
})

/** A label without the air above and below its letters. */
const inner = (box: Box): Box => ({ ...box, y: box.y + 3, height: box.height - 6 })
const letters = (one: Box, other: Box): boolean => overlaps(inner(one), other)

describe('partedLine', () => {
  it('leaves out what lies under labels, and nothing else', () => {
    const line = [
      [0, 10],
      [50, 10],
      [100, 10],
    ] as const
    expect(partedLine(line, [])).toEqual([line])
    expect(partedLine(line, [{ x: 20, y: 0, width: 10, height: 20 }])).toEqual([
      [
        [0, 10],
        [20, 10],
      ],
      [
        [30, 10],
        [50, 10],
        [100, 10],
      ],
    ])
    expect(partedLine(line, [{ x: -5, y: 0, width: 200, height: 20 }])).toEqual([])
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
  it('counts Han characters as squares', () => {
    expect(textWidth('每个输出', 11) / 44).toBeCloseTo(1, 1)
    expect(textWidth('token', 11)).toBeLessThan(33)
  })
  it('is broken where a line may end', () => {
    expect(inTwoLines('KV cache', 100, 11)).toBe('KV cache')
    expect(inTwoLines('Step overhead', 50, 11)).toBe('Step\noverhead')
    expect(inTwoLines('Activations', 44, 11)).toBe('Activa-\ntions')
    expect(inTwoLines('键值缓存传输', 44, 11)).toBe('键值缓\n存传输')
    for (const line of inTwoLines('An accelerator of many words', 50, 11).split('\n')) {
      expect(textWidth(line, 11)).toBeLessThanOrEqual(50)
    }
  })
  it('is wrapped at spaces and between Han characters', () => {
    expect(wrapped('Nothing runs, so nothing is spent.', 100, 11)).toEqual(['Nothing runs, so', 'nothing is spent.'])
    expect(wrapped('没有运行，所以没有花费。', 60, 11).every((line) => textWidth(line, 11) <= 60)).toBe(true)
    expect(wrapped('没有运行，所以没有花费。', 60, 11).join('')).toBe('没有运行，所以没有花费。')
  })
})
