import { expect, test } from 'vitest'
import { fittingZoom, nextZoom, PIXELS_PER_POINT } from '../../../../src-renderer/report/page/zoomSteps.ts'

const A4 = { width: 595, height: 842 }

test('steps lead from any size to the next and end at both ends', () => {
  expect(nextZoom(0.62, 1)).toBe(0.67)
  expect(nextZoom(0.62, -1)).toBe(0.5)
  expect(nextZoom(1, 1)).toBe(1.25)
  expect(nextZoom(3, 1)).toBe(3)
  expect(nextZoom(0.33, -1)).toBe(0.33)
})

test('a page fits in both directions, but never so small that it cannot be read where it is wide enough', () => {
  const room = { width: 640, height: 760 }
  const zoom = fittingZoom(A4, room)
  expect(A4.height * zoom * PIXELS_PER_POINT).toBeCloseTo(room.height)
  const low = fittingZoom(A4, { width: 640, height: 300 })
  expect(low).toBe(0.55)
  const slim = fittingZoom(A4, { width: 250, height: 300 })
  expect(A4.width * slim * PIXELS_PER_POINT).toBeCloseTo(250)
})
