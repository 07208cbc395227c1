import { verbatim } from '../../../../support/verbatim.ts'
import { describe, expect, it } from 'vitest'
import { DEFAULT_THRESHOLDS } from '#shared/domain/brief/thresholds.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import { judge } from '#shared/verdict/brief/judge.ts'
import type { PreparedAlternative, PreparedBrief } from '#shared/verdict/brief/prepared.ts'
import { briefVerdictWords } from '#shared/words/briefVerdictWords.ts'
import { alternative, costing, drawn, LATE, MEETS, NEVER, prepared, randomFrom, SHORT, sizing } from './prepared.ts'

const DRAWS = 600
const THRESHOLDS = DEFAULT_THRESHOLDS
const many = (value: (draw: number) => number) => Array.from({ length: DRAWS }, (_, draw) => value(draw))
const constant = (value: number) => many(() => value)
const verdictOf = (...given: Parameters<typeof prepared>) => judge(prepared(...given)).verdict
/** What a choice is: nothing of the table. */
const said = ({ state, choice, leaning }: BriefVerdict) => ({ state, choice, leaning })

/** Alternatives that lie close together, fail now and then, and now and then differ little. */
function randomAlternatives(seed: number): readonly PreparedAlternative[] {
  const random = randomFrom(seed * 77)
  const market = many(() => random())
  const all = Array.from({ length: 2 + (seed % 6) }, (_, which) => {
    const [level, spread, failing] = [1e6 * (1 + 0.3 * random() * random()), 3e5 * random(), 0.08 * random()]
    const states = many(() => {
      const chance = random()
      return chance < failing ? NEVER : chance < 2 * failing ? SHORT : chance < 2.2 * failing ? LATE : MEETS
    })
    const loss = many((draw) => {
      const whole = level + 2e5 * (market[draw] ?? 0) + spread * (random() - 0.5)
      return states[draw] === NEVER ? 0.3 * whole : states[draw] === SHORT ? 1.4 * whole : whole
    })
    return alternative(`x${which}`, drawn(loss, states), { costing: costing({ people: 3e5, migration: 2e4 }) })
  })
  const [first] = all
  if (seed % 4 > 0 || !first?.drawn) return all
  // Two that are nearly the same, and cheap.
  const cheap = drawn(
    first.drawn.loss.map((loss) => 0.8 * loss),
    first.drawn.states,
  )
  const near = drawn(
    cheap.loss.map((loss) => loss + 4e3 * random()),
    cheap.states,
  )
  return [{ ...first, drawn: cheap }, { ...first, id: 'near', drawn: near }, ...all.slice(1)]
}
const SEEDS = Array.from({ length: 60 }, (_, at) => at + 1)

