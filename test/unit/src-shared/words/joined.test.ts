import { describe, expect, it } from 'vitest'
import { enumerated, labelled, remarked, sentences, stopped, withCommas, withSemicolons } from '#shared/words/joined.ts'
import { inLanguage } from '#shared/words/say.ts'

describe('parts that code puts together', () => {
  it('are joined as English joins them', () => {
    expect(sentences(['One.', '', 'Two.'])).toBe('One. Two.')
    expect([withCommas(['a', 'b']), enumerated(['a', 'b']), withSemicolons(['a', 'b'])]).toEqual([
      'a, b',
      'a, b',
      'a; b',
    ])
    expect([labelled('A', 'b'), remarked('A', 'b'), stopped('A')]).toEqual(['A: b', 'A (b)', 'A.'])
  })

  it('are joined as Chinese joins them, with no space behind its punctuation', () => {
    inLanguage('zh', () => {
      expect(sentences(['甲。', '', '乙。'])).toBe('甲。乙。')
      // A sentence of somebody's own in Latin keeps its distance.
      expect(sentences(['Own words.', '乙。'])).toBe('Own words. 乙。')
      expect([withCommas(['甲', 'b']), enumerated(['甲', 'b']), withSemicolons(['甲', 'b'])]).toEqual([
        '甲，b',
        '甲、b',
        '甲；b',
      ])
      expect([labelled('甲', 'b'), remarked('甲', 'b'), stopped('甲')]).toEqual(['甲：b', '甲（b）', '甲。'])
    })
  })
})
