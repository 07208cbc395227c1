import { describe, expect, it } from 'vitest'
import { DEFAULT_REPORT, REPORT_SECTIONS, reportSchema, type ReportSettings } from '#shared/domain/report.ts'
import {
  movedSection,
  presetOf,
  presetSections,
  sectionEntries,
  toggledSection,
} from '../../../../src-renderer/report/sections/sectionEntries.ts'

const own = (id: string, after: ReportSettings['ownSections'][number]['after']) => ({
  id,
  title: id,
  text: '',
  shown: true,
  after,
})
const REPORT: ReportSettings = { ...DEFAULT_REPORT, ownSections: [own('one', 'brief'), own('two', 'brief')] }
const keys = (order: Pick<ReportSettings, 'sections' | 'ownSections'>) => sectionEntries(order).map(({ key }) => key)
const isKept = (order: Pick<ReportSettings, 'sections' | 'ownSections'>) =>
  reportSchema.safeParse({ ...DEFAULT_REPORT, ...order }).success

describe('the order of sections', () => {
  it('has those that were added behind what they follow', () => {
    expect(keys(REPORT).slice(0, 6)).toEqual(['decision', 'case', 'brief', 'own:one', 'own:two', 'matrix'])
  })

  it('is changed by a move, for sections and those that were added', () => {
    expect(keys(movedSection(REPORT, 'matrix', 2)).slice(2, 5)).toEqual(['matrix', 'brief', 'own:one'])
    const moved = movedSection(REPORT, 'own:two', 2)
    expect(keys(moved).slice(0, 5)).toEqual(['decision', 'case', 'own:two', 'brief', 'own:one'])
    expect(moved.ownSections.find(({ id }) => id === 'two')?.after).toBe('case')
    // What followed a section that goes away follows what was before it.
    expect(keys(movedSection(REPORT, 'brief', 99)).slice(0, 4)).toEqual(['decision', 'case', 'own:one', 'own:two'])
  })

  it('never lets anything before decision and case, and always is one the file may hold', () => {
    for (const { key } of sectionEntries(REPORT)) {
      for (let to = -1; to <= REPORT_SECTIONS.length + 2; to += 1) {
        const moved = movedSection(REPORT, key, to)
        expect(keys(moved).slice(0, 2)).toEqual(['decision', 'case'])
        expect(keys(moved).toSorted()).toEqual(keys(REPORT).toSorted())
        expect(isKept(moved)).toBe(true)
      }
    }
  })

  it('is the same object where nothing moves', () => {
    expect(movedSection(REPORT, 'decision', 5)).toBe(REPORT)
    expect(movedSection(REPORT, 'brief', 2)).toBe(REPORT)
    expect(movedSection(REPORT, 'gone', 2)).toBe(REPORT)
  })
})

describe('what is in the report', () => {
  it('is toggled, but for decision and case', () => {
    const without = toggledSection(toggledSection(REPORT, 'matrix'), 'own:one')
    const out = sectionEntries(without).filter(({ shown }) => !shown)
    expect(out.map(({ key }) => key)).toEqual(['own:one', 'matrix'])
    expect(without.ownSections[0]?.shown).toBe(false)
    expect(sectionEntries(toggledSection(REPORT, 'case')).every(({ shown }) => shown)).toBe(true)
  })

  it('is chosen at once by a preset', () => {
    expect(presetOf(REPORT)).toBe('all')
    const board = presetSections(REPORT, 'board')
    expect(
      sectionEntries(board)
        .filter(({ shown }) => shown)
        .map(({ key }) => key),
    ).toEqual(['decision', 'case'])
    expect(presetOf(board)).toBe('board')
    expect(presetOf(toggledSection(REPORT, 'matrix'))).toBeNull()
    expect(presetOf(presetSections(board, 'all'))).toBe('all')
    const usual = presetSections(toggledSection(movedSection(REPORT, 'method', 2), 'matrix'), 'order')
    expect(usual.sections.map(({ section }) => section)).toEqual(REPORT_SECTIONS)
    expect(usual.sections.find(({ section }) => section === 'matrix')?.shown).toBe(false)
  })
})
