import { describe, expect, it } from 'vitest'
import { inLanguage, language, say } from '#shared/words/say.ts'

describe('words', () => {
  it('join a list as the language does', () => {
    expect(say('name.and', { names: ['A'] })).toBe('A')
    expect(say('name.and', { names: ['A', 'B', 'C'] })).toBe('A, B and C')
  })

  it('are said in another language only while that work lasts', () => {
    expect(() =>
      inLanguage('pseudo', () => {
        expect(language()).toBe('pseudo')
        expect(say('name.and', { names: ['A', 'B'] })).toBe('⟦A and B⟧')
        throw new Error('ended')
      }),
    ).toThrow('ended')
    expect(language()).toBe('en')
  })
})
