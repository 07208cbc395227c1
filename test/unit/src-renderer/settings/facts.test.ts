import { expect, test } from 'vitest'
import { factsText } from '../../../../src-renderer/settings/facts.ts'

const info = {
  version: '0.1.0',
  shell: 'browser' as const,
  platform: 'linux',
  runtime: 'Node 24.21.0',
  dataFolder: '/home/ada/.memwall',
}

test('what is copied for a fault report names no person', () => {
  const text = factsText(info, { revision: 3, devices: 53, systems: 63, models: 64, conflicts: 25, notice: null })
  expect(text).toBe(
    'Memwall 0.1.0\nIn a browser, Node 24.21.0, linux\nLibrary revision 3: 53 devices, 63 systems, 64 models',
  )
  expect(text).not.toContain('ada')
})

test('without a library the rest is still there', () => {
  expect(factsText(info, null)).toBe('Memwall 0.1.0\nIn a browser, Node 24.21.0, linux')
})
