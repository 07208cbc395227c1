import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { saidVerdict } from '#shared/words/decision/saidVerdict.ts'
import type { CompiledReport } from '#main/report/compile.ts'
import { createReports } from '#main/report/makeReport.ts'
import { CHOSEN, VERDICTS } from '../../../support/briefVerdicts.ts'
import { attachedFile, hasPoppler, pageTexts } from '../../../support/reportPdf.ts'
import { RESOURCES, sampleDecided, sampleOf, sampleRequest, sampleWorkspace } from '../../../support/reportSample.ts'

const poppler = hasPoppler()
const reports = createReports({ resourcesFolder: RESOURCES })
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const report = (changes: Partial<Workspace['report']>): Partial<Workspace> => ({
  report: { ...sampleWorkspace().report, ...changes },
})
const textOf = async (changes: Partial<Workspace> = {}): Promise<string> =>
  pageTexts((await reports.make(sampleRequest(changes))).bytes).join(' ')

/** As read from the page, where every space is alike. */
const headlineOf = (verdict: BriefVerdict): string =>
  saidVerdict(sampleWorkspace(), verdict).headline.replaceAll('\u00a0', ' ')

let common: Promise<CompiledReport> | null = null
/** The sample's report, made once for the tests that only read it. */
const sampleReport = (): Promise<CompiledReport> => (common ??= reports.make(sampleRequest()))

afterAll(() => reports.close())