describe('states', () => {
  it('nothing is said before it is said how much is to be served', () => {
    const verdict = verdictOf([alternative('a', drawn(constant(1)))], { demandKnown: false })
    expect(said(verdict)).toEqual({ state: 'needsDemand', choice: [], leaning: null })
    expect(verdict.table).toEqual([])
  })

  it('random briefs reach every state that draws can lead to', () => {
    const states = new Set(SEEDS.map((seed) => verdictOf(randomAlternatives(seed)).state))
    expect([...states].toSorted()).toEqual(['choose', 'tied', 'undecided'].toSorted())
  })

  it('the leader is the least on average, the rival the next that is neither tied nor crossed out', () => {
    const verdict = verdictOf([
      alternative('a', drawn(many((d) => (d % 2 === 0 ? 1e6 : 1.3e6)))),
      alternative('crossed', drawn(many((d) => (d % 2 === 0 ? 1.05e6 : 1.35e6)))),
      alternative('rival', drawn(many((d) => (d % 5 === 0 ? 1.1e6 : 1.4e6)))),
    ])
    expect([verdict.state, verdict.rival]).toEqual(['choose', 'rival'])
    const table = new Map(verdict.table.map((row) => [row.id, row]))
    expect(table.get('crossed')?.dominatedBy).toBe('a')
    expect(table.get('crossed')?.rank).toBe(2)
    expect(table.get('rival')?.dominatedBy).toBeNull()
  })

  it('cheaper more often and dearer on average: said, and not chosen', () => {
    const verdict = verdictOf([
      alternative('steady', drawn(constant(1e6))),
      alternative(
        'fails',
        drawn(
          many((d) => (d % 14 === 0 ? 3e6 : 0.97e6)),
          many((d) => (d % 14 === 0 ? SHORT : MEETS)),
        ),
      ),
    ])
    expect(verdict.choice[0] ?? verdict.leaning).toBe('steady')
    expect(verdict.reasons.find(({ code }) => code === 'brief.reason.moreOften')?.parameters).toMatchObject({
      alternative: 'steady',
      other: 'fails',
    })
    expect(verdict.confidence).toBeLessThan(0.1)
  })

  it('a share of draws that may be either side of what is asked asks for more of them', () => {
    const random = randomFrom(5)
    // First in about 70 of 100 draws, with a regret between what is borne and five times that.
    const rival = many(() => (random() < 0.3 ? 1e6 - 1.5e5 : 1e6 + 4e5))
    const { verdict, moreDraws } = judge(
      prepared([alternative('a', drawn(constant(1e6))), alternative('b', drawn(rival))]),
    )
    expect(Math.abs(verdict.confidence - THRESHOLDS.first)).toBeLessThan(0.04)
    expect([verdict.state, moreDraws]).toEqual(['undecided', true])
    expect(verdict.reasons[0]?.code).toBe('brief.reason.chance')
    const clear = many((d) => (d % 10 < 1 ? 1e6 - 4e5 : 1e6 + 4e5))
    const sure = judge(prepared([alternative('a', drawn(constant(1e6))), alternative('b', drawn(clear))]))
    expect([sure.verdict.state, sure.moreDraws]).toEqual(['choose', false])
  })

  /** The rival is cheaper by a gap in a share of draws, and far dearer in the rest. Stake 1 M: 20 k are always borne. */
  const rivalled = (share: number, gap: number) =>
    verdictOf([
      alternative('a', drawn(constant(1e6))),
      alternative('b', drawn(many((d) => ((d * 7) % DRAWS < share * DRAWS ? 1e6 - gap : 3e6)))),
    ])

  it.each([
    ['seldom wrong, and not by much', 0.2, 4e5, 'choose'],
    ['seldom wrong, but by more than five times what is borne', 0.2, 6e5, 'undecided'],
    ['wrong too often, by more than is borne', 0.35, 2e5, 'undecided'],
    ['wrong often, by less than is borne', 0.35, 5e4, 'choose'],
  ] as const)('%s', (_, share, gap, state) => {
    expect(rivalled(share, gap).state).toBe(state)
    expect(rivalled(share, gap).regret).toBeCloseTo(share * gap, 4)
    expect(rivalled(share, gap).ifWrong).toBeCloseTo(gap, 4)
  })

  it('tied: close on average, alike in four of five draws, and as bad at worst', () => {
    const base = alternative('a', drawn(constant(1e6)))
    const against = (change: (draw: number) => number) =>
      verdictOf([base, alternative('b', drawn(many((d) => 1e6 + change(d))))]).state
    expect(against((d) => (d < 120 ? -5e4 : 0))).toBe('tied')
    expect(against((d) => (d < 126 ? -5e4 : 0))).not.toBe('tied')
    expect(against(() => 1.99e4)).toBe('tied')
    expect(against(() => 2.01e4)).not.toBe('tied')
    expect(against((d) => (d < 60 ? 4.1e4 : 0))).not.toBe('tied')
    expect(against((d) => (d < 60 ? 3.9e4 : 0))).toBe('tied')
  })

  it('what is at stake is the cost less people, migration and bridge', () => {
    const parts = { people: 6e5, migration: 1e5, bridge: 5e4, capital: 2e5 }
    const a = alternative('a', drawn(constant(1e6)), { costing: costing(parts) })
    const b = alternative('b', drawn(constant(1e6 + 5100)))
    const verdict = verdictOf([a, b])
    expect([verdict.stake, verdict.margin]).toEqual([2.5e5, 5000])
    expect(verdict.state).toBe('choose')
    // Less than nothing at stake: the amount is the margin.
    const staffed = alternative('a', drawn(constant(1e6)), { costing: costing({ people: 2e6 }) })
    expect(verdictOf([staffed, b]).margin).toBe(250e3)
    // However much is at stake, the amount is the most a margin may be.
    expect(verdictOf([alternative('a', drawn(constant(1e9)))]).margin).toBe(250e3)
  })

  it('where no study tells anything, nothing single is worth measuring', () => {
    const random = randomFrom(21)
    const swing = many((d) => (d % 2 === 0 ? 0.5e6 : 1.6e6))
    const alternatives = [alternative('a', drawn(constant(1e6))), alternative('b', drawn(swing))]
    const noise = {
      name: 'i',
      label: verbatim('i'),
      alternative: null,
      values: Float64Array.from(many(() => random())),
      period: null,
    }
    const telling = { ...noise, values: Float64Array.from(swing) }
    const studies = [
      { name: 's', label: verbatim('s'), alternative: null, settles: ['i'], cost: 1, days: 1, inTime: true },
    ]
    const codes = (rest: Partial<PreparedBrief>) => {
      const verdict = verdictOf(alternatives, rest)
      expect(verdict.state).toBe('undecided')
      return verdict.reasons.map(({ code }) => code)
    }
    expect(codes({ inputs: [noise], studies })).toContain('brief.reason.nothingSingle')
    expect(codes({ inputs: [telling], studies })).not.toContain('brief.reason.nothingSingle')
    expect(codes({})).not.toContain('brief.reason.nothingSingle')
  })

  it('sizing at the edge decides only where the other count leads elsewhere', () => {
    const b = alternative('b', drawn(constant(1.2e6)))
    const a = (edge: number) => alternative('a', drawn(constant(1e6)), { edge: drawn(constant(edge)) })
    const moved = verdictOf([a(1.5e6), b])
    expect(said(moved)).toEqual({ state: 'undecided', choice: [], leaning: 'a' })
    expect(moved.reasons[0]).toEqual({ code: 'brief.reason.edge', parameters: { alternative: 'a' } })
    expect(verdictOf([a(0.9e6), b]).state).toBe('choose')
    expect(verdictOf([a(1.5e6), b], { waiting: (leader) => (leader === 'a' ? 7 : 0) }).waiting).toBe(7)
    expect(verdictOf([a(0.9e6), b], { waiting: () => 7 }).waiting).toBeNull()
    // The count beside is a hair below the confidence, and is looked at all the same.
    const hair = drawn(
      constant(0.9e6),
      many((d) => (d % 9 === 0 ? SHORT : MEETS)),
    )
    expect(verdictOf([alternative('a', drawn(constant(1e6)), { edge: hair }), b]).state).toBe('choose')
  })
})

