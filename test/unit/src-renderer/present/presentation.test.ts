import { expect, test } from 'vitest'
import { magnification, nextSlide } from '../../../../src-renderer/present/presentation.ts'

test('keys walk through the pages and stop at both ends', () => {
  expect(nextSlide('ArrowRight', 0, 9)).toBe(1)
  expect(nextSlide(' ', 8, 9)).toBe(8)
  expect(nextSlide('PageUp', 0, 9)).toBe(0)
  expect(nextSlide('ArrowLeft', 3, 9)).toBe(2)
  expect(nextSlide('End', 3, 9)).toBe(8)
  expect(nextSlide('Home', 3, 9)).toBe(0)
  expect(nextSlide('x', 3, 9)).toBeNull()
})

test('a chart is drawn larger where there is room, and never smaller than on its card', () => {
  expect(magnification(400, 300)).toBe(1)
  expect(magnification(1600, 1200)).toBe(2)
  expect(magnification(1600, 600)).toBe(1.5)
  expect(magnification(9000, 6000)).toBe(3)
})
