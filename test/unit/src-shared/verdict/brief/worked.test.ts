import { verbatim } from '../../../../support/verbatim.ts'
import { describe, expect, it } from 'vitest'
import { judge } from '#shared/verdict/brief/judge.ts'
import { alternative, costing, drawsLike, prepared, type Printed, type PrintedLeader } from './prepared.ts'

interface Example {
  readonly leader: PrintedLeader
  readonly others: readonly Printed[]
  /** E[loss] of the leader less B: what people, migration and bridge of it cost. Thousands of dollars. */
  readonly common: number
  /** What the one study is worth and costs. */
  readonly worth: number
  readonly cost: number
}

/** A decision whose draws have the statistics of a worked example. Money in thousands of dollars. */
function judged({ leader, others, common, worth, cost }: Example) {
  const { rows, telling } = drawsLike(leader, others)
  const alternatives = [...rows].map(([id, drawn]) =>
    alternative(id, drawn, { costing: costing(id === leader.id ? { people: common * 1000 } : {}) }),
  )
  const input = {
    name: 'TTFT',
    label: verbatim('TTFT'),
    alternative: leader.id,
    values: telling(worth),
    period: null,
  }
  const study = {
    name: 'TTFT',
    label: verbatim('TTFT'),
    alternative: leader.id,
    settles: ['TTFT'],
    cost: cost * 1000,
    days: 3,
    inTime: true,
  }
  return judge(prepared(alternatives, { inputs: [input], studies: [study] })).verdict
}

const CHAT: Example = {
  leader: { id: 'h100', mean: 1215.4, first: 0.77, within: 0.791, regret: 50.9, margin: 11.7 },
  others: [
    { id: 'mi355x', mean: 1351.1, first: 0.218 },
    { id: 'b200', mean: 1679.2, first: 0.005 },
    { id: 'cs3', mean: 43_700, first: 0 },
  ],
  common: 632.2,
  worth: 9.8,
  cost: 0,
}
const REASONING: Example = {
  leader: { id: 'mi355x', mean: 3947, first: 0.783, within: 0.808, regret: 221, margin: 58.7 },
  others: [
    { id: 'b200', mean: 4225, first: 0.188 },
    { id: 'gb200', mean: 6256, first: 0.001 },
    { id: 'hosted', mean: 6616, first: 0.005 },
    { id: 'h200', mean: 17_650, first: 0 },
  ],
  common: 3947 - 2933,
  worth: 162.5,
  cost: 3.2,
}
const NOTHING_OWNED: Example = {
  leader: { id: 'mi355x', mean: 1382.6, first: 0.888, within: 0.888, regret: 78.8, margin: 17.8 },
  others: [{ id: 'b200', mean: 1679.2, first: 0.1 }],
  common: 1382.6 - 891.8,
  worth: 69.7,
  cost: 2.2,
}

describe('worked examples', () => {
  it('a chat model on owned nodes: choose, likely; the one study is not worth it', () => {
    const verdict = judged(CHAT)
    expect(verdict.state).toBe('choose')
    expect(verdict.choice).toEqual(['h100'])
    expect(verdict.rival).toBe('mi355x')
    expect(verdict.confidence).toBeCloseTo(0.77, 3)
    expect(verdict.regret).toBeCloseTo(50_900, -2)
    expect(verdict.stake).toBeCloseTo(583_200, -2)
    expect(verdict.margin).toBeCloseTo(11_664, -1)
    expect(verdict.none).toBeCloseTo(0.007, 3)
    const row = verdict.table.find(({ id }) => id === 'h100')
    expect(row?.fared?.within).toBeCloseTo(0.791, 3)
    expect(verdict.table.find(({ id }) => id === 'mi355x')?.fared?.expectedRegret).toBeCloseTo(186_600, -2)
    expect(verdict.measurements).toHaveLength(1)
    expect(verdict.measurements[0]?.worth).toBeCloseTo(9800, -2)
    expect(verdict.measurements[0]?.bites).toBe(false)
  })

  it('the same is undecided where the study is worth more than what is borne', () => {
    const verdict = judged({ ...CHAT, worth: 13 })
    expect(verdict.state).toBe('undecided')
    expect(verdict.leaning).toBe('h100')
    expect(judged({ ...CHAT, worth: 13, cost: 2 }).state).toBe('choose')
  })

  it('a reasoning model: undecided, leaning, measure first', () => {
    const verdict = judged(REASONING)
    expect([verdict.state, verdict.leaning, verdict.choice]).toEqual(['undecided', 'mi355x', []])
    expect(verdict.confidence).toBeCloseTo(0.783, 3)
    expect(verdict.stake).toBeCloseTo(2_933_000, -3)
    expect(verdict.measurements[0]?.worth).toBeCloseTo(162_500, -3)
    expect(verdict.measurements[0]?.bites).toBe(true)
    // Without the study the same draws would be enough to choose.
    expect(judged({ ...REASONING, cost: 150 }).state).toBe('choose')
  })

  it('nothing owned: undecided, first in 888 of 1,000 all the same', () => {
    const verdict = judged(NOTHING_OWNED)
    expect([verdict.state, verdict.leaning]).toEqual(['undecided', 'mi355x'])
    expect(verdict.confidence).toBeCloseTo(0.888, 3)
    expect((verdict.regret ?? 0) / (verdict.stake ?? 0)).toBeCloseTo(0.088, 3)
  })
})
