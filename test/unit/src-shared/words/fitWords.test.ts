import { describe, expect, it } from 'vitest'
import { fitState, heldCount, heldText } from '#shared/words/fitWords.ts'

/** Spaces between number and unit, as one types them. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('what is said of a fit', () => {
  it('is no plain yes where it holds only for the estimate', () => {
    const of = (
      state: 'fits' | 'doesNotFit' | 'unknown',
      surely: boolean,
      placement: 'resident' | 'streamed' = 'resident',
    ) => fitState({ state, surely, placement })
    expect(of('fits', true)).toBe('Fits')
    expect(of('fits', false)).toBe('May not fit')
    expect(of('fits', true, 'streamed')).toBe('Streamed')
    expect(of('doesNotFit', false)).toBe('Does not fit')
    expect(of('unknown', false)).toBe('Fit unknown')
  })

  it('names the requests that fit at once with both ends, and nothing where memory does not limit them', () => {
    const held = (low: number, value: number, high: number) =>
      plain(heldText({ maximumConcurrency: { low, value, high } }))
    expect(held(1210, 1480, 1700)).toBe('1,480 (1,210 to 1,700) requests at once')
    expect(held(3, 3, 3)).toBe('3 requests at once')
    expect(held(1, 1, 1)).toBe('1 request at once')
    expect(plain(heldCount({ maximumConcurrency: { low: 2, value: 3, high: 5 } }))).toBe('3 (2 to 5)')
    expect(heldText({ maximumConcurrency: null })).toBe('')
  })
})