describe('order does not matter', () => {
  it('the same verdict but for the order of the table', () => {
    for (const seed of SEEDS) {
      const alternatives = randomAlternatives(seed)
      const sorted = (verdict: BriefVerdict) =>
        JSON.stringify({ ...verdict, table: verdict.table.toSorted((one, two) => (one.id < two.id ? -1 : 1)) })
      expect(sorted(verdictOf(alternatives.toReversed()))).toBe(sorted(verdictOf(alternatives)))
    }
  })
})

describe('who cannot win changes nothing', () => {
  it('one that is crossed out, and those that cannot be chosen', () => {
    let dominated = 0
    for (const seed of SEEDS) {
      const alternatives = randomAlternatives(seed)
      const before = verdictOf(alternatives)
      const margin = before.margin ?? 0
      const copied = alternatives[seed % alternatives.length]?.drawn
      const worse = alternative(
        'worse',
        drawn(
          (copied?.loss ?? []).map((loss) => loss + 1.5 * margin + 1e5),
          copied?.states,
        ),
        {
          costing: costing({ people: 3e5, migration: 2e4 }),
        },
      )
      const pinnedShort = alternative(
        'pinned',
        drawn(
          constant(100),
          many((d) => (d % 5 === 0 ? SHORT : MEETS)),
        ),
      )
      const nothing = alternative('nothing', drawn(constant(0), constant(NEVER)), { kind: 'statusQuo' })
      const broken = alternative('broken', drawn(constant(10)), { limits: [{ code: 'brief.limit.ownPremises' }] })
      for (const extra of [worse, pinnedShort, nothing, broken]) {
        const after = verdictOf([extra, ...alternatives])
        expect(said(after), `${extra.id} ${seed}`).toEqual(said(before))
        if (after.table[0]?.dominatedBy) dominated++
      }
      const cannot = verdictOf([pinnedShort, nothing, broken, ...alternatives])
      for (const row of cannot.table.slice(0, 3)) {
        expect(row.limits.length, row.id).toBeGreaterThan(0)
        expect([row.rank, row.fared]).toEqual([null, null])
      }
    }
    expect(dominated).toBeGreaterThan(SEEDS.length / 2)
  })
})

