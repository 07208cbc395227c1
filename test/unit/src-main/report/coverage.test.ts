import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CodedError } from '#shared/contract/errors.ts'
import { missingCharacters, requireCoverage, textsIn } from '#main/report/coverage.ts'
import { readFontFile } from '#main/report/fontFile.ts'

const font = await readFontFile(readFileSync('resources/fonts/IBMPlexSans-Regular.ttf'))

describe('coverage', () => {
  it('lists each missing character once, in order', () => {
    expect(missingCharacters(['a中b', '文中', 'ok\n\tfine'], font)).toEqual(['中', '文'])
  })

  it('counts a character outside the basic plane as one', () => {
    expect(missingCharacters(['😀😀'], font)).toEqual(['😀'])
  })

  it('names the characters with their code in a missing-characters failure', () => {
    const attempt = () => requireCoverage(['芯片 😀'], font)
    expect(attempt).toThrow(CodedError)
    expect(attempt).toThrow(/芯 \(U\+82AF\).*片 \(U\+7247\).*😀 \(U\+1F600\)/u)
    try {
      attempt()
    } catch (thrown) {
      expect(thrown).toMatchObject({ code: 'missing-characters', details: { characters: ['芯', '片', '😀'] } })
    }
  })

  it('lists twenty and counts the rest', () => {
    const many = String.fromCodePoint(...Array.from({ length: 30 }, (_, index) => 0x4e00 + index))
    expect(() => requireCoverage([many], font)).toThrow(/for 30 characters.* and 10 more/)
  })

  it('finds strings at any depth, keys left out', () => {
    expect([...textsIn({ key: ['a', { other: 'b', number: 1, none: null }] })]).toEqual(['a', 'b'])
  })
})
