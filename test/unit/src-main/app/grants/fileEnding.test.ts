import { describe, expect, it } from 'vitest'
import { withEnding } from '#main/app/grants/fileEnding.ts'

describe('withEnding', () => {
  it.each([
    ['/plans/chat', '/plans/chat.memwall'],
    ['/plans/chat.memwall', '/plans/chat.memwall'],
    ['/plans/chat.MEMWALL', '/plans/chat.MEMWALL'],
    ['/plans/chat.v2', '/plans/chat.v2.memwall'],
  ])('%s is saved as %s', (given, expected) => {
    expect(withEnding(given, 'memwall')).toBe(expected)
  })
})