describe('the same input', () => {
  it('gives the same bytes twice here and in another process that cannot reach the net', async () => {
    const first = await sampleReport()
    const second = await reports.make(sampleRequest())
    expect(sha256(second.bytes)).toBe(sha256(first.bytes))
    const elsewhere = execFileSync(
      process.execPath,
      ['--import', resolve('test/support/reportBlockNetwork.mjs'), 'test/support/reportProcess.ts'],
      { encoding: 'utf8', env: { ...process.env, TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8' } },
    )
    expect(elsewhere).toBe(sha256(first.bytes))
  }, 90_000)

  it('prints no date of its own where the user chose none', async () => {
    const first = await reports.make(sampleRequest(report({ date: null })))
    await new Promise((done) => setTimeout(done, 1100))
    const later = await reports.make(sampleRequest(report({ date: null })))
    expect(sha256(later.bytes)).toBe(sha256(first.bytes))
    expect(new TextDecoder('latin1').decode(first.bytes)).not.toContain('CreationDate')
  })
})

describe('another input', () => {
  it('gives other bytes', async () => {
    const first = await sampleReport()
    const other = await reports.make(sampleRequest({ title: 'Another title' }))
    expect(sha256(other.bytes)).not.toBe(sha256(first.bytes))
  })
})

describe.runIf(poppler)('the pages', () => {
  it('carry the headline numbers, the owner, the date and the file’s hash', async () => {
    const request = sampleRequest()
    const pages = pageTexts((await sampleReport()).bytes)
    const [first = ''] = pages
    for (const part of [
      'Chat serving 2027',
      'Infrastructure architecture',
      '20 November 2026',
      headlineOf(CHOSEN),
      'B200, bought is first in 790 of 1,000 draws',
      'basis 7f3a',
      '4.92',
    ]) {
      expect(first).toContain(part)
    }
    expect(pages[1]?.replaceAll(' ', '')).toContain(request.documentHash)
    for (const part of ['116 tok/s', '412 ms', '5,160 tok/s', '1.92 J', '−35 %'])
      expect(pages.slice(1).join(' ')).toContain(part)
    pages.forEach((page, index) => {
      expect(page).toContain(`${index + 1} of ${pages.length}`)
      expect(page).toContain(request.documentHash.slice(0, 12))
    })
  })

  it('show overrides, unknowns and sources of the assumption register', async () => {
    const text = pageTexts((await sampleReport()).bytes).join(' ')
    expect(text).toContain('was 8.00 TB/s')
    expect(text).toMatch(/No source found, so unknown:[^.]*Idle power/)
    expect(text).toContain('https://vendor.example/blackwell.pdf')
    expect(text).toContain('site only; the exact page is not recorded')
  })

  it('keep what the user typed as text', async () => {
    const decision =
      '#panic("x") *bold* _em_ $x^2$ <label> @ref `code` \\ // not a comment [a] {b} #eval("1+1") ~ --- ...'
    const text = await textOf(
      report({ decision, recommendation: '= Not a heading\n- not a list\n+ nor this\n/ Term: x' }),
    )
    for (const part of ['#panic("x")', '*bold*', '_em_', '$x^2$', '<label>', '@ref', '`code`', '// not a comment']) {
      expect(text).toContain(part)
    }
    for (const part of [
      '[a] {b} #eval("1+1") ~ --- ...',
      '= Not a heading',
      '- not a list',
      '+ nor this',
      '/ Term: x',
    ]) {
      expect(text).toContain(part)
    }
  })

  it('hold names with markup in tables and in charts', async () => {
    const workspace = sampleWorkspace()
    const scenarios = workspace.scenarios.map((scenario, index) =>
      index === 0 ? { ...scenario, name: '<b>&amp; #x *y*' } : scenario,
    )
    expect(await textOf({ scenarios, title: '#title & <x>' })).toContain('<b>&amp; #x *y*')
  })

  it('break words too long for the column, and lose no letter', async () => {
    const word = 'Pneumonoultramicroscopicsilicovolcanoconiosis'.repeat(8)
    const text = await textOf(report({ decision: word, owner: word.slice(0, 200) }))
    expect(text.replaceAll(' ', '')).toContain(word)
  })

  it('print the recommendation beside the verdict', async () => {
    const text = await textOf(report({ recommendation: 'Buy A in the first quarter.' }))
    expect(text).toContain('Recommendation Buy A in the first quarter.')
    expect(text).toContain(headlineOf(CHOSEN))
  })

  it.each(Object.entries(VERDICTS))('say the headline of a verdict that is %s, word for word', async (_, verdict) => {
    const [first = ''] = pageTexts((await reports.make({ ...sampleRequest(), verdict })).bytes)
    expect(first).toContain(headlineOf(verdict))
  })

  it('carry the document as an attached file', async () => {
    const request = sampleRequest()
    const { listing, text } = attachedFile((await sampleReport()).bytes)
    expect(listing).toContain('chat-serving-2027.memwall')
    expect(text).toBe(request.documentText)
  })
})

describe('every size', () => {
  it.each([
    [1, 'letter'],
    [4, 'letter'],
    [8, 'a4'],
  ] as const)('makes a report of %i scenarios on %s', async (count, paper) => {
    const sample = sampleOf(count)
    const workspace = { ...sample.workspace, ...report({ paper }) }
    const decided = sampleDecided(workspace, sample.verdict)
    const { pages } = await reports.make({ ...sampleRequest(), ...sample, workspace, decided })
    expect(pages).toBeGreaterThanOrEqual(5)
    expect(pages).toBeLessThanOrEqual(20)
  })

  it('makes a report of scenarios of which nothing is known', async () => {
    const request = sampleRequest()
    const results = request.results.map((result) => ({
      ...result,
      fit: { ...result.fit, state: 'unknown' as const, fullness: null },
      metrics: Object.fromEntries(
        Object.keys(result.metrics).map((name) => [name, { value: null, low: null, high: null, grade: null }]),
      ) as typeof result.metrics,
      binding: null,
      speedOfLight: [],
      operators: [],
      roofs: [],
      ladder: [],
      ledger: [],
    }))
    await expect(reports.make({ ...request, results })).resolves.toMatchObject({ pages: expect.any(Number) })
  })
})

describe('refusals', () => {
  it('names characters that cannot be printed', async () => {
    await expect(reports.make(sampleRequest({ title: '推理芯片 說 🚀' }))).rejects.toMatchObject({
      code: 'missing-characters',
      details: { characters: ['說', '🚀'] },
    })
  })

  it('does not leave a scenario without a result out', async () => {
    const request = sampleRequest()
    await expect(reports.make({ ...request, results: request.results.slice(0, 1) })).rejects.toThrow(/no result for B/)
  })
})
