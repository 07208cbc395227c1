import { describe, expect, it } from 'vitest'
import { breakLongWords } from '#main/report/longWords.ts'

describe('long words', () => {
  it('leaves ordinary text alone', () => {
    const text = 'Which machine should serve the chat product, at 64 requests?'
    expect(breakLongWords(text)).toBe(text)
  })

  it('lets a very long word break without changing its letters', () => {
    const word = 'x'.repeat(500)
    const broken = breakLongWords(`before ${word} after`)
    expect(broken.replaceAll('\u200b', '')).toBe(`before ${word} after`)
    expect(Math.max(...broken.split(/[\s\u200b]/).map((part) => part.length))).toBeLessThanOrEqual(28)
  })

  it('never splits a character of two code units', () => {
    expect(breakLongWords('😀'.repeat(40)).replaceAll('\u200b', '')).toBe('😀'.repeat(40))
  })

  it('leaves addresses, hashes and paths alone', () => {
    const data = { address: 'y'.repeat(60), fileHash: 'f'.repeat(64), path: '/in/figure-1.svg' }
    expect(breakLongWords(data)).toEqual(data)
  })
})
