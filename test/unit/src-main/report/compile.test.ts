import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { countPages, createReportCompiler, type CompilerOptions, type ReportCompiler } from '#main/report/compile.ts'

const folders: string[] = []
const compilers: ReportCompiler[] = []

/** A compiler with a template of its own and the real fonts. */
function compilerWith(template: string, options: Partial<CompilerOptions> = {}): ReportCompiler {
  const resourcesFolder = mkdtempSync(join(tmpdir(), 'memwall-report-'))
  folders.push(resourcesFolder)
  mkdirSync(join(resourcesFolder, 'report'))
  symlinkSync(resolve('resources/fonts'), join(resourcesFolder, 'fonts'), 'dir')
  writeFileSync(join(resourcesFolder, 'report', 'report.typ'), template)
  const compiler = createReportCompiler({ resourcesFolder, ...options })
  compilers.push(compiler)
  return compiler
}

const HEAD = `#set document(date: none)\n#set text(font: "IBM Plex Sans", fallback: false)\n#let data = json("/in/report.json")\n`

afterEach(() => Promise.all(compilers.splice(0).map((compiler) => compiler.close())))
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

describe('report compiler', () => {
  it('typesets data and pictures, and counts the pages', async () => {
    const compiler = compilerWith(`${HEAD}#data.text\n#pagebreak()\n#image("/in/a.svg", alt: "A square")`)
    const square = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    const { bytes, pages } = await compiler.compile({
      data: { text: 'Hello' },
      files: { '/in/a.svg': new TextEncoder().encode(square) },
    })
    expect(new TextDecoder('latin1').decode(bytes.subarray(0, 5))).toBe('%PDF-')
    expect(pages).toBe(2)
  })

  it('gives the same bytes warm and cold, and leaves nothing of one request to the next', async () => {
    const compiler = compilerWith(`${HEAD}#data.text`)
    const first = await compiler.compile({ data: { text: 'One' }, files: {} })
    const other = await compiler.compile({ data: { text: 'Two' }, files: {} })
    const again = await compiler.compile({ data: { text: 'One' }, files: {} })
    await compiler.close()
    const cold = await compiler.compile({ data: { text: 'One' }, files: {} })
    expect(Buffer.compare(first.bytes, again.bytes)).toBe(0)
    expect(Buffer.compare(first.bytes, cold.bytes)).toBe(0)
    expect(Buffer.compare(first.bytes, other.bytes)).not.toBe(0)
  })

  it('answers requests made at once, each with its own', async () => {
    const compiler = compilerWith(`${HEAD}#for page in range(data.pages) [#pagebreak(weak: true)#page]`)
    const all = await Promise.all([1, 2, 3].map((pages) => compiler.compile({ data: { pages }, files: {} })))
    expect(all.map((one) => one.pages)).toEqual([1, 2, 3])
  })

  it('fails with the typesetter’s reason, and works again after it', async () => {
    const compiler = compilerWith(`${HEAD}#if data.broken { panic("no") }\nFine`)
    await expect(compiler.compile({ data: { broken: true }, files: {} })).rejects.toMatchObject({
      code: 'report-failed',
      details: { reason: expect.stringContaining('panicked') },
    })
    await expect(compiler.compile({ data: { broken: false }, files: {} })).resolves.toMatchObject({ pages: 1 })
  })

  it('reaches no file but those it is given', async () => {
    const compiler = compilerWith(`${HEAD}#read("/etc/hostname")`)
    await expect(compiler.compile({ data: {}, files: {} })).rejects.toMatchObject({ code: 'report-failed' })
  })

  it('stops at the deadline, and works again after it', async () => {
    const compiler = compilerWith(
      `${HEAD}#let n = 0\n#for a in range(100000) { for b in range(100000) { n += a } }\n#n`,
      { deadline: 1500 },
    )
    await expect(compiler.compile({ data: {}, files: {} })).rejects.toMatchObject({ code: 'deadline' })
    await compiler.close()
    const patient = compilerWith(`${HEAD}Done`)
    await expect(patient.compile({ data: {}, files: {} })).resolves.toMatchObject({ pages: 1 })
  })

  it('says which part of the installation is missing', async () => {
    const compiler = createReportCompiler({ resourcesFolder: join(tmpdir(), 'memwall-not-there') })
    await expect(compiler.compile({ data: {}, files: {} })).rejects.toMatchObject({ code: 'report-failed' })
  })
})

describe('countPages', () => {
  it('counts page objects and not the tree above them', () => {
    const text = '<< /Type /Pages /Count 2 >> << /Type /Page >> <</Type/Page/Parent 1 0 R>>'
    expect(countPages(new TextEncoder().encode(text))).toBe(2)
  })
})
