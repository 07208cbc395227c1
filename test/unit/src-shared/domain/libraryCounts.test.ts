import { expect, test } from 'vitest'
import { libraryCountsText } from '#shared/domain/libraryCounts.ts'

test('devices, systems and models are told apart, and what is not there is not told', () => {
  expect(libraryCountsText({ devices: 53, systems: 63, models: 65 })).toBe('53 devices, 63 systems, 65 models')
  expect(libraryCountsText({ devices: 1, systems: 1, models: 1 })).toBe('1 device, 1 system, 1 model')
  expect(libraryCountsText({ devices: 5003, systems: 0, models: 0 })).toBe('5,003 devices, 0 models')
})
