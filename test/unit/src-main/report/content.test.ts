import { describe, expect, it } from 'vitest'
import { computedTexts, reportContent, type ReportContent } from '#main/report/content.ts'
import type { CaseSection } from '#main/report/sections/case.ts'
import type { ChangesSection } from '#main/report/sections/changes.ts'
import type { CostsSection } from '#main/report/sections/costs.ts'
import type { DecisionSection } from '#main/report/sections/decision.ts'
import type { AboutPart, HeadPart, SectionGroup } from '#main/report/sections/document.ts'
import type { FiguresSection } from '#main/report/sections/figures.ts'
import type { FrontierSection } from '#main/report/sections/frontier.ts'
import type { InputsSection } from '#main/report/sections/inputs.ts'
import type { MatrixSection } from '#main/report/sections/matrix.ts'
import { perMillionOf } from '#shared/domain/brief/perMillion.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import { REPORT_SECTIONS } from '#shared/domain/report.ts'
import type { ScenarioResult } from '#shared/domain/result.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { formatNumber } from '#shared/units/format.ts'
import { CHOSEN, VERDICTS } from '../../../support/briefVerdicts.ts'
import { sampleDecided, sampleOf, sampleResults, sampleWorkspace } from '../../../support/reportSample.ts'

type Settings = Workspace['report']

function content(
  settings: Partial<Settings> = {},
  changes: Partial<Workspace> = {},
  verdict: BriefVerdict | null = CHOSEN,
  results: readonly ScenarioResult[] = sampleResults(),
): ReportContent {
  const sample = sampleWorkspace()
  const workspace = { ...sample, ...changes, report: { ...sample.report, ...settings } }
  return reportContent(workspace, results, {
    documentHash: 'ab'.repeat(32),
    program: 'Memwall',
    attachment: null,
    verdict,
    decided: sampleDecided(workspace, verdict),
    analyses: null,
    basis: null,
  })
}
const section = <Section>(of: ReportContent, name: string): Section => of.data[name] as Section
const kindsOf = (of: ReportContent): readonly string[] =>
  section<{ groups: readonly SectionGroup[] }>(of, 'order').groups.flatMap(({ sections }) =>
    sections.map(({ kind, own }) => (own === null ? kind : own.id)),
  )

describe('the parts of a report', () => {
  it('are two pages for the board, and nothing is drawn for it', () => {
    const board = content({ audience: 'board' })
    expect(Object.keys(board.data)).toEqual(['document', 'about', 'head', 'order', 'foot', 'decision', 'case'])
    expect(kindsOf(board)).toEqual([])
    expect(board.charts).toEqual([])
  })

  it('are those that are shown, in the user’s order, with sections of their own where they belong', () => {
    const rest = REPORT_SECTIONS.slice(2).toReversed()
    const sections = [...REPORT_SECTIONS.slice(0, 2), ...rest].map((each) => ({
      section: each,
      shown: each !== 'register' && each !== 'wall',
    }))
    const own = (id: string, shown = true) => ({ id, title: id, text: 'One.\n\nTwo.', shown, after: 'risks' as const })
    const full = content({ sections, ownSections: [own('mine'), own('hidden', false)] })
    expect(kindsOf(full)).toEqual([
      'method',
      'changes',
      'evidence',
      'risks',
      'mine',
      'flips',
      'costs',
      'frontier',
      'time',
      'inputs',
      'matrix',
      'brief',
    ])
    expect(full.data).not.toHaveProperty('register')
    expect(full.charts.every(({ path }) => JSON.stringify(full.data).includes(path))).toBe(true)
  })

  it.each(Object.entries(VERDICTS))('print one cost of a candidate everywhere where the state is %s', (_, verdict) => {
    const full = content({}, {}, verdict)
    const { rows } = section<DecisionSection>(full, 'decision')
    const costs = full.data['costs'] as CostsSection | undefined
    const perMillion = costs?.rows.find(({ label }) => label === 'USD per million output tokens')?.cells ?? []
    for (const judged of verdict.table) {
      const cost = perMillionOf(judged)
      const row = rows.find(({ id }) => id === judged.id)
      if (!cost || !row) continue
      expect(row.cost).toBe(formatNumber(cost.value))
      const column = costs?.chips.findIndex(({ chip }) => chip.letter === row.chip.letter) ?? -1
      expect(perMillion[column]).toBe(row.cost)
    }
    expect(computedTexts(section<MatrixSection>(full, 'matrix')).join(' ')).not.toContain('USD per million')
  })

  it('hold what has no price nowhere as a figure, and name it', () => {
    const full = content()
    const frontier = section<FrontierSection>(full, 'frontier')
    expect(frontier.points.map(({ chip }) => chip.letter)).not.toContain('F')
    expect(frontier.unpriced).toBe('No price, so not drawn: F.')
    expect(section<CostsSection>(full, 'costs').chips.map(({ chip }) => chip.letter)).not.toContain('F')
  })
})

