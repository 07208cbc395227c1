import { verbatim } from '../../../support/verbatim.ts'
import { describe, expect, it } from 'vitest'
import { DEFAULT_BRIEF } from '#shared/domain/brief/defaults.ts'
import type { BriefVerdict, Flip, JudgedAlternative } from '#shared/domain/brief/verdict.ts'
import { NO_CHANGES } from '#shared/verdict/brief/changes.ts'
import { basisLine } from '#shared/words/basisLine.ts'
import { briefVerdictWords, type BriefVerdictWords } from '#shared/words/briefVerdictWords.ts'

const NAMES = new Map([
  ['h100', 'H100 owned'],
  ['mi355x', 'MI355X rented'],
  ['b200', 'B200 bought'],
])

function row(id: string, first: number, rest: Partial<JudgedAlternative> = {}): JudgedAlternative {
  return {
    id,
    kind: 'buy',
    rank: 1,
    limits: [],
    unpriced: null,
    sizing: null,
    costing: null,
    accrued: null,
    fared: {
      expectedLoss: 1_215_400,
      tenth: 1e6,
      ninetieth: 1.3e6,
      worstTenth: 1.4e6,
      first,
      within: first,
      expectedRegret: 50_900,
      meets: 0.93,
      short: 0,
      never: 0,
      late: 0,
    },
    energy: null,
    carbon: null,
    fallback: null,
    dominatedBy: null,
    weakest: null,
    ...rest,
  }
}

/** Another that can be chosen. */
const OTHER = row('mi355x', 0.05)
const sizing = { systems: 3, byQuarter: [3, 3, 4, 5, 5] } as unknown as JudgedAlternative['sizing']
const CHOSEN: BriefVerdict = {
  state: 'choose',
  basis: { hash: '7f3a90', draws: 10_000, seed: 7 },
  criterion: 'cost',
  second: 'riskWeightedCost',
  choice: ['h100'],
  leaning: null,
  rival: 'mi355x',
  confidence: 0.77,
  regret: 50_900,
  ifWrong: 221_000,
  stake: 583_200,
  margin: 11_664,
  none: 0.007,
  reasons: [
    {
      code: 'brief.reason.less',
      parameters: {
        alternative: 'h100',
        other: 'mi355x',
        criterion: 'cost',
        difference: { value: 135_700, dimension: 'dollars' },
        share: 0.1004,
      },
    },
  ],
  flips: [],
  measurements: [],
  waiting: null,
  relaxations: [],
  dissent: null,
  free: [],
  changes: NO_CHANGES,
  risksAlone: [],
  table: [row('h100', 0.77, { sizing }), row('mi355x', 0.218), row('b200', 0.005)],
}

