import { wordingText } from '#shared/words/say.ts'
import { verbatim } from '../../../../support/verbatim.ts'
import { describe, expect, it } from 'vitest'
import { contestOf, regretOf } from '#shared/verdict/brief/contest.ts'
import { worthOfStudies, type DrawnInput, type Study } from '#shared/verdict/brief/worth.ts'
import { drawn, randomFrom } from './prepared.ts'

const DRAWS = 4000
const many = (value: (draw: number) => number) => Float64Array.from({ length: DRAWS }, (_, draw) => value(draw))
const study = (label: string, settles: readonly string[], rest: Partial<Study> = {}): Study => ({
  name: label,
  label: verbatim(label),
  alternative: null,
  settles,
  cost: 0,
  days: 3,
  inTime: true,
  ...rest,
})
const input = (label: string, values: Float64Array, period: number | null = null): DrawnInput => ({
  name: label,
  label: verbatim(label),
  alternative: null,
  values,
  period,
})

/** A depends on two prices, B on none: each price alone would tell a part of when to choose B. */
function twoPrices(seed: number) {
  const random = randomFrom(seed)
  const [one, two, noise] = [many(() => random()), many(() => random()), many(() => random())]
  const a = many((d) => 1e6 + 4e5 * (one[d] ?? 0) + 4e5 * (two[d] ?? 0) + 1e5 * (noise[d] ?? 0))
  const candidates = [
    { id: 'a', ...drawn(a) },
    { id: 'b', ...drawn(many(() => 1.5e6)) },
  ]
  return { one, two, noise, candidates, contest: contestOf('cost', candidates) }
}
const at = (borne: number, seed = 7) => ({ borne, seed })

describe('what studies are worth', () => {
  it('a part of the expected regret, and never more; both together more than each', () => {
    for (const seed of [1, 2, 3]) {
      const { one, two, contest } = twoPrices(seed)
      const [leader] = contest.contenders
      if (!leader) throw new Error('nobody leads')
      const regret = regretOf(leader, contest)
      const inputs = [input('one', one), input('two', two)]
      const studies = [study('One', ['one']), study('Two', ['two']), study('Both', ['one', 'two'])]
      const found = worthOfStudies(contest, studies, inputs, at(0))
      const worth = new Map(found.map((each) => [wordingText(each.label), each.worth]))
      expect(found[0]?.label).toEqual(verbatim('Both'))
      expect(worth.get('Both')).toBeLessThanOrEqual(regret)
      expect(worth.get('Both')).toBeGreaterThan(0.8 * regret)
      expect(worth.get('One') ?? 0).toBeGreaterThan(0.1 * regret)
      expect(worth.get('One') ?? 0).toBeLessThan(0.7 * regret)
    }
  })

  it('of everything that matters it is the expected regret', () => {
    const { candidates, contest } = twoPrices(4)
    const [leader] = contest.contenders
    if (!leader) throw new Error('nobody leads')
    const everything = input('all', candidates[0]?.loss ?? many(() => 0))
    const [found] = worthOfStudies(contest, [study('All', ['all'])], [everything], at(0))
    const regret = regretOf(leader, contest)
    expect(found?.worth).toBeLessThanOrEqual(regret)
    expect(found?.worth).toBeGreaterThan(0.95 * regret)
  })

  it('dummies are worth nothing, whether each draw has its own or they come round again', () => {
    let shown = 0
    for (let seed = 1; seed <= 20; seed++) {
      const { contest } = twoPrices(seed)
      const random = randomFrom(seed * 991)
      const round = Float64Array.from({ length: 500 }, () => random())
      const inputs = [
        input(
          'own',
          many(() => random()),
        ),
        input(
          'round',
          many((d) => round[d % 500] ?? 0),
          500,
        ),
      ]
      shown += worthOfStudies(contest, [study('Own', ['own']), study('Round', ['round'])], inputs, at(0)).length
    }
    // One in twenty exceeds nineteen of twenty dummies.
    expect(shown).toBeLessThanOrEqual(6)
  })

  it('a rare event is told apart from the rest', () => {
    const event = many((d) => (d % 50 === 0 ? 1 : 0))
    const contest = contestOf('cost', [
      { id: 'a', ...drawn(many((d) => (event[d] === 1 ? 3e6 : 1e6))) },
      { id: 'b', ...drawn(many(() => 1.2e6)) },
    ])
    const [found] = worthOfStudies(contest, [study('Event', ['event'])], [input('event', event)], at(0))
    expect(found?.worth).toBeCloseTo(1.8e6 / 50, 6)
    const [inverse] = worthOfStudies(
      contest,
      [study('Event', ['event'])],
      [
        input(
          'event',
          event.map((value) => 1 - value),
        ),
      ],
      at(0),
    )
    expect(inverse?.worth).toBeCloseTo(1.8e6 / 50, 6)
  })

  it('bites only if it is worth more than it costs and what is borne, and ends in time', () => {
    const { one, contest } = twoPrices(1)
    const bites = (borne: number, rest: Partial<Study>) =>
      worthOfStudies(contest, [study('One', ['one'], rest)], [input('one', one)], at(borne))[0]?.bites
    const worth = worthOfStudies(contest, [study('One', ['one'])], [input('one', one)], at(0))[0]?.worth ?? 0
    expect(bites(worth * 0.5, {})).toBe(true)
    expect(bites(worth, {})).toBe(false)
    expect(bites(worth * 0.5, { cost: worth * 0.6 })).toBe(false)
    expect(bites(0, { inTime: false })).toBe(false)
  })

  it('is the same each time, and the seed only changes the dummies', () => {
    const { one, two, contest } = twoPrices(2)
    const asked = () =>
      worthOfStudies(contest, [study('Both', ['one', 'two'])], [input('one', one), input('two', two)], at(0))
    expect(asked()).toEqual(asked())
    const other = worthOfStudies(contest, [study('One', ['one'])], [input('one', one)], at(0, 8))
    expect(other).toEqual(worthOfStudies(contest, [study('One', ['one'])], [input('one', one)], at(0)))
  })

  it('where the worst tenth decides, it is no more than what knowing everything brings there', () => {
    const { one, two, candidates } = twoPrices(5)
    const contest = contestOf('riskWeightedCost', candidates)
    const [leader] = contest.contenders
    if (!leader) throw new Error('nobody leads')
    const found = worthOfStudies(
      contest,
      [study('Both', ['one', 'two'])],
      [input('one', one), input('two', two)],
      at(0),
    )
    expect(found[0]?.worth ?? 0).toBeLessThanOrEqual(regretOf(leader, contest) + 1e-6)
  })

  it('is no money where seconds decide', () => {
    const { one, candidates } = twoPrices(5)
    const timed = candidates.map((each) => ({ ...each, own: { speed: each.loss.map((loss) => loss / 1e8) } }))
    expect(worthOfStudies(contestOf('speed', timed), [study('One', ['one'])], [input('one', one)], at(0))).toEqual([])
  })
})
