import { expect, test } from 'vitest'
import { LIMITS } from '#shared/domain/limits.ts'
import { dimensionText } from '../../../../../src-renderer/workspace/inputs/dimensionText.ts'

const requests = dimensionText(LIMITS['workload.concurrency'])
const bandwidth = dimensionText(LIMITS['hardware.memory.bandwidth'])

test('takes what a document may hold', () => {
  expect(requests.parse('64', '')).toMatchObject({ ok: true, value: 64 })
  expect(bandwidth.parse('4.8 TB/s', '')).toMatchObject({ ok: true, value: 4.8e12 })
})

test.each([
  [requests, '0', 'Too small: enter 1 or more.'],
  [requests, '−5', 'Too small: enter 1 or more.'],
  [requests, '0.4', 'Too small: enter 1 or more.'],
  [requests, '2000000', 'Too large: enter 1,000,000 or less.'],
  [requests, '1.5', 'Only whole numbers count here: enter 1 or 2.'],
  [bandwidth, '0 GB/s', 'Too small: enter 1\u00a0B/s or more.'],
  [bandwidth, '-8 TB/s', 'Too small: enter 1\u00a0B/s or more.'],
  [bandwidth, '2e300 TB/s', 'Too large: enter 1\u00a0EB/s or less.'],
])('refuses what none may hold, in one sentence', (field, typed, message) => {
  expect(field.parse(typed, '')).toEqual({ ok: false, message })
})
