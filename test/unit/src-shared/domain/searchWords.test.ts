import { describe, expect, it } from 'vitest'
import { matches, queryWords, searchText } from '#shared/domain/searchWords.ts'

describe('search', () => {
  const text = searchText(['Cerebras CS-3 (WSE-3)', 'wafer', 'Große Käfer', null, undefined])

  it.each(['cerebras', 'WSE3', 'wse-3', 'cs-3 wafer', 'kafer', ''])('finds “%s”', (query) => {
    expect(matches(text, queryWords(query))).toBe(true)
  })

  it.each(['wse-2', 'cerebras gpu', '_', '%'])('does not find “%s”', (query) => {
    expect(matches(text, queryWords(query))).toBe(false)
  })

  it('ignores words beyond the sixteenth', () => {
    expect(queryWords('a '.repeat(100)).length).toBe(16)
  })
})
