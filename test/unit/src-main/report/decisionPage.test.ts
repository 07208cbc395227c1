import { describe, expect, it } from 'vitest'
import { decisionPage } from '#main/report/decisionPage.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import { saidVerdict } from '#shared/words/decision/saidVerdict.ts'
import { CHOSEN, NEEDS_DEMAND, NONE_FEASIBLE, UNDECIDED, VERDICTS } from '../../../support/briefVerdicts.ts'
import { sampleWorkspace } from '../../../support/reportSample.ts'

const workspace = sampleWorkspace()
const printed = (verdict: BriefVerdict | null) => decisionPage(workspace, verdict).verdict
/** Numbers stand before their units with a space that does not break. */
const plain = (texts: readonly string[]): readonly string[] => texts.map((text) => text.replaceAll('\u00a0', ' '))
const rowOf = (verdict: BriefVerdict, name: string) => {
  const row = printed(verdict).table.rows.find((each) => each.name === name)
  if (!row) throw new Error(`There is no row of ${name}.`)
  return row
}

describe('the first page of a report', () => {
  it.each(Object.entries(VERDICTS))('says a verdict that is %s in the words of every shell', (_, verdict) => {
    const said = saidVerdict(workspace, verdict)
    const page = printed(verdict)
    expect(page).toMatchObject({
      badge: said.badge,
      headline: said.headline,
      certainty: said.certainty,
      basis: said.basis,
      reasons: said.reasons,
    })
    expect(page.basis).toContain(verdict.basis.hash)
    expect(page.stakes.join(' ')).toContain(said.ifWrong)
  })

  it('ranks the alternatives by the verdict, with systems, times, power, capital, cost and odds', () => {
    const { heads, rows } = printed(CHOSEN).table
    expect(rows.map(({ rank }) => rank)).toEqual(['1', '2', '3', '4', '–', '–'])
    expect(rows.map(({ cells }) => cells.length + 2)).toEqual(rows.map(() => heads.length))
    expect(rows.map(({ chosen }) => chosen)).toEqual([true, false, false, false, false, false])
    const [b200] = CHOSEN.table
    const { presentValue = NaN, perMillionOutput = NaN, capital = NaN } = b200?.costing ?? {}
    const [systems, toFirst, perToken, kilowatts, ...money] = rows[0]?.cells ?? []
    expect(plain([systems ?? '', toFirst ?? '', perToken ?? '', kilowatts ?? ''])).toEqual([
      '6',
      '710 ms',
      '41.0 ms',
      '85.8',
    ])
    const [million, present, output, first] = money
    expect(Number(million)).toBeCloseTo(capital / 1e6, 1)
    expect(Number(present)).toBeCloseTo(presentValue / 1e6, 1)
    expect(Number(output)).toBeCloseTo(perMillionOutput, 2)
    expect(plain([first ?? ''])).toEqual(['79 %'])
  })

  it('gives what breaks a limit no rank and no odds, but the reason', () => {
    const row = rowOf(CHOSEN, 'GB200 NVL72, bought')
    expect([row.rank, row.cells.at(-1)]).toEqual(['–', '–'])
    expect(plain(row.remarks)).toEqual(['It is delivered after 8.00 months, and 6.00 months are allowed.'])
  })

  it('says what has no price, and never a cost of 0', () => {
    const row = rowOf(CHOSEN, 'WSE-3, bought')
    expect(row.cells.slice(4)).toEqual(['–', '–', '–', '–'])
    expect(plain(row.remarks)).toEqual([
      'No rank: no price of a CS-3 system is known; at 580,000 USD it could be first.',
    ])
  })

  it('lists what would make it possible where nothing is', () => {
    const page = printed(NONE_FEASIBLE)
    expect(page.table.rows.map(({ rank }) => rank)).toEqual(page.table.rows.map(() => '–'))
    const [first] = page.lists
    expect(first).toEqual({
      heading: 'What would make it possible',
      lines: saidVerdict(workspace, NONE_FEASIBLE).relaxations,
    })
  })

  it('asks for a demand and lists nothing where none is said', () => {
    expect(printed(NEEDS_DEMAND)).toMatchObject({
      badge: '',
      headline: 'Say how much is to be served',
      needs: expect.stringContaining('Output tokens a day or requests a second'),
      table: { heads: [], rows: [] },
      lists: [],
    })
    expect(printed(CHOSEN).needs).toBe('')
  })

  it('prints six flips at the most, those with a value first', () => {
    const [turning] = CHOSEN.flips
    if (!turning) throw new Error('There is no flip.')
    const still = { ...turning, at: null, leader: null }
    const many = { ...CHOSEN, flips: [still, still, still, turning, still, still, still, turning] }
    const [flips] = printed(many).lists
    expect(flips?.lines).toHaveLength(6)
    expect(flips?.lines.map((line) => line.includes('no flip'))).toEqual([false, false, true, true, true, true])
  })

  it('says what limits, missing evidence and risks cost, in the words of the window', () => {
    const said = saidVerdict(workspace, CHOSEN)
    const lists = new Map(printed(CHOSEN).lists.map(({ heading, lines }) => [heading, lines]))
    expect(lists.get('What limits, missing evidence and risks cost')).toEqual([
      // The last bound saves nothing.
      ...said.bounds.slice(0, 2),
      ...said.passes,
      said.withoutRisks,
    ])
  })

  it('says what to measure first, and the case for the rival', () => {
    const said = saidVerdict(workspace, UNDECIDED)
    const lists = new Map(printed(UNDECIDED).lists.map(({ heading, lines }) => [heading, lines]))
    expect(lists.get('What would decide it')).toEqual(said.measurements)
    expect(lists.get('Dissent: the case for MI355X, bought')).toEqual(said.dissent)
  })

  it('says so where the brief’s model is not in the document', () => {
    expect(printed(null)).toMatchObject({
      headline: 'The brief names a model that the document does not hold',
      lists: [],
      table: { rows: [] },
    })
  })
})
