import { describe, expect, it } from 'vitest'
import { caseSection } from '#main/report/sections/case.ts'
import { CHOSEN, NONE_FEASIBLE, UNDECIDED } from '../../../../support/briefVerdicts.ts'
import { decidedIn, reportContext } from '../../../../support/reportContext.ts'
import { sampleWorkspace } from '../../../../support/reportSample.ts'

const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

describe('the second page of a report', () => {
  it('draws the times of the verdict, and parts that sum to them', () => {
    const context = reportContext()
    const { time } = caseSection(context, [])
    const rows = time?.rows ?? []
    const sized = decidedIn(context).shown.filter(({ judged }) => judged?.sizing)
    expect(rows.map(({ chip }) => chip.letter)).toEqual(sized.map(({ letter }) => letter))
    const [first, second] = rows
    const lengthOf = (row: typeof first): number => row?.parts.reduce((sum, { share }) => sum + share, 0) ?? NaN
    expect(plain(first?.total ?? '')).toBe('41.0 ms')
    expect(lengthOf(first) / lengthOf(second)).toBeCloseTo(41 / 44, 6)
    expect((time?.limit?.at ?? NaN) / lengthOf(first)).toBeCloseTo(50 / 41, 6)
  })

  it('says why the others are not chosen, by the verdict’s own costs and odds', () => {
    const { rejected } = caseSection(reportContext(), [])
    expect(rejected.map(({ chips }) => chips.map(({ letter }) => letter).join(''))).toEqual(['C', 'D', 'E', 'B', 'F'])
    expect(plain(rejected[0]?.why ?? '')).toBe('At central values 17 % above A; first in 150 of 1,000 draws.')
    expect(plain(rejected[3]?.why ?? '')).toContain('It is delivered after 8.00 months')
    expect(plain(rejected[4]?.why ?? '')).toContain('At 580,000 USD it could be first.')
  })

  it('leaves both that are near out of those behind, and says a shared reason once', () => {
    const behind = caseSection(reportContext(UNDECIDED), []).rejected
    expect(behind.flatMap(({ chips }) => chips.map(({ letter }) => letter))).toEqual(['D', 'E', 'B', 'F'])
    const stopped = caseSection(reportContext(NONE_FEASIBLE), []).rejected
    expect(stopped.map(({ chips }) => chips.length)).toEqual([5, 1])
  })

  it('prints what is open', () => {
    expect(caseSection(reportContext(), ['A price']).open).toEqual({
      id: 'openPoints',
      edited: false,
      lines: ['A price'],
    })
  })

  it('prints what the user wrote of what is not modelled and what is open', () => {
    const { report } = sampleWorkspace()
    const texts = { notModelled: 'Power cuts', openPoints: 'The site\nThe lease' }
    const page = caseSection(reportContext(CHOSEN, { report: { ...report, texts } }), ['computed'])
    expect(page.notModelled).toEqual({ id: 'notModelled', edited: true, lines: ['Power cuts'] })
    expect(page.open).toEqual({ id: 'openPoints', edited: true, lines: ['The site', 'The lease'] })
  })
})
