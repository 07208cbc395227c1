import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { describe, expect, it } from 'vitest'
import { amount } from '#shared/units/amount.ts'
import { formatDelta, formatQuantity, formatText } from '#shared/units/format.ts'
import { chinese } from '#shared/words/chinese/chinese.ts'
import { longDate } from '#shared/words/longDate.ts'
import { english, type MessageKey } from '#shared/words/english/english.ts'
import { inLanguage, say, wordingText } from '#shared/words/say.ts'
import { withinSentence } from '#shared/words/text.ts'

const translated = Object.entries(chinese) as [MessageKey, string][]

/** Names that stand in a pattern with what becomes of them: "count plural", "name argument". */
function argumentsOf(pattern: string): string[] {
  const names = (elements: readonly MessageFormatElement[]): string[] =>
    elements.flatMap((element) => {
      if (element.type === TYPE.literal || element.type === TYPE.pound || element.type === TYPE.tag) return []
      if (element.type !== TYPE.select && element.type !== TYPE.plural) return [element.value]
      return [element.value, ...Object.values(element.options).flatMap((option) => names(option.value))]
    })
  return [...new Set(names(parse(pattern, { ignoreTag: true })))].toSorted()
}

/** What a message tells apart: "state: choose tied undecided". */
function choicesOf(pattern: string): string[] {
  const choices = (elements: readonly MessageFormatElement[]): string[] =>
    elements.flatMap((element) => {
      if (element.type !== TYPE.select && element.type !== TYPE.plural) return []
      const own =
        element.type === TYPE.select ? [`${element.value}: ${Object.keys(element.options).toSorted().join(' ')}`] : []
      return [...own, ...Object.values(element.options).flatMap((option) => choices(option.value))]
    })
  return [...new Set(choices(parse(pattern, { ignoreTag: true })))].toSorted()
}

describe('every Chinese message', () => {
  it('takes all that its English one takes, and tells apart the same', () => {
    expect(translated.length).toBeGreaterThan(900)
    const used = (table: Readonly<Partial<Record<MessageKey, string>>>) =>
      Object.fromEntries(translated.map(([key]) => [key, argumentsOf(table[key] ?? '')]))
    expect(used(chinese)).toEqual(used(english))
    for (const [key, pattern] of translated) {
      for (const choice of choicesOf(pattern)) expect(choicesOf(english[key]), key).toContain(choice)
    }
  })

  it('is punctuated as Chinese is', () => {
    for (const [key, pattern] of translated) {
      expect(pattern, key).not.toMatch(/\p{Script=Han}[,;:!?]|\p{Script=Han}\.(?!\.)/u)
    }
  })
})

describe('what is said in Chinese', () => {
  const said = <Result>(work: () => Result): Result => inLanguage('zh', work)

  it('lists, counts and keeps Han and Latin apart', () => {
    expect(said(() => say('name.and', { names: ['A', 'B', 'C'] }))).toBe('A、B 和 C')
    const finding = {
      degree: 3,
      heads: 64,
      kind: 'query',
      model: 'Llama',
      allowed: { oneOf: ['1', '2', '4'] },
    } as const
    expect(said(() => wordingText({ code: 'tensor-heads', parameters: finding }))).toBe(
      '张量并行度 3 不能整除 Llama 的 64 个查询头：请设为 1、2 或 4。',
    )
    expect(said(() => say('decision.ofAlternative', { label: '电价', name: 'B200' }))).toBe('B200 的电价')
    expect(
      said(() =>
        say('fit.heldCount', {
          value: amount(1480, 'count'),
          low: amount(1210, 'count'),
          high: amount(1700, 'count'),
          alike: 'no',
        }),
      ),
    ).toBe('1,480（1,210 至 1,700）')
  })

  it('has its own words for units and unknowns, and takes a unit as it was shown', () => {
    const months = said(() => formatQuantity(36, 'months', { trim: true }))
    expect(months).toEqual({ text: '36', unit: '个月' })
    expect(said(() => formatQuantity(24, 'months', { unit: months.unit, trim: true }))).toEqual({
      text: '24',
      unit: '个月',
    })
    expect(said(() => formatText(null, 'bytes'))).toBe('未知')
    expect(said(() => formatText(4.8e12, 'bytesPerSecond'))).toBe('4.80\u00a0TB/s')
    expect(said(() => formatDelta(0.5, 0.4, 'share').text)).toBe('+10 个百分点')
    expect(formatText(null, 'bytes')).toBe('Unknown')
  })

  it('dates a day in full', () => {
    expect(said(() => longDate('2026-11-20'))).toBe('2026 年 11 月 20 日')
    expect(longDate('2026-11-20')).toBe('20 November 2026')
    expect(longDate('2026-02-30')).toBe('2026-02-30')
  })

  it('leaves names as they are within a sentence, and somebody else’s words as written', () => {
    expect(said(() => withinSentence('All-Reduce'))).toBe('All-Reduce')
    expect(said(() => wordingText({ code: 'verbatim', parameters: { text: '机房A柜' } }))).toBe('机房A柜')
  })

  it('is English where the report never comes', () => {
    expect(said(() => say('chart.ladder'))).toBe('Memory ladder')
  })
})
