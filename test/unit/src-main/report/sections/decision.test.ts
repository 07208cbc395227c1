import { describe, expect, it } from 'vitest'
import { decisionSection } from '#main/report/sections/decision.ts'
import { perMillionOf } from '#shared/domain/brief/perMillion.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import { saidVerdict } from '#shared/words/decision/saidVerdict.ts'
import { CHOSEN, NEEDS_DEMAND, NONE_FEASIBLE, TIED, UNDECIDED, VERDICTS } from '../../../../support/briefVerdicts.ts'
import { reportContext } from '../../../../support/reportContext.ts'
import { sampleWorkspace } from '../../../../support/reportSample.ts'

const workspace = sampleWorkspace()
const page = (verdict: BriefVerdict | null) => decisionSection(reportContext(verdict))
/** Numbers stand before their units with a space that does not break. */
const plain = (texts: readonly string[]): readonly string[] => texts.map((text) => text.replaceAll('\u00a0', ' '))
const rowOf = (verdict: BriefVerdict, name: string) => {
  const row = page(verdict).rows.find((each) => each.name === name)
  if (!row) throw new Error(`There is no row of ${name}.`)
  return row
}

describe('the first page of a report', () => {
  it.each(Object.entries(VERDICTS))('says a verdict that is %s in the words of every shell', (_, verdict) => {
    const said = saidVerdict(workspace, verdict)
    const { answer, basis } = page(verdict)
    expect(answer).toMatchObject({ state: verdict.state, badge: said.badge, headline: said.headline })
    if (verdict.state !== 'needsDemand') expect(answer.certainty).toBe(said.certainty)
    expect(basis.join(' ')).toBe(said.basis)
    expect(said.basis).toContain(verdict.basis.hash)
  })

  it.each(Object.entries(VERDICTS))('gives every candidate of %s the cost and odds of the verdict', (_, verdict) => {
    const { rows } = page(verdict)
    for (const judged of verdict.table) {
      const row = rows.find(({ id }) => id === judged.id)
      const cost = perMillionOf(judged)
      if (cost) expect(Number(row?.cost.replaceAll(',', ''))).toBeCloseTo(cost.value, cost.value < 10 ? 2 : 1)
      const first = judged.rank === null ? null : (judged.fared?.first ?? null)
      expect(row?.first).toBe(first === null ? '–' : String(Math.round(first * 1000)))
      expect(row?.rank).toBe(judged.rank === null ? '–' : String(judged.rank))
    }
  })

  it('names the chosen one alone, and prints its cost, systems and times', () => {
    const { answer, figures, rows } = page(CHOSEN)
    expect(answer.tone).toBe('choice')
    expect(answer.chips.map(({ letter }) => letter)).toEqual(['A'])
    expect(rows.filter(({ chosen }) => chosen).map(({ id }) => id)).toEqual(['b200'])
    expect(plain(figures.map(({ text }) => text))).toEqual(['4.92', '6', '710 ms', '41.0 ms'])
  })

  it('names two where nothing is chosen, with a range that they share and no figure of a winner', () => {
    const { answer, figures, rows } = page(UNDECIDED)
    expect(answer.tone).toBe('open')
    expect(answer.chips.map(({ letter }) => letter)).toEqual(['A', 'C'])
    expect(figures[0]?.label).toContain('80 %')
    expect(figures.map(({ text }) => text)).not.toContain('4.92')
    expect(rows.some(({ chosen }) => chosen)).toBe(false)
    expect(page(TIED).rows.filter(({ chosen }) => chosen).length).toBeGreaterThan(1)
  })

  it('gives what breaks a limit a hollow letter, no rank and no odds, but the reason', () => {
    const row = rowOf(CHOSEN, 'GB200 NVL72, bought')
    expect([row.rank, row.first, row.hollow]).toEqual(['–', '–', true])
    expect(row.remarks.map(({ bad }) => bad)).toEqual([true])
    expect(plain(row.remarks.map(({ text }) => text))).toEqual([
      'It is delivered after 8.00 months, and 6.00 months are allowed.',
    ])
  })

  it('says what has no price, and never a cost of 0', () => {
    const row = rowOf(CHOSEN, 'WSE-3, bought')
    expect([row.cost, row.at, row.low]).toEqual(['no price', null, null])
    expect(plain(row.remarks.map(({ text }) => text))).toEqual([
      'No rank: no price of a CS-3 system is known; at 580,000 USD it could be first.',
    ])
  })

  it('says once what stops several, who misses by least first', () => {
    const { rows, shared, sure, changes } = page(NONE_FEASIBLE)
    expect(rows.map(({ rank }) => rank)).toEqual(rows.map(() => '–'))
    expect(rows[0]?.id).toBe(NONE_FEASIBLE.relaxations[0]?.alternative)
    expect(shared.map(({ chips }) => chips.length)).toEqual([5])
    expect(rows.flatMap(({ remarks }) => remarks).length).toBe(1)
    expect(changes).toEqual(saidVerdict(workspace, NONE_FEASIBLE).relaxations)
    expect(sure).toBeNull()
  })

  it('asks for a demand, and prints what the brief says', () => {
    const { answer, changes, known, ask } = page(NEEDS_DEMAND)
    expect(answer).toMatchObject({ badge: '', headline: 'Say how much is to be served' })
    expect(answer.certainty).toContain('Output tokens a day or requests a second')
    expect(changes).toHaveLength(1)
    expect(known.length).toBeGreaterThan(5)
    expect(ask.lines[0]?.text).toBe('Say how much is to be served')
    expect(page(CHOSEN).known).toEqual([])
  })

  it('prints turning inputs alone, and says so where none turns', () => {
    const [turning] = CHOSEN.flips
    if (!turning) throw new Error('There is no flip.')
    const still = { ...turning, at: null, leader: null, bands: [] }
    const many = { ...CHOSEN, flips: [still, still, turning, turning, turning, turning, turning] }
    const said = saidVerdict(workspace, many)
    expect(page(many).changes).toEqual(said.turns.slice(0, 4))
    expect(page({ ...CHOSEN, flips: [still, still] }).changes).toEqual([
      'Nothing that was looked at turns it within its range.',
    ])
  })

  it('draws the odds with as many marks as the line holds, and the difference from zero', () => {
    const sure = page(CHOSEN).sure
    expect(sure?.marks).toHaveLength(40)
    const letters = sure?.marks.map((mark) => mark?.letter ?? 'none') ?? []
    expect(letters.filter((letter) => letter === 'A').length).toBe(32)
    const bars = sure?.difference?.bars ?? []
    expect(Math.max(...bars.map(({ height }) => height))).toBe(1)
    const zero = sure?.difference?.zero ?? -1
    bars.forEach(({ less }, index) => expect(less).toBe((index + 0.5) / bars.length < zero))
  })

  it('prints what the user wrote in place of what is computed, and nothing else changes', () => {
    const texts = { summary: 'Mine.\n\nAnd more.', ask: 'Sign here' }
    const context = reportContext(CHOSEN, { report: { ...workspace.report, texts } })
    const edited = decisionSection(context)
    expect(edited.summary).toEqual({ id: 'summary', edited: true, lines: ['Mine.', 'And more.'] })
    expect(edited.ask).toEqual({ id: 'ask', edited: true, lines: [{ text: 'Sign here', by: '' }] })
    const { summary, ask, ...rest } = page(CHOSEN)
    expect(summary.edited || ask.edited).toBe(false)
    expect(edited).toMatchObject(rest)
  })

  it('says so where the brief’s model is not in the document', () => {
    const { answer, rows, figures } = page(null)
    expect(answer).toMatchObject({
      state: 'noModel',
      headline: 'The brief names a model that the document does not hold',
    })
    expect(rows).toEqual([])
    expect(figures.length).toBeGreaterThan(1)
  })
})
