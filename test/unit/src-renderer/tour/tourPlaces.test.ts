import { expect, test } from 'vitest'
import { placeCard, visiblePart } from '../../../../src-renderer/tour/tourPlaces.ts'

const frame = { left: 0, top: 0, width: 1000, height: 700 }
const card = { width: 300, height: 200 }

test('the card stands beside what it points at, on the side with room', () => {
  expect(placeCard({ left: 100, top: 100, width: 300, height: 300 }, card, frame)).toEqual({ left: 412, top: 100 })
  expect(placeCard({ left: 600, top: 100, width: 390, height: 300 }, card, frame)).toEqual({ left: 288, top: 100 })
  expect(placeCard({ left: 10, top: 400, width: 980, height: 290 }, card, frame)).toEqual({ left: 12, top: 188 })
  expect(placeCard({ left: 10, top: 10, width: 980, height: 290 }, card, frame)).toEqual({ left: 12, top: 312 })
})

test('without room beside it, or without a target, the card stands in the lower right corner, inside the window', () => {
  expect(placeCard({ left: 0, top: 0, width: 1000, height: 700 }, card, frame)).toEqual({ left: 688, top: 488 })
  expect(placeCard(null, card, frame)).toEqual({ left: 688, top: 488 })
  expect(placeCard({ left: 100, top: 650, width: 300, height: 40 }, card, frame)).toEqual({ left: 412, top: 488 })
})

test('of a target only the part in view is outlined', () => {
  expect(visiblePart({ left: 10, top: -50, width: 100, height: 100 }, frame)).toEqual({
    left: 10,
    top: 0,
    width: 100,
    height: 50,
  })
  expect(visiblePart({ left: 10, top: 800, width: 100, height: 100 }, frame)).toBeNull()
})
