import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readFontFile } from '#main/report/fontFile.ts'

const font = await readFontFile(readFileSync('resources/fonts/IBMPlexSans-Regular.ttf'))

describe('font file', () => {
  it('knows every sign the report itself prints', () => {
    for (const sign of '0123456789−×≤≥≈≠±µ²³½→↑↓·–—“”’…\u00a0\u2009\u202f\u200b') {
      expect(font.has(sign.codePointAt(0) ?? 0), sign).toBe(true)
    }
  })

  it('knows which signs are missing', () => {
    for (const sign of ['⁻', '中', '😀', '●']) expect(font.has(sign.codePointAt(0) ?? 0), sign).toBe(false)
  })

  it('measures text: digits are of one width, and twice the text is twice as wide', () => {
    const widths = new Set([...'0123456789'].map((digit) => font.width(digit)))
    expect(widths).toEqual(new Set([0.6]))
    expect(font.width('Memory wallMemory wall')).toBeCloseTo(2 * font.width('Memory wall'), 10)
    expect(font.width('i')).toBeLessThan(font.width('W'))
  })

  it('refuses what is not a font', async () => {
    await expect(readFontFile(new Uint8Array(64))).rejects.toThrow(/not a font/)
  })
})
