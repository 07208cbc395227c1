import { afterAll, describe, expect, it } from 'vitest'
import { composeReport, createReports, type ReportRequest } from '#main/report/makeReport.ts'
import { drawn } from '../../../support/draws.ts'
import { RESOURCES, sampleRequest, sampleWorkspace } from '../../../support/reportSample.ts'

/** C0, DEL and C1 but for line ends, separators, marks of direction, half a pair, and no character at all. */
const NEVER_DRAWN = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((sign) =>
  /[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/u.test(sign),
)
const reports = createReports({ resourcesFolder: RESOURCES })
afterAll(() => reports.close())

/** The sample with a sign within, before and after every text the user writes. The file beside it is the same. */
function requestWith(sign: string): ReportRequest {
  const plain = sampleWorkspace()
  const marked = (text: string) => `${sign}${text.slice(0, 3)}${sign}${text.slice(3)}${sign}`
  const { documentText, documentHash } = sampleRequest()
  const changes = {
    title: marked('Chat serving'),
    report: {
      ...plain.report,
      owner: marked('Infrastructure'),
      decision: marked('Which machine?'),
      recommendation: marked('The first.'),
    },
    scenarios: plain.scenarios.map((scenario, index) => ({
      ...scenario,
      name: marked(`Scenario ${index}`),
      note: marked('A note.'),
    })),
  }
  return { ...sampleRequest(changes), documentText, documentHash }
}

describe('signs that are never drawn, in every text of a document', () => {
  it('all together make no other report than none', { timeout: 240_000 }, async () => {
    expect(NEVER_DRAWN.length).toBe(63 + 9 + 2)
    const [plain, marked] = [await reports.make(requestWith('')), await reports.make(requestWith(NEVER_DRAWN.join('')))]
    expect(plain.pages).toBeGreaterThan(3)
    expect(Buffer.compare(plain.bytes, marked.bytes)).toBe(0)
  })

  it('each alone gives the typesetter the same pages and pictures', { timeout: 600_000 }, async () => {
    const plain = await composeReport(requestWith(''), RESOURCES)
    for (const sign of drawn(NEVER_DRAWN)) expect(await composeReport(requestWith(sign), RESOURCES)).toEqual(plain)
  })

  it('half a character makes no failure', { timeout: 240_000 }, async () => {
    expect(await composeReport(requestWith('\ud800'), RESOURCES)).toEqual(
      await composeReport(requestWith(''), RESOURCES),
    )
  })
})
