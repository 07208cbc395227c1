import { expect, test } from 'vitest'
import { whenText } from '../../../../src-shared/words/whenText.ts'

const at = (year: number, month: number, day: number, hour = 14, minute = 5) =>
  new Date(year, month - 1, day, hour, minute).getTime()
const now = at(2026, 11, 23, 16, 30)

test.each([
  [at(2026, 11, 23), '14:05'],
  [at(2026, 11, 23, 0, 0), '00:00'],
  [at(2026, 11, 22, 23, 59), 'yesterday, 23:59'],
  [at(2026, 11, 21), '21 Nov'],
  [at(2026, 1, 1), '1 Jan'],
  [at(2025, 12, 31), '31 Dec 2025'],
])('says when as one would', (then, text) => {
  expect(whenText(then, now)).toBe(text)
})

test('a night with a change of clocks is still one night', () => {
  expect(whenText(new Date(2026, 9, 24, 12).getTime(), new Date(2026, 9, 25, 12).getTime())).toBe('yesterday, 12:00')
})
