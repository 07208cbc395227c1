/** The sample's report through both builds of the typesetter, read by other programs. */
import { createHash } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { createReportCompiler } from '#main/report/compile.ts'
import { composeReport, createReports } from '#main/report/makeReport.ts'
import { hasNative } from '../../../support/nativeTypesetter.ts'
import { attachedFile, fontsOf, hasPoppler, informationOf, pageTexts } from '../../../support/reportPdf.ts'
import { RESOURCES, sampleRequest, sampleWorkspace } from '../../../support/reportSample.ts'

const native = hasNative()
const poppler = hasPoppler()
const reports = createReports({ resourcesFolder: RESOURCES })
const wasm = createReports({ resourcesFolder: RESOURCES, only: 'wasm' })
const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex')
const request = sampleRequest()

/** Kinds of what is wrong with the pages as a file: what they say has problems of its own. */
const FILE_KINDS = ['missingCharacters', 'noStandard', 'noDocumentDate']
const ofTheFile = (problems: readonly { readonly kind: string }[]): readonly string[] =>
  problems.map(({ kind }) => kind).filter((kind) => FILE_KINDS.includes(kind))

afterAll(() => Promise.all([reports.close(), wasm.close()]))

describe.runIf(native)('the native report', () => {
  it('passes PDF/UA-1, keeps PDF/A-3a, and says so', { timeout: 60_000 }, async () => {
    const made = await reports.make(request)
    expect(made).toMatchObject({ compiler: 'native', standard: 'PDF/A-3a' })
    expect(ofTheFile(made.problems)).toEqual([])
    const text = new TextDecoder('latin1').decode(made.bytes)
    expect(text).toContain('/AFRelationship /Source')
    expect(text).toContain('/OutputIntents')
    expect(text).toContain('<pdfaid:part>3</pdfaid:part>')
  })

  it('without a date is a plain PDF, and says so', { timeout: 60_000 }, async () => {
    const { report } = sampleWorkspace()
    const made = await reports.make(sampleRequest({ report: { ...report, date: null } }))
    expect(made).toMatchObject({ compiler: 'native', standard: null })
    expect(ofTheFile(made.problems)).toEqual(['noDocumentDate'])
  })

  it('has the pages of the WASM report to the byte where neither keeps a standard', { timeout: 60_000 }, async () => {
    const { report } = sampleWorkspace()
    const undated = sampleRequest({ report: { ...report, date: null } })
    const [one, other] = [await reports.make(undated), await wasm.make(undated)]
    expect(Buffer.compare(one.bytes, other.bytes)).toBe(0)
    const { problems } = other
    expect(ofTheFile(problems)).toEqual(['noStandard'])
  })

  it('prints Chinese in its own face, in charts too, and still passes', { timeout: 60_000 }, async () => {
    const { scenarios, report } = sampleWorkspace()
    const chinese = sampleRequest({
      title: '推理芯片的选择（二〇二七年）',
      report: { ...report, decision: '应当购买哪一种？“八颗”还是四片…', owner: '基础设施' },
      scenarios: scenarios.map((scenario, index) => ({ ...scenario, name: index === 0 ? '八颗加速器' : '四片晶圆' })),
    })
    const made = await reports.make(chinese)
    expect(made.standard).toBe('PDF/A-3a')
    if (!poppler) return
    expect(pageTexts(made.bytes)[0]).toContain('推理芯片的选择')
    expect(fontsOf(made.bytes).every((name) => /IBMPlexSans|NotoSansSC/.test(name))).toBe(true)
    expect(fontsOf(made.bytes).some((name) => name.includes('NotoSansSC'))).toBe(true)
  })
})

describe.runIf(poppler)('either report, read by poppler', () => {
  it.each([
    ['native', reports],
    ['wasm', wasm],
  ] as const)('%s: facts, embedded fonts and the attached document', { timeout: 60_000 }, async (name, made) => {
    if (name === 'native' && !native) return
    const { bytes, pages } = await made.make(request)
    const facts = informationOf(bytes)
    expect(facts).toMatchObject({
      Title: 'Chat serving 2027',
      Author: 'Infrastructure architecture',
      Tagged: 'yes',
      Encrypted: 'no',
      Pages: String(pages),
    })
    // Nothing of the system's own fonts gets in.
    expect(fontsOf(bytes).every((font) => /^[A-Z]{6}\+IBMPlexSans/.test(font))).toBe(true)
    const { listing, text } = attachedFile(bytes)
    expect(listing).toContain('chat-serving-2027.memwall')
    expect(sha256(text)).toBe(request.documentHash)
  })
})

describe('pages as pictures', () => {
  it('are as many as the PDF has, and stay themselves', { timeout: 60_000 }, async () => {
    const compiler = createReportCompiler({ resourcesFolder: RESOURCES })
    const { input } = await composeReport(request, RESOURCES)
    const { pages, standard } = await compiler.preview(input)
    const again = await compiler.preview(input)
    const made = await compiler.compile(input)
    await compiler.close()
    expect(pages.length).toBe(made.pages)
    expect(standard).toBe(made.standard)
    expect(again.pages).toEqual(pages)
    expect(new Set(pages.map(({ hash }) => hash)).size).toBe(pages.length)
  })

  it('show characters without a sign as a problem, where the PDF refuses them', { timeout: 60_000 }, async () => {
    const foreign = sampleRequest({ title: 'Rockets 🚀' })
    const { problems } = await reports.preview(foreign)
    expect(problems).toContainEqual(expect.objectContaining({ kind: 'missingCharacters', severity: 'bad' }))
    await expect(reports.make(foreign)).rejects.toMatchObject({ code: 'missing-characters' })
  })
})
