import { describe, expect, it } from 'vitest'
import { escapedText, shownText, shownTexts } from '#shared/domain/shownText.ts'

describe('a text as it is shown', () => {
  it('has no sign that is never drawn, and every other', () => {
    for (let code = 0; code < 0x10000; code += 1) {
      const isControl = (code < 0x20 && code !== 0x0a) || (code >= 0x7f && code < 0xa0)
      const turns = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)
      const isNone = (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff
      const sign = String.fromCharCode(code)
      const separates = code === 0x2028 || code === 0x2029
      const expected = code === 0x09 ? ' ' : separates ? '\n' : isControl || turns || isNone ? '' : sign
      expect([code, shownText(`a${sign}b`)]).toEqual([code, `a${expected}b`])
    }
    expect(shownText('🙂 家 Ω')).toBe('🙂 家 Ω')
  })

  it('is so everywhere in plain data, names of fields included', () => {
    const columns = new Float64Array([1, 2])
    expect(shownTexts({ 'a\u0000': ['b\u0007', 1, null, { c: 'd\u202e' }], columns })).toEqual({
      a: ['b', 1, null, { c: 'd' }],
      columns,
    })
  })

  it('is the same object where nothing changes', () => {
    const data = { a: ['b', 1, { c: Number.NaN }], d: null }
    expect(shownTexts(data)).toBe(data)
  })
})

describe('a text for a terminal', () => {
  it('has what is never drawn written out, which JSON reads as what it was', () => {
    const title = 'a\u0007b\u009b31mc\u202ed\te'
    expect(escapedText('a\u001b[31mb\n\tc')).toBe('a\\u001b[31mb\n\tc')
    expect(JSON.parse(escapedText(JSON.stringify({ title })))).toEqual({ title })
  })
})