describe('equals', () => {
  const a = () => alternative('a', drawn(many((d) => 1e6 + 1e4 * (d % 7))))
  const copy = (id: string, cent = 0) => alternative(id, drawn(many((d) => 1e6 + 1e4 * (d % 7) + cent)))
  const names = new Map([
    ['a', 'Alpha'],
    ['b', 'Beta'],
    ['c', 'Gamma'],
  ])

  it('a copy, and one that is a cent dearer, is tied', () => {
    expect(verdictOf([a(), copy('b')]).choice).toEqual(['a', 'b'])
    const dearer = verdictOf([copy('a', 0.01), copy('b')])
    expect(dearer.state).toBe('tied')
    // By the second criterion, the mean of the worst tenth, the cheaper one comes first.
    expect(dearer.choice).toEqual(['b', 'a'])
  })

  it('all equal: tied, and no share of draws is printed', () => {
    const verdict = verdictOf([a(), copy('b'), copy('c')])
    expect(verdict.confidence).toBeCloseTo(1, 12)
    expect(verdict.choice).toEqual(['a', 'b', 'c'])
    const { headline, certainty, badge } = briefVerdictWords(verdict, names)
    expect([badge, certainty]).toEqual(['Tied', ''])
    expect(headline).toMatch(/^Tied: Alpha, Beta and Gamma are the same within/)
    expect(headline).not.toMatch(/%|1,000/)
  })

  it('alike on average is not enough: the draws must be alike too', () => {
    const swing = many((d) => (d % 2 === 0 ? 0.7e6 : 1.3e6))
    expect(verdictOf([alternative('a', drawn(constant(1e6))), alternative('b', drawn(swing))]).state).not.toBe('tied')
  })
})

describe('money', () => {
  it('all of it times a number: all of it in the verdict times that, and the same state', () => {
    for (const seed of SEEDS) {
      const factor = [0.001, 3, 1e4][seed % 3] ?? 1
      const alternatives = randomAlternatives(seed)
      const scaled = alternatives.map((one) => ({
        ...one,
        drawn:
          one.drawn &&
          drawn(
            one.drawn.loss.map((loss) => loss * factor),
            one.drawn.states,
          ),
        costing: costing({ people: 3e5 * factor, migration: 2e4 * factor }),
      }))
      // The amount binds in some.
      const amount = seed % 2 === 0 ? 5e3 : 250e3
      const input = {
        name: 'i',
        label: verbatim('i'),
        alternative: null,
        values: Float64Array.from(many((d) => d % 40)),
        period: null,
      }
      const study = {
        name: 's',
        label: verbatim('s'),
        alternative: null,
        settles: ['i'],
        cost: 100,
        days: 1,
        inTime: true,
      }
      const rest: Partial<PreparedBrief> = { inputs: [input], thresholds: { ...THRESHOLDS, amount }, studies: [study] }
      const before = verdictOf(alternatives, rest)
      const after = verdictOf(scaled, {
        ...rest,
        thresholds: { ...THRESHOLDS, amount: amount * factor },
        studies: [{ ...study, cost: 100 * factor }],
      })
      expect(said(after)).toEqual(said(before))
      expect((after.regret ?? NaN) / factor).toBeCloseTo(before.regret ?? NaN, 4)
      expect((after.stake ?? NaN) / factor).toBeCloseTo(before.stake ?? NaN, 4)
      expect((after.margin ?? NaN) / factor).toBeCloseTo(before.margin ?? NaN, 4)
    }
  })

  it('the same people added to all change no state', () => {
    for (const seed of SEEDS) {
      const alternatives = randomAlternatives(seed)
      // Who never serves pays the people of what serves instead.
      const staffed = alternatives.map((one) => ({
        ...one,
        drawn:
          one.drawn &&
          drawn(
            one.drawn.loss.map((loss, draw) => loss + (one.drawn?.states[draw] === NEVER ? 0 : 2e6)),
            one.drawn.states,
          ),
        costing: costing({ people: 3e5 + 2e6, migration: 2e4 }),
      }))
      const [before, after] = [verdictOf(alternatives), verdictOf(staffed)]
      expect(said(after), String(seed)).toEqual(said(before))
    }
  })
})

