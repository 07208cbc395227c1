import { describe, expect, it } from 'vitest'
import { NO_EFFECT, type Effect } from '#shared/domain/brief/effect.ts'
import { effectText } from '#shared/words/decision/effectText.ts'
import { inLanguage } from '#shared/words/say.ts'

const names = new Map([
  ['a', 'A'],
  ['c', 'C'],
])
const of = (change: Partial<Effect>): Effect => ({ ...NO_EFFECT, alternative: 'a', ...change })

describe('what a change does', () => {
  it.each<readonly [string, Effect, string, string]>([
    ['nothing', NO_EFFECT, 'no effect on the decision', '对决策没有影响'],
    [
      'cost and draws',
      of({ cost: 0.314, first: -0.0121 }),
      '+0.31 USD/M of A, first in 12 fewer of 1,000 draws',
      'A 成本 +0.31 USD/M，1,000 次抽样中居首少 12 次',
    ],
    ['a lower cost', of({ cost: -2 }), '−2.0 USD/M of A', 'A 成本 −2.0 USD/M'],
    ['draws alone', of({ first: 0.0002 }), 'A first in <1 more of 1,000 draws', 'A 在 1,000 次抽样中居首多 <1 次'],
    ['another choice', of({ choice: ['c'] }), 'the choice becomes C', '选择变为 C'],
    ['a tie', of({ choice: ['a', 'c'], state: 'tied' }), 'the choice becomes a tie of A and C', '选择变为 A 和 C 并列'],
    [
      'no choice',
      of({ choice: [], state: 'undecided', cost: 1 }),
      '+1.0 USD/M of A; nothing is chosen any more; the verdict becomes “Undecided”',
      'A 成本 +1.0 USD/M；不再选择任何方案；结论变为“未定”',
    ],
    [
      'what is not known',
      of({ cost: null, first: null }),
      'cost of A not known, how often A is first not known',
      'A 的成本未知，A 居首的次数未知',
    ],
    ['what is gone', of({ cost: null, first: null, choice: ['c'] }), 'the choice becomes C', '选择变为 C'],
    ['a name nobody has', of({ alternative: 'x', cost: 1 }), '+1.0 USD/M of x', 'x 成本 +1.0 USD/M'],
  ])('is said of %s', (_what, effect, english, chinese) => {
    expect(effectText(effect, names)).toBe(english)
    expect(inLanguage('zh', () => effectText(effect, names))).toBe(chinese)
  })
})
