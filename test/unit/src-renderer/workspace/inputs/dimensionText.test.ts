import { expect, test } from 'vitest'
import { z } from 'zod'
import { workloadSchema } from '#shared/domain/workload.ts'
import { dimensionText } from '../../../../../src-renderer/workspace/inputs/dimensionText.ts'

const requests = dimensionText('count', workloadSchema.shape.concurrency)
const bandwidth = dimensionText('bytesPerSecond', z.number().positive())

test('takes what a document may hold', () => {
  expect(requests.parse('64', '')).toMatchObject({ ok: true, value: 64 })
  expect(bandwidth.parse('4.8 TB/s', '')).toMatchObject({ ok: true, value: 4.8e12 })
})

test.each([
  [requests, '0', 'Too small: enter 1 or more.'],
  [requests, '−5', 'Too small: enter 1 or more.'],
  [requests, '0.4', 'Too small: enter 1 or more.'],
  [requests, '2000000', 'Too large: enter 1,000,000 or less.'],
  [bandwidth, '0 GB/s', 'Too small: enter more than 0\u00a0B/s.'],
  [bandwidth, '-8 TB/s', 'Too small: enter more than 0\u00a0B/s.'],
])('refuses what none may hold, in one sentence', (field, typed, message) => {
  expect(field.parse(typed, '')).toEqual({ ok: false, message })
})
