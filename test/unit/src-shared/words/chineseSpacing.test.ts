import { describe, expect, it } from 'vitest'
import { chinese } from '#shared/words/chinese/chinese.ts'
import { listText } from '#shared/words/listText.ts'
import { inLanguage, say } from '#shared/words/say.ts'
import { spaced } from '#shared/words/spaced.ts'

const HAN = '\\p{Script=Han}，。；：（）、？！“”'

describe('spaces in Chinese', () => {
  it('are left to the value in every pattern: none beside a placeholder or its own punctuation', () => {
    const needless = new RegExp(`[${HAN}] (?=\\{)|\\} (?=[${HAN}])|[${HAN}] (?=[${HAN}])`, 'u')
    const patterns = Object.entries<string>(chinese)
    expect(patterns.length).toBeGreaterThan(500)
    expect(patterns.filter(([, pattern]) => needless.test(pattern))).toEqual([])
  })

  it('use no half-width comma, colon or semicolon beside Han', () => {
    const half = /\p{Script=Han}[,;:] |[,;:] \p{Script=Han}/u
    expect(Object.entries<string>(chinese).filter(([, pattern]) => half.test(pattern))).toEqual([])
  })

  it('stand where Han meets Latin, and not beside full-width punctuation', () => {
    expect(spaced('选择B200（购买） ，2套')).toBe('选择 B200（购买），2 套')
    expect(spaced('成本为A的26×')).toBe('成本为 A 的 26×')
    expect(spaced('高+4个百分点')).toBe('高 +4 个百分点')
  })

  it('stand around "and" by the words beside it', () => {
    inLanguage('zh', () => {
      expect(listText(['需求', '负载'])).toBe('需求和负载')
      expect(listText(['A', 'B', 'C'])).toBe('A、B 和 C')
      expect(listText(['B200（购买）', '负载'])).toBe('B200（购买）和负载')
      expect(say('pages.ask.choose', { name: 'B200（购买）' })).toBe('批准 B200（购买）')
    })
  })
})
