import { describe, expect, it } from 'vitest'
import { CodedError } from '#shared/contract/errors.ts'
import { missingCharacters, missingCharactersError, textsIn } from '#main/report/coverage.ts'
import { loadFaces } from '#main/report/fonts.ts'

const faces = await loadFaces('resources/fonts')

describe('coverage', () => {
  it('lists each missing character once, in order', () => {
    expect(missingCharacters(['a😀b', '說😀', 'ok\n\tfine'], faces)).toEqual(['😀', '說'])
  })

  it('counts a character outside the basic plane as one', () => {
    expect(missingCharacters(['😀😀'], faces)).toEqual(['😀'])
  })

  it('has every Han character of GB 2312 and its marks, in every weight', () => {
    const decoder = new TextDecoder('gb2312')
    const rows = Array.from({ length: 72 }, (_, row) => 0xb0 + row)
    const text = rows.map((row) =>
      decoder.decode(new Uint8Array(Array.from({ length: 94 }, (_, column) => [row, 0xa1 + column]).flat())),
    )
    const han = [...text.join('')].filter((character) => /\p{Script=Han}/u.test(character))
    expect(han.length).toBe(6763)
    expect(missingCharacters([...han, '“推理芯片：每百万词元 12.5 美元（估计）。”…—·①ⅣＡ￥℃二〇二七'], faces)).toEqual(
      [],
    )
  })

  it('asks every weight: what one of them lacks is missing', () => {
    const [regular, medium, semibold] = faces
    if (!regular || !medium || !semibold) throw new Error('There are three weights.')
    const poor = { ...medium, font: { ...medium.font, has: (code: number) => code !== 0x41 && medium.font.has(code) } }
    expect(missingCharacters(['ABC'], [regular, poor, semibold])).toEqual(['A'])
  })

  it('names the characters with their code in a missing-characters failure', () => {
    const error = missingCharactersError(['芯', '片', '😀'])
    expect(error).toBeInstanceOf(CodedError)
    expect(error.message).toMatch(/芯 \(U\+82AF\).*片 \(U\+7247\).*😀 \(U\+1F600\)/u)
    expect(error).toMatchObject({ code: 'missing-characters', details: { characters: ['芯', '片', '😀'] } })
  })

  it('lists twenty and counts the rest', () => {
    const many = Array.from({ length: 30 }, (_, index) => String.fromCodePoint(0x4e00 + index))
    expect(missingCharactersError(many).message).toMatch(/for 30 characters.* and 10 more/)
  })

  it('finds strings at any depth, keys left out', () => {
    expect([...textsIn({ key: ['a', { other: 'b', number: 1, none: null }] })]).toEqual(['a', 'b'])
  })
})