describe('columns that do not fit', () => {
  const unfit = sampleResults().map((result) => ({
    ...result,
    fit: { ...result.fit, state: 'doesNotFit' as const, shortfall: 3e9, devicesNeeded: 12 },
  }))

  it('say so once, with what would hold them, and are not drawn', () => {
    const full = content({}, {}, CHOSEN, unfit)
    const { unfit: lines, rows } = section<MatrixSection>(full, 'matrix')
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain('12 devices in place of 8 would hold it')
    expect(rows.flatMap(({ cells }) => cells.map(({ text }) => text))).toEqual(rows.flatMap(() => ['–', '–']))
    for (const name of ['wall', 'time']) {
      const figures = section<FiguresSection>(full, name)
      expect(figures.figures).toEqual([])
      expect(figures.unfit).toEqual(lines)
    }
    expect(full.charts).toEqual([])
  })

  it('leave the others their figures', () => {
    const [fits] = sampleResults()
    if (!fits) throw new Error('The sample is empty.')
    const full = content({}, {}, CHOSEN, [fits, ...unfit.slice(1)])
    expect(
      section<FiguresSection>(full, 'wall').figures.flatMap(({ chips }) => chips.map(({ letter }) => letter)),
    ).toEqual(['A'])
    expect(section<FiguresSection>(full, 'wall').unfit).toHaveLength(1)
  })
})

describe('many columns', () => {
  it.each([1, 2, 4, 8])('stand side by side or by value: %i of them', (count) => {
    const { workspace, results, verdict } = sampleOf(count)
    const full = content({}, workspace, verdict, results)
    const { many, groups, heads } = section<InputsSection>(full, 'inputs')
    expect([many, heads.length]).toEqual([count > 4, count])
    for (const { rows } of groups) {
      for (const { cells, values, differs } of rows) {
        expect(cells).toHaveLength(count)
        expect(values.reduce((sum, { chips }) => sum + chips.length, 0)).toBe(count)
        expect(values.length > 1).toBe(differs)
      }
    }
  })
})

describe('what changed since the last approval', () => {
  it('is told against what was approved, entry by entry, with cost and odds then and now', () => {
    const { brief } = sampleWorkspace()
    const approved = {
      on: '2026-10-01',
      by: 'A. Board',
      documentHash: 'cd'.repeat(32),
      brief: { ...brief, horizon: 24 },
      verdict: {
        state: 'choose' as const,
        headline: 'Choose B200, bought',
        choice: ['b200'],
        costs: { b200: 4.8 },
        firsts: { b200: 0.81 },
      },
    }
    const { lead, rows, headlines, costs } = section<ChangesSection>(content({ approved }), 'changes')
    expect(lead).toBe('Compared with what A. Board approved on 1 October 2026.')
    expect(rows.map(({ was, now }) => [was, now].join(' to ').replaceAll('\u00a0', ' '))).toEqual([
      '24 months to 36 months',
    ])
    expect(headlines.map(({ text }) => text)[0]).toBe('Choose B200, bought')
    expect(costs[0]?.cells).toEqual(['4.80', '4.92', '810', '790'])
    expect(costs[1]?.cells.slice(0, 1)).toEqual(['–'])
  })

  it('says that nothing was approved before', () => {
    expect(section<ChangesSection>(content(), 'changes').rows).toEqual([])
  })
})

describe('hostile documents', () => {
  const word = 'Pneumonoultramicroscopicsilicovolcanoconiosis'

  it('keep texts within what a page holds, and all of them in the full report', () => {
    const texts = { summary: `${word} `.repeat(80), openPoints: 'One\n'.repeat(50) }
    const full = content({ decision: `${word} `.repeat(40), recommendation: 'Buy. '.repeat(700), texts })
    const { question, summary, recommendation } = section<DecisionSection>(full, 'decision')
    expect(question.length).toBeLessThan(410)
    expect(summary.lines.join('').length).toBeLessThan(920)
    expect(recommendation.join('').length).toBeLessThan(820)
    expect(section<CaseSection>(full, 'case').open.lines.length).toBeLessThan(13)
    const whole = JSON.stringify(full.data['brief'])
    expect(whole.split(word).length - 1).toBe(120)
    expect(whole.split('Buy.').length - 1).toBe(700)
  })

  it('put no invisible breaks into any text', () => {
    const full = content({ decision: word.repeat(8), owner: word }, { title: word.repeat(3) })
    expect(JSON.stringify(full.data)).not.toContain('\u200b')
    expect(section<AboutPart>(full, 'about').title).toBe(word.repeat(3))
  })

  it('make no section of an own one that is empty, and no logo of nothing', () => {
    const blank = { id: 'blank', title: ' ', text: '\n ', shown: true, after: 'risks' as const }
    const full = content({ ownSections: [blank], logo: { mediaType: 'image/png', data: '' } })
    expect(kindsOf(full)).not.toContain('blank')
    expect(full.files).toEqual({})
    expect(section<HeadPart>(full, 'head').logo).toBeNull()
  })
})