/** As one types it: plain spaces. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ')
function words(change: Partial<BriefVerdict> = {}): BriefVerdictWords {
  return JSON.parse(plain(JSON.stringify(briefVerdictWords({ ...CHOSEN, ...change }, NAMES)))) as BriefVerdictWords
}

describe('a choice', () => {
  it('says what, how many and how surely, in one line', () => {
    expect(words().headline).toBe('Choose H100 owned, 3 systems, 5 from Q4: likely')
    expect(words({ confidence: 0.9 }).headline).toMatch(/: clear$/)
    expect(words({ confidence: 0.699 }).headline).toMatch(/: close: at most 4.4 % dearer than the least on average$/)
    expect(words().badge).toBe('Recommended')
  })

  it('says where there is nothing else to choose', () => {
    const refused = row('mi355x', 0, { rank: null, fared: null })
    expect(words({ table: [row('h100', 0.6), refused], confidence: 0.6, regret: 0 }).headline).toBe(
      'Choose H100 owned: the only one that can be chosen',
    )
  })

  it('counts draws under these ranges, and not the truth', () => {
    expect(words().certainty).toBe(
      'H100 owned is first in 770 of 1,000 draws under these ranges. Also first: MI355X rented in 218. In 7 of 1,000 none is: what has the least there does not keep the promise.',
    )
  })

  it('names draws that no number serves', () => {
    const failing = row('h100', 0.77)
    const table = [{ ...failing, fared: failing.fared && { ...failing.fared, never: 0.068 } }, OTHER]
    expect(words({ table }).headline).toBe('Choose H100 owned: likely; no number of it serves in 6.8 % of the draws')
  })

  it('says why, what is at stake and what it costs if it is wrong', () => {
    expect(words().reasons).toEqual([
      'H100 owned costs 136,000 USD less than MI355X rented on average over the draws: 10 % below MI355X rented.',
    ])
    expect(words().atStake).toBe('The choice can change 583,000 USD; a difference below 11,700 USD counts as none.')
    expect(words().ifWrong).toBe(
      'Where another would have had less it gives up 221,000 USD; over all draws 50,900 USD.',
    )
    expect(words({ regret: 0, ifWrong: 0 }).ifWrong).toBe('No other has less in any draw.')
  })

  it('says what a spare doubles', () => {
    const count = (doubled: 'capital' | 'rent' | 'none') => {
      const parameters = { alternative: 'h100', systems: 2, central: 1, confidence: 1, spare: 1, doubled }
      return words({ reasons: [{ code: 'brief.reason.count', parameters }] }).reasons[0]
    }
    const start =
      'H100 owned: 2 systems. 1 would carry the load at central values, 1 carries it as surely as is asked, and 1 is spare'
    expect(count('capital')).toBe(`${start}: the spare doubles the capital for systems.`)
    expect(count('rent')).toBe(`${start}: the spare doubles what is paid for systems.`)
    expect(count('none')).toBe(`${start}.`)
  })

  it('says what speaks for the rival', () => {
    const dissent = {
      rival: 'mi355x',
      wins: 0.218,
      criteria: [
        { criterion: 'capital', chosen: 288_000, rival: 0 },
        { criterion: 'speed', chosen: 0.02, rival: 0.025 },
        { criterion: 'energy', chosen: null, rival: 3 },
      ],
      apart: { label: verbatim('Resale of a node'), shift: 1.36 },
      difference: null,
      weak: [{ code: 'brief.objection', parameters: { who: 'Kim', text: 'We cannot hire.' } }],
    } as const
    expect(words({ dissent }).dissent).toEqual([
      'MI355X rented has less and keeps the promise in 218 of 1,000 draws.',
      'What sets those draws apart: Resale of a node is higher by 1.4 standard deviations.',
      'MI355X rented has the lower capital: 0 USD against 288,000 USD.',
      'Kim: We cannot hire.',
    ])
  })
})

describe('the other states', () => {
  it.each<[Partial<BriefVerdict>, string, string]>([
    [
      { state: 'undecided', choice: [], leaning: 'mi355x' },
      'No choice is supported yet',
      'No choice is supported yet: leaning MI355X rented',
    ],
    [
      {
        state: 'undecided',
        choice: [],
        leaning: 'mi355x',
        measurements: [
          {
            label: verbatim('TTFT of MI355X'),
            alternative: 'mi355x',
            worth: 69_700,
            cost: 2200,
            days: 3,
            bites: true,
          },
        ],
      },
      'No choice is supported yet',
      'No choice is supported yet: leaning MI355X rented, measure TTFT of MI355X first',
    ],
    [
      {
        state: 'undecided',
        choice: [],
        leaning: 'h100',
        reasons: [{ code: 'brief.reason.edge', parameters: { alternative: 'h100' } }],
      },
      'No choice is supported yet',
      'No choice is supported yet: leaning H100 owned, sizing at the edge',
    ],
    [
      { state: 'noneFeasible', choice: [], relaxations: [{ alternative: 'b200', limit: 'power', from: 1e5, to: 2e5 }] },
      'Cannot be met',
      'Cannot be met by any alternative: B200 bought is nearest',
    ],
    [{ state: 'noneFeasible', choice: [] }, 'Cannot be met', 'Cannot be met by any alternative'],
    [
      {
        state: 'cannotSay',
        choice: [],
        table: [
          row('b200', 0, {
            fared: null,
            unpriced: { figure: { code: 'verbatim', parameters: { text: 'No price of a node is known.' } }, floor: 0 },
          }),
        ],
      },
      'Cannot say',
      'Cannot say: B200 bought has no price; at 0 USD it could be first',
    ],
    [{ state: 'needsDemand', choice: [], regret: null, stake: null }, '', 'Say how much is to be served'],
  ])('%#', (change, badge, headline) => {
    const said = words(change)
    expect([said.badge, said.headline]).toEqual([badge, headline])
  })

  it('what is open is worth so much, and no odds stand where nothing leads', () => {
    const open = words({ state: 'undecided', choice: [], leaning: 'h100' })
    expect(open.ifWrong).toBe('Knowing everything before choosing is worth 50,900 USD on average.')
    expect(open.waiting).toBe('')
    expect(words({ waiting: 34_900 }).waiting).toBe('Each month without a choice costs 34,900 USD.')
    expect(open.certainty).toMatch(/^H100 owned is first in 770 of 1,000/)
    for (const state of ['tied', 'noneFeasible', 'cannotSay', 'needsDemand'] as const) {
      expect(words({ state }).certainty).toBe('')
    }
  })

  it('says what a relaxation asks', () => {
    expect(
      words({
        relaxations: [
          { alternative: 'b200', limit: 'power', from: 1e5, to: 2.5e5 },
          { alternative: 'h100', limit: 'confidence', from: 0.9, to: 0.87 },
        ],
      }).relaxations,
    ).toEqual([
      'B200 bought would do if the IT power of the site were 250 kW instead of 100 kW.',
      'H100 owned would do if the confidence asked were 87 % instead of 90 %.',
    ])
  })
})

describe('flips', () => {
  const rent: Flip = {
    input: 'offer.price',
    alternative: 'mi355x',
    label: 'Rent',
    dimension: 'dollarsPerHour',
    now: 2.1,
    low: 1.5,
    high: 2.9,
    at: 1.73,
    leader: 'mi355x',
    bands: [],
  }

  it('name value, today’s value and who leads then', () => {
    expect(words({ flips: [rent, { ...rent, at: null, leader: null }] }).flips).toEqual([
      'Rent of MI355X rented below 1.73 USD/h, 2.10 USD/h now: then MI355X rented leads.',
      'Rent of MI355X rented: no flip within 1.50 USD/h to 2.90 USD/h.',
    ])
  })

  it('name ranges of what works in steps', () => {
    const bands = [
      { from: 1, to: 1.25, leader: 'h100' },
      { from: 1.5, to: 1.5, leader: 'mi355x' },
    ]
    const demand: Flip = { ...rent, alternative: null, label: 'Demand', dimension: 'count', bands }
    const still = { ...demand, bands: [], at: null, leader: null, label: 'tariff', alternative: null }
    expect(words({ flips: [demand, still, { ...still, label: 'space' }] }).turns).toEqual([
      'Demand: H100 owned from 1 to 1.25; MI355X rented at 1.5.',
      'None of these turns it within its range: electricity per kWh and space per kW and month.',
    ])
    expect(words({ flips: [] }).turns).toEqual([])
    expect(words({ flips: [demand] }).flips).toEqual(['Demand: H100 owned from 1 to 1.25; MI355X rented at 1.5.'])
  })
})

describe('what is never said', () => {
  it('certainty, best, or saving', () => {
    const all = (['choose', 'tied', 'undecided', 'cannotSay', 'noneFeasible', 'needsDemand'] as const).map((state) =>
      JSON.stringify(words({ state, confidence: 1 })),
    )
    for (const said of all) expect(said).not.toMatch(/practically|certain\b|\bbest\b|\bsaves?\b|NaN|undefined|null/)
  })
})

describe('the basis', () => {
  const promise = { ...DEFAULT_BRIEF.promise, timePerToken: 0.03, timeToFirstToken: 1 }
  const demand = {
    ...DEFAULT_BRIEF.demand,
    amount: { ...DEFAULT_BRIEF.demand.amount, value: 5e8, grade: 'own' as const },
  }
  const asked = { ...DEFAULT_BRIEF, promise, demand }
  const line = (brief: Parameters<typeof basisLine>[0]) => plain(basisLine(brief, { hash: '7f3a90c1' }))

  it('is one line', () => {
    expect(line(asked)).toBe(
      '500 M output tokens/day, peak ×2, p95 TPOT ≤ 30 ms and TTFT ≤ 1 s at 90 %, 36 months at 9 %, all tokens, own boundary; basis 7f3a',
    )
  })

  it('says other units, growth and what is not promised', () => {
    const growth = { ...demand.growth, value: 0.3 }
    const rate = { ...demand, unit: 'requestsPerSecond' as const, amount: { ...demand.amount, value: 11.303 }, growth }
    expect(line({ ...asked, demand: rate, promise: DEFAULT_BRIEF.promise })).toBe(
      '11.3 requests/s, growing 30 % a year, peak ×2, no times promised, 36 months at 9 %, all tokens, own boundary; basis 7f3a',
    )
    expect(line(DEFAULT_BRIEF)).toMatch(/^no demand, peak ×2, no times promised/)
  })
})