describe('never chosen', () => {
  const cheap = constant(10)
  const good = alternative('good', drawn(constant(1e6)))
  const isShare = (count: number) => (draw: number) => (draw < count ? 1 : 0)

  it.each<[string, PreparedAlternative, string]>([
    [
      'beyond a bound',
      alternative('x', drawn(cheap), { limits: [{ code: 'brief.limit.ownPremises' }] }),
      'brief.limit.ownPremises',
    ],
    ['nothing of it serves', alternative('x', null), 'brief.limit.nothingServes'],
    [
      'beyond ν',
      alternative(
        'x',
        drawn(
          cheap,
          many((d) => (d < 61 ? NEVER : MEETS)),
        ),
      ),
      'brief.limit.never',
    ],
    [
      'below τ',
      alternative(
        'x',
        drawn(
          cheap,
          many((d) => (d < 61 ? SHORT : MEETS)),
        ),
      ),
      'brief.limit.confidence',
    ],
    [
      'late',
      alternative(
        'x',
        drawn(
          cheap,
          many((d) => (d < 61 ? LATE : MEETS)),
        ),
      ),
      'brief.limit.late',
    ],
  ])('%s', (_, bad, code) => {
    const verdict = verdictOf([bad, good])
    expect(verdict.choice).toEqual(['good'])
    expect(verdict.table[0]?.limits.map((limit) => limit.code)).toContain(code)
    expect(verdictOf([bad]).state).toBe('noneFeasible')
    expect(verdictOf([bad]).choice).toEqual([])
  })

  it('exactly what is asked is enough', () => {
    for (const state of [SHORT, LATE, NEVER]) {
      const exact = alternative(
        'x',
        drawn(
          cheap,
          many((d) => isShare(60)(d) * state),
        ),
      )
      expect(verdictOf([exact, good]).table[0]?.limits).toEqual([])
    }
  })

  it('draws that no number serves do not count against the confidence', () => {
    const states = many((d) => (d < 60 ? NEVER : d < 110 ? SHORT : MEETS))
    // 50 of 540 are short.
    expect(verdictOf([alternative('x', drawn(cheap, states)), good]).table[0]?.limits).toEqual([])
    const more = many((d) => (d < 60 ? NEVER : d < 115 ? SHORT : MEETS))
    expect(verdictOf([alternative('x', drawn(cheap, more)), good]).table[0]?.limits).toHaveLength(1)
  })

  it('without a price: if at its floor it could win, nothing can be said', () => {
    const unpriced = { figure: { code: 'verbatim', parameters: { text: 'Price of a node' } }, floor: 0 } as const
    const open = alternative('open', drawn(constant(0.5e6)), { unpriced })
    const verdict = verdictOf([open, good])
    expect(said(verdict)).toEqual({ state: 'cannotSay', choice: [], leaning: null })
    expect([verdict.table[0]?.rank, verdict.table[0]?.fared]).toEqual([null, null])
    expect(verdictOf([open]).state).toBe('cannotSay')
    // Where its floor is too dear to win, it holds nothing up.
    expect(said(verdictOf([alternative('open', drawn(constant(2e6)), { unpriced }), good])).choice).toEqual(['good'])
    const seldom = alternative('open', drawn(many((d) => (d < 179 ? 1 : 2e6))), { unpriced })
    expect(verdictOf([seldom, good]).state).not.toBe('cannotSay')
    const often = alternative('open', drawn(many((d) => (d < 180 ? 1 : 2e6))), { unpriced })
    expect(verdictOf([often, good]).state).toBe('cannotSay')
  })

  it('set aside by its owner, it is named with the room its price has', () => {
    const unpriced = { figure: { code: 'verbatim', parameters: { text: 'Price of a node' } }, floor: 0 } as const
    const open = alternative('open', drawn(constant(0.4e6)), { unpriced })
    const verdict = verdictOf([open, good], { setAside: ['open'] })
    expect(said(verdict)).toEqual({ state: 'choose', choice: ['good'], leaning: null })
    expect(verdict.reasons[0]).toMatchObject({ code: 'brief.reason.setAside', parameters: { room: { value: 0.6e6 } } })
    const { headline } = briefVerdictWords(verdict, new Map([['good', 'Good']]))
    expect(headline).toMatch(/^Choose Good among the priced/)
  })

  it('nothing feasible: what is nearest comes first', () => {
    const near = alternative(
      'near',
      drawn(
        cheap,
        many((d) => (d < 66 ? NEVER : MEETS)),
      ),
    )
    const far = alternative(
      'far',
      drawn(
        cheap,
        many((d) => (d < 300 ? NEVER : MEETS)),
      ),
    )
    const bound = { alternative: 'bound', limit: 'power', from: 100, to: 900 } as const
    const broken = alternative('bound', null, { limits: [{ code: 'brief.limit.ownPremises' }] })
    const { relaxations, state } = verdictOf([far, broken, near], { relaxations: [bound] })
    expect(state).toBe('noneFeasible')
    expect(relaxations.map(({ alternative: id }) => id)).toEqual(['near', 'far', 'bound'])
    expect(relaxations[0]).toEqual({ alternative: 'near', limit: 'never', from: 0.1, to: 66 / DRAWS })
  })
})

