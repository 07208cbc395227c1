import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  SLIDER_STEPS,
  snapCount,
  snapSignificant,
  toPosition,
  toValue,
  type SliderScale,
} from '../../../../src-renderer/ui/sliderScale.ts'

const free = (value: number) => value
const scales = fc
  .tuple(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), fc.double({ min: 1.01, max: 1e6, noNaN: true }), fc.boolean())
  .map(([minimum, factor, logarithmic]): SliderScale => ({
    minimum,
    maximum: minimum * factor,
    logarithmic,
    snap: free,
  }))

describe('slider scale', () => {
  test('a position and its value lead to each other', () => {
    fc.assert(
      fc.property(scales, fc.integer({ min: 0, max: SLIDER_STEPS }), (scale, position) => {
        expect(toPosition(scale, toValue(scale, position))).toBe(position)
      }),
    )
  })

  test('values never leave the scale and never fall while the thumb moves right', () => {
    fc.assert(
      fc.property(scales, fc.integer({ min: 0, max: SLIDER_STEPS - 1 }), (scale, position) => {
        const here = toValue({ ...scale, snap: snapSignificant(2) }, position)
        const next = toValue({ ...scale, snap: snapSignificant(2) }, position + 1)
        expect(here).toBeGreaterThanOrEqual(scale.minimum)
        expect(next).toBeLessThanOrEqual(scale.maximum)
        expect(next).toBeGreaterThanOrEqual(here)
      }),
    )
  })

  test('counts are whole, exact when small and round when large', () => {
    expect([0.4, 3.2, 17.4, 127, 130, 1000, 1023.6, 1333].map(snapCount)).toEqual([
      0, 3, 17, 128, 128, 1024, 1024, 1300,
    ])
  })
})
