import { describe, expect, it } from 'vitest'
import { shortened } from '#shared/register/shortened.ts'
import { settableTexts } from '#main/report/settableTexts.ts'

describe('settable texts', () => {
  it('leaves ordinary text alone', () => {
    const text = 'Which machine should serve the chat product, at 64 requests?'
    expect(settableTexts(text)).toBe(text)
  })

  it('lets a very long word break without changing its letters', () => {
    const word = 'x'.repeat(500)
    const broken = settableTexts(`before ${word} after`)
    expect(broken.replaceAll('\u200b', '')).toBe(`before ${word} after`)
    expect(Math.max(...broken.split(/[\s\u200b]/).map((part) => part.length))).toBeLessThanOrEqual(28)
  })

  it('never splits a character of two code units', () => {
    expect(settableTexts('😀'.repeat(40)).replaceAll('\u200b', '')).toBe('😀'.repeat(40))
  })

  it('leaves addresses, hashes and paths alone', () => {
    const data = { address: 'y'.repeat(60), fileHash: 'f'.repeat(64), path: '/in/figure-1.svg' }
    expect(settableTexts(data)).toEqual(data)
  })

  it('drops control signs and keeps line breaks', () => {
    expect(settableTexts('a\u0000b\tc\r\nd\u2028e')).toBe('ab c\nd\ne')
  })
})

describe('shortened', () => {
  it('cuts at a word, and only what is too long', () => {
    expect(shortened('Chat serving 2027', 40)).toBe('Chat serving 2027')
    expect(shortened('Chat serving in three regions', 15)).toBe('Chat serving …')
  })
})
