import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serializeDocument } from '#shared/document/serialize.ts'
import { openDocumentOrReport } from '#main/app/documentFiles.ts'
import { openDocument } from '#main/documents/open.ts'
import { documentOfReport, isPdf, MOST_REPORT_BYTES } from '#main/documents/reportFile.ts'
import { createReports } from '#main/report/makeReport.ts'
import { appPaths } from '#main/app/paths.ts'
import { RESOURCES, sampleRequest } from '../../../support/reportSample.ts'
import { pdfWith } from '../../../support/writtenPdf.ts'

const SAMPLE = resolve('resources/samples/b200-against-wse3.memwall')
const program = appPaths().workers.attachments
const folder = mkdtempSync(join(tmpdir(), 'memwall-report-file-'))
const open = (bytes: Uint8Array) => documentOfReport('plan.pdf', bytes, program)
const document = new Uint8Array(readFileSync(SAMPLE))
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(['native', 'wasm'] as const)('a report made by the %s compiler', (only) => {
  const reports = createReports({ resourcesFolder: RESOURCES, ...(only === 'wasm' ? { only } : {}) })
  const path = join(folder, `${only}.pdf`)
  let text = ''

  beforeAll(async () => {
    const { workspace } = await openDocument(SAMPLE)
    text = serializeDocument(workspace)
    const made = await reports.make({ ...sampleRequest(), documentText: text })
    await reports.close()
    writeFileSync(path, made.bytes)
  }, 60_000)

  it('opens as an unsaved copy of the document it was made from', async () => {
    const opened = await openDocumentOrReport(path)
    expect(opened).toMatchObject({ path: null, diskHash: null, name: 'chat-serving-2027.memwall' })
    expect(opened.notice).toContain(`${only}.pdf`)
    expect(serializeDocument(opened.workspace)).toBe(text)
  })
})

describe('other PDFs', () => {
  it('opens a document that another program attached', async () => {
    const opened = await open(pdfWith([{ name: '../../etc/plan.memwall', content: document }]))
    expect(opened.name).toBe('plan.memwall')
    expect(opened.workspace).toEqual((await openDocument(SAMPLE)).workspace)
  })

  it('says that there is none, or more than one', async () => {
    await expect(open(pdfWith([{ name: 'notes.txt', content: document }]))).rejects.toMatchObject({
      code: 'document-foreign',
      message: '“plan.pdf” holds no Memwall document; open a PDF that Memwall has made.',
    })
    const twice = ['a.memwall', 'b.memwall'].map((name) => ({ name, content: document }))
    await expect(open(pdfWith(twice))).rejects.toThrow(/holds 2 Memwall documents/)
  })

  it('checks the document as any other', async () => {
    const broken = pdfWith([{ name: 'plan.memwall', content: bytesOf('{"type":"memwall"') }])
    await expect(open(broken)).rejects.toMatchObject({ code: expect.stringMatching(/^document-/) })
  })

  it.each([
    ['nothing but a head', bytesOf('%PDF-1.7\n')],
    ['noise', bytesOf(`%PDF-1.7\n${'\u0000obj<<%/R [ ('.repeat(5000)}`)],
    ['cut off', pdfWith([{ name: 'plan.memwall', content: document }]).slice(0, 700)],
    [
      'a tree that goes in a circle',
      bytesOf(new TextDecoder('latin1').decode(pdfWith([])).replace('/Names []', '/Kids [1 0 R]')),
    ],
  ])('answers in one sentence: %s', async (_, bytes) => {
    await expect(open(bytes)).rejects.toMatchObject({
      code: 'document-foreign',
      message: expect.stringMatching(/^“plan\.pdf” (?:cannot be read as a PDF|holds no Memwall document); [^.]*\.$/),
    })
  })

  it('stops one that unpacks to more than any memory', { timeout: 60_000 }, async () => {
    const bomb = pdfWith([{ name: 'plan.memwall', content: new Uint8Array(900e6) }])
    expect(bomb.length).toBeLessThan(1e6)
    await expect(open(bomb)).rejects.toMatchObject({ code: 'document-too-large' })
  })

  it('reads none that is larger than a report', async () => {
    await expect(open(new Uint8Array(MOST_REPORT_BYTES + 1))).rejects.toMatchObject({ code: 'document-too-large' })
  })

  it('takes a workspace with the ending of a PDF for what it is', async () => {
    const path = join(folder, 'really.pdf')
    writeFileSync(path, document)
    expect(isPdf(document)).toBe(false)
    expect((await openDocumentOrReport(path)).path).toBe(path)
  })
})
