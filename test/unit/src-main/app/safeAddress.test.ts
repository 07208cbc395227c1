import { describe, expect, it } from 'vitest'
import { safeAddress } from '../../../../src-main/app/safeAddress.ts'

describe('safeAddress', () => {
  it.each([
    ['https://example.org/a?b#c', 'https://example.org/a?b#c'],
    ['HTTPS://Example.ORG', 'https://example.org/'],
  ])('opens %s', (address, canonical) => {
    expect(safeAddress(address)).toBe(canonical)
  })

  it.each([
    'http://example.org/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'app://memwall/index.html',
    'smb://server/share',
    'vbscript:x',
    'https://user@example.org/',
    'https://user:password@example.org/',
    'example.org',
    '//example.org',
    ' ',
    '',
    'https://',
  ])('does not open %j', (address) => {
    expect(safeAddress(address)).toBeNull()
  })
})
