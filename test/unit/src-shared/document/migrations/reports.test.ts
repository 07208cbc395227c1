import { describe, expect, it } from 'vitest'
import { canonicalJson } from '#shared/document/canonical.ts'
import { parseDocument } from '#shared/document/parse.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import {
  DEFAULT_REPORT,
  MOST_LOGO_BYTES,
  REPORT_SECTIONS,
  reportSchema,
  type ReportSection,
} from '#shared/domain/report.ts'
import { wordingText } from '#shared/words/say.ts'
import { testWorkspace } from '../../../../support/documents.ts'

type Json = Record<string, unknown>

/** The test workspace as version 5 wrote it. */
function versionFive(report: unknown): string {
  const { workspace } = JSON.parse(serializeDocument(testWorkspace())) as { workspace: Json }
  return canonicalJson({ type: 'memwall', version: 5, workspace: { ...workspace, report } })
}

const said = { decision: 'Which?', recommendation: 'This one.', owner: 'Somebody', date: '2026-11-20', paper: 'letter' }

describe('a file of version 5', () => {
  it('keeps what it says of its report, and prints all of it in English', () => {
    const parsed = parseDocument(versionFive(said))
    expect(parsed).toEqual({
      ok: true,
      migratedFrom: 5,
      workspace: { ...testWorkspace(), report: { ...DEFAULT_REPORT, ...said } },
    })
  })

  it('is refused with a report that is a list', () => {
    expect(parseDocument(versionFive([]))).toMatchObject({ ok: false, failure: { kind: 'migrationFailed', from: 5 } })
  })
})

describe('the settings of a report', () => {
  const shown = (sections: readonly ReportSection[]) => sections.map((section) => ({ section, shown: true }))

  it('hold every section once, the decision and its case first', () => {
    const [first, second, ...others] = REPORT_SECTIONS
    const parse = (sections: unknown) => reportSchema.safeParse({ ...DEFAULT_REPORT, sections }).success
    expect(parse(shown([first, second, ...others.toReversed()]))).toBe(true)
    expect(parse(shown([second, first, ...others]))).toBe(false)
    expect(parse(shown([first, second, ...others.slice(1), 'matrix']))).toBe(false)
    expect(parse(shown([first, second]))).toBe(false)
    expect(parse([{ section: first, shown: false }, ...shown([second, ...others])])).toBe(false)
  })

  it('refuse a logo that is too large, of another kind, or no base64', () => {
    const parse = (logo: unknown) => reportSchema.safeParse({ ...DEFAULT_REPORT, logo }).success
    const data = Buffer.alloc(MOST_LOGO_BYTES).toString('base64')
    expect(parse({ mediaType: 'image/png', data })).toBe(true)
    expect(parse({ mediaType: 'image/png', data: `${data}AAAA` })).toBe(false)
    expect(parse({ mediaType: 'image/jpeg', data })).toBe(false)
    expect(parse({ mediaType: 'image/png', data: 'a*b=' })).toBe(false)
  })

  it('say what is wrong in the reader’s words', () => {
    const workspace = {
      ...testWorkspace(),
      report: { ...DEFAULT_REPORT, sections: shown(REPORT_SECTIONS.toReversed()) },
    }
    const parsed = parseDocument(serializeDocument(workspace), undefined, wordingText)
    expect(parsed).toMatchObject({
      ok: false,
      failure: {
        kind: 'wrongType',
        expected: 'consistent (A report has each section once, and begins with the decision and its case)',
      },
    })
  })

  it('refuse two own sections of one id', () => {
    const own = { id: 'one', title: 'Why now', text: '', shown: true, after: 'case' }
    const parse = (ownSections: unknown) => reportSchema.safeParse({ ...DEFAULT_REPORT, ownSections }).success
    expect(parse([own, { ...own, id: 'two' }])).toBe(true)
    expect(parse([own, own])).toBe(false)
  })
})