describe('free by omission', () => {
  const item = (speed: number, charged: Record<string, number> = { price: 1 }) => ({
    machine: 'node',
    figures: { network: speed },
    charged,
  })

  it('two that differ in a figure nobody pays for get no verdict by money', () => {
    const slow = alternative('slow', drawn(constant(1.2e6)), { item: item(200) })
    const fast = alternative('fast', drawn(constant(1e6)), { item: item(400) })
    const verdict = verdictOf([slow, fast])
    expect(verdict.state).toBe('cannotSay')
    expect(verdict.free).toEqual([{ figure: 'network', alternatives: ['fast', 'slow'] }])
    expect(briefVerdictWords(verdict, new Map()).headline).toContain('network is unpriced here')
    const paid = alternative('fast', drawn(constant(1e6)), { item: item(400, { price: 1, network: 0 }) })
    expect(verdictOf([slow, paid]).state).toBe('choose')
    const other = alternative('other', drawn(constant(0.8e6)))
    expect(verdictOf([slow, fast, other]).choice).toEqual(['other'])
  })
})

describe('criteria', () => {
  const own = (capital: number, speed: number) => ({
    capital: Float64Array.from(constant(capital)),
    speed: Float64Array.from(constant(speed)),
  })
  const a = alternative(
    'a',
    drawn(
      many((d) => (d % 12 === 0 ? 3e6 : 0.8e6)),
      undefined,
      own(2e6, 0.02),
    ),
  )
  const b = alternative('b', drawn(constant(1.1e6), undefined, own(1e6, 0.01)))

  it.each([
    ['cost', 'a'],
    ['riskWeightedCost', 'b'],
    ['capital', 'b'],
    ['speed', 'b'],
  ] as const)('%s', (criterion, leader) => {
    const verdict = verdictOf([a, b], { criterion })
    expect(verdict.choice[0] ?? verdict.leaning).toBe(leader)
    expect(verdict.table.find(({ id }) => id === leader)?.rank).toBe(1)
  })

  it('whose number is not known is not ranked by it', () => {
    const verdict = verdictOf([a, b, alternative('c', drawn(constant(1)))], { criterion: 'speed' })
    expect(verdict.choice).toEqual(['b'])
    expect(verdict.table[2]?.limits[0]).toEqual({ code: 'brief.limit.criterion', parameters: { criterion: 'speed' } })
  })

  it('who has no known cost is not chosen by any', () => {
    const unknown = alternative(
      'c',
      drawn(
        many((d) => (d === 5 ? NaN : 1)),
        undefined,
        own(1, 0.001),
      ),
    )
    for (const criterion of ['cost', 'speed'] as const) {
      const verdict = verdictOf([a, b, unknown], { criterion })
      expect(verdict.choice[0] ?? verdict.leaning).not.toBe('c')
      expect(verdict.table[2]?.limits[0]).toMatchObject({ parameters: { criterion: 'cost' } })
    }
  })

  it('a difference of seconds is a share of them, not an amount of money', () => {
    const verdict = verdictOf([a, b], { criterion: 'speed' })
    expect(verdict.margin).toBeCloseTo(0.0002, 9)
    const close = alternative('c', drawn(constant(1), undefined, own(1, 0.0101)))
    expect(verdictOf([b, close], { criterion: 'speed', second: 'cost' }).choice).toEqual(['c', 'b'])
  })

  it('capital that can be nothing is told apart by the amount', () => {
    const none = alternative('c', drawn(constant(1e6), undefined, own(0, 1)))
    const little = alternative('d', drawn(constant(1.1e6), undefined, own(2e5, 1)))
    expect(verdictOf([none, little], { criterion: 'capital' }).state).toBe('tied')
  })
})

