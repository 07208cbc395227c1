import { describe, expect, it } from 'vitest'
import { isOwnPage, originOf } from '../../../../../src-main/shells/electron/sender.ts'

describe('isOwnPage', () => {
  const own = 'app://memwall'
  it('takes the main frame of our page', () => {
    expect(isOwnPage({ url: 'app://memwall/index.html#/compare', parent: null }, own)).toBe(true)
  })
  it.each([
    null,
    { url: 'app://memwall/index.html', parent: {} },
    { url: 'https://memwall/index.html', parent: null },
    { url: 'app://other/index.html', parent: null },
    { url: 'app://memwall.example.org/', parent: null },
    { url: 'file:///app://memwall/', parent: null },
    { url: 'data:text/html,app://memwall', parent: null },
    { url: 'about:blank', parent: null },
    { url: '', parent: null },
  ])('refuses %j', (frame) => {
    expect(isOwnPage(frame, own)).toBe(false)
  })
  it('reads origins of custom schemes', () => {
    expect(originOf('app://memwall/x')).toBe('app://memwall')
    expect(originOf('http://localhost:5173/')).toBe('http://localhost:5173')
  })
})
