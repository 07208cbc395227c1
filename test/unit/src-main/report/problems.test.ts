import { describe, expect, it } from 'vitest'
import { reportProblems } from '#main/report/problems.ts'
import { decidedOf } from '#main/report/sections/context.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import type { ReportSettings } from '#shared/domain/report.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { saidVerdict } from '#shared/words/decision/saidVerdict.ts'
import { CHOSEN, VERDICTS } from '../../../support/briefVerdicts.ts'
import { sampleWorkspace } from '../../../support/reportSample.ts'

const sample = sampleWorkspace()
const HASH = 'ab'.repeat(32)

function found(
  settings: Partial<ReportSettings> = {},
  changes: Partial<Workspace> = {},
  verdict: BriefVerdict | null = CHOSEN,
  printed: readonly string[] | null = null,
) {
  const workspace = { ...sample, ...changes, report: { ...sample.report, ...settings } }
  return reportProblems({ workspace, decided: decidedOf(workspace, verdict), documentHash: HASH, printed })
}
const kinds = (problems: ReturnType<typeof found>): readonly string[] => problems.map(({ kind }) => kind)

const approved = (brief = sample.brief): ReportSettings['approved'] => ({
  on: '2026-10-01',
  by: 'A. Board',
  documentHash: 'cd'.repeat(32),
  brief,
  verdict: { state: 'choose', headline: 'Choose B200', choice: ['b200'], costs: { b200: 4.9 }, firsts: { b200: 0.8 } },
})

describe('problems of a report', () => {
  it('names what has no price, with the verb that sets one, the grave first', () => {
    const problems = found()
    expect(problems[0]).toMatchObject({ kind: 'price', severity: 'bad', verb: 'setPrice', target: 'wse3' })
    expect(kinds(problems)).toEqual(['price', 'dissent'])
  })

  it('says that a logo is left out which is none, or is not what it is said to be', () => {
    const logo = (text: string, mediaType: 'image/png' | 'image/svg+xml') => ({
      logo: { mediaType, data: Buffer.from(text).toString('base64') },
    })
    const svg = (inner: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">${inner}</svg>`
    expect(kinds(found(logo(svg('<path d="M0 0h8v8H0z"/>'), 'image/svg+xml')))).not.toContain('logo')
    expect(kinds(found(logo(svg('<script>1</script>'), 'image/svg+xml')))).toContain('logo')
    expect(kinds(found(logo(svg('<path d="M0 0h8v8H0z"/>'), 'image/png')))).toContain('logo')
  })

  it('asks for an owner and a date', () => {
    expect(kinds(found({ owner: ' ', date: null }))).toEqual(['price', 'owner', 'date', 'dissent'])
  })

  it('asks again for a price that is older than ninety days on the day of the report, and not before', () => {
    const dated = (date: string): Workspace['brief'] => ({
      ...sample.brief,
      alternatives: sample.brief.alternatives.map((each) =>
        each.id === 'b200' && each.offer.price
          ? { ...each, offer: { ...each.offer, price: { ...each.offer.price, date } } }
          : each,
      ),
    })
    expect(kinds(found({}, { brief: dated('2026-08-22') }))).not.toContain('oldPrice')
    const old = found({}, { brief: dated('2026-08-21') }).find(({ kind }) => kind === 'oldPrice')
    expect(old).toMatchObject({ target: 'b200', verb: 'setPrice' })
    expect(old?.text).toContain('91 days')
  })

  it('says that what was approved is another brief, and only then', () => {
    expect(kinds(found({ standing: 'approved', approved: approved() }))).not.toContain('staleApproval')
    const stale = found({ standing: 'approved', approved: approved({ ...sample.brief, horizon: 24 }) })
    expect(stale.find(({ kind }) => kind === 'staleApproval')).toMatchObject({ severity: 'bad', verb: 'sign' })
    expect(kinds(found({ standing: 'approved' }))).toContain('approval')
  })

  it('finds figures of a text written by hand that the report does not hold', () => {
    const texts = { summary: 'It costs 4.92 USD, not 9.99 USD, and 3 systems.' }
    const said = Object.values(saidVerdict(sample, CHOSEN)).filter((value) => typeof value === 'string')
    const moved = found({ texts }, {}, CHOSEN, ['It costs 4.92 USD', ...said])
    expect(moved.filter(({ kind }) => kind === 'movedFigure').map(({ detail }) => detail)).toEqual([
      'Not found now: 9.99 USD.',
    ])
    expect(kinds(found({ texts }, {}, CHOSEN, null))).not.toContain('movedFigure')
  })

  it('warns of a text that its page does not hold', () => {
    expect(kinds(found({ decision: 'Which? '.repeat(200) }))).toContain('longText')
    expect(kinds(found())).not.toContain('longText')
  })

  it.each(Object.entries(VERDICTS))('says whether %s is an answer', (_, verdict) => {
    const answers = verdict.state === 'choose' || verdict.state === 'tied'
    expect(kinds(found({}, {}, verdict)).includes('state')).toBe(!answers)
  })

  it('says that the model is missing', () => {
    expect(found({}, {}, null)[0]).toMatchObject({ kind: 'model', severity: 'bad' })
  })
})