describe('dissent', () => {
  it('says where the rival wins, and what sets those draws apart', () => {
    const random = randomFrom(9)
    const [price, noise] = [many(() => random()), many(() => random())]
    const a = alternative(
      'a',
      drawn(
        many((d) => 1e6 + 3e5 * (price[d] ?? 0)),
        undefined,
      ),
    )
    const b = alternative('b', drawn(constant(1.25e6)))
    const { dissent } = verdictOf([a, b], {
      inputs: [
        {
          name: 'noise',
          label: verbatim('noise'),
          alternative: null,
          values: Float64Array.from(noise),
          period: null,
        },
        {
          name: 'price',
          label: verbatim('price'),
          alternative: 'a',
          values: Float64Array.from(price),
          period: null,
        },
      ],
      dissent: [{ who: 'Kim', text: 'We cannot hire.' }],
    })
    expect(dissent?.rival).toBe('b')
    expect(dissent?.wins).toBeCloseTo(1 / 6, 1)
    expect(dissent?.apart?.label).toEqual(verbatim('price'))
    expect(dissent?.apart?.shift).toBeGreaterThan(1)
    expect(dissent?.criteria.find(({ criterion }) => criterion === 'riskWeightedCost')).toMatchObject({ rival: 1.25e6 })
    expect(dissent?.weak).toEqual([{ code: 'brief.objection', parameters: { who: 'Kim', text: 'We cannot hire.' } }])
  })
})

describe('the reason for a count', () => {
  const doubled = (kind: PreparedAlternative['kind'], atConfidence: number, systems: number) => {
    const sized = { ...sizing(systems), atCentral: 1, atConfidence, spare: 1 }
    const { reasons } = verdictOf([alternative('a', drawn(constant(1)), { kind, sizing: sized })])
    return reasons.find(({ code }) => code === 'brief.reason.count')?.parameters
  }

  it('says that a spare doubles what is paid where one system would carry the load', () => {
    expect(doubled('buy', 1, 2)).toMatchObject({ doubled: 'capital' })
    expect(doubled('rent', 1, 2)).toMatchObject({ doubled: 'rent' })
    expect(doubled('owned', 1, 2)).toMatchObject({ doubled: 'none' })
    // Two are needed to be as sure as is asked: the spare adds none.
    expect(doubled('buy', 2, 2)).toMatchObject({ doubled: 'none' })
    expect(doubled('buy', 3, 3)).toMatchObject({ doubled: 'none' })
  })

  it('speaks of no draws that are printed as none', () => {
    const states = (draws: number, late: number) =>
      Array.from({ length: draws }, (_, draw) => (draw < late ? LATE : MEETS))
    const codes = (draws: number, late: number) =>
      verdictOf([
        alternative(
          'a',
          drawn(
            Array.from({ length: draws }, () => 1),
            states(draws, late),
          ),
        ),
      ]).reasons.map(({ code }) => code)
    expect(codes(1000, 1)).toContain('brief.reason.late')
    expect(codes(4000, 1)).not.toContain('brief.reason.late')
  })
})
