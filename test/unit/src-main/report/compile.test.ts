import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import {
  createReportCompiler,
  type CompileInput,
  type CompilerOptions,
  type ReportCompiler,
} from '#main/report/compile.ts'
import { countPages } from '#main/report/countPages.ts'
import { hasNative } from '../../../support/nativeTypesetter.ts'

const folders: string[] = []
const compilers: ReportCompiler[] = []

/** A compiler with a template of its own and the real fonts. */
function compilerWith(
  template: string,
  options: Partial<CompilerOptions> = {},
  parts: Readonly<Record<string, string>> = {},
): ReportCompiler {
  const resourcesFolder = mkdtempSync(join(tmpdir(), 'memwall-report-'))
  folders.push(resourcesFolder)
  mkdirSync(join(resourcesFolder, 'report'))
  symlinkSync(resolve('resources/fonts'), join(resourcesFolder, 'fonts'), 'dir')
  for (const [path, text] of Object.entries({ ...parts, 'report.typ': template })) {
    mkdirSync(dirname(join(resourcesFolder, 'report', path)), { recursive: true })
    writeFileSync(join(resourcesFolder, 'report', path), text)
  }
  const compiler = createReportCompiler({ resourcesFolder, ...options })
  compilers.push(compiler)
  return compiler
}

const HEAD = `#set document(title: "A report", date: none)
#set text(font: "IBM Plex Sans", fallback: false, lang: "en")
#let data = json("/in/report.json")
= Report
`
const input = (report: unknown, files: CompileInput['files'] = {}): CompileInput => ({
  main: '/report.typ',
  data: { report },
  files,
})
const wasm = (template: string, options: Partial<CompilerOptions> = {}): ReportCompiler =>
  compilerWith(template, { only: 'wasm', ...options })
const BUILDS = hasNative() ? (['native', 'wasm'] as const) : (['wasm'] as const)

afterEach(() => Promise.all(compilers.splice(0).map((compiler) => compiler.close())))
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

describe.each(BUILDS)('report compiler, %s', (only) => {
  const build = (template: string, options: Partial<CompilerOptions> = {}, parts = {}): ReportCompiler =>
    compilerWith(template, { only, ...options }, parts)

  it('typesets data and pictures, and counts the pages', async () => {
    const compiler = build(`${HEAD}#data.text\n#pagebreak()\n#image("/in/a.svg", alt: "A square")`)
    const square = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    const { bytes, pages } = await compiler.compile(
      input({ text: 'Hello' }, { '/in/a.svg': new TextEncoder().encode(square) }),
    )
    expect(new TextDecoder('latin1').decode(bytes.subarray(0, 5))).toBe('%PDF-')
    expect(pages).toBe(2)
  })

  it('gives the same bytes warm and cold, and leaves nothing of one request to the next', async () => {
    const compiler = build(`${HEAD}#data.text`)
    const first = await compiler.compile(input({ text: 'One' }))
    const other = await compiler.compile(input({ text: 'Two' }))
    const again = await compiler.compile(input({ text: 'One' }))
    await compiler.close()
    const cold = await compiler.compile(input({ text: 'One' }))
    expect(Buffer.compare(first.bytes, again.bytes)).toBe(0)
    expect(Buffer.compare(first.bytes, cold.bytes)).toBe(0)
    expect(Buffer.compare(first.bytes, other.bytes)).not.toBe(0)
  })

  it('answers requests made at once, each with its own', async () => {
    const compiler = build(`${HEAD}#for page in range(data.pages) [#pagebreak(weak: true)#page]`)
    const all = await Promise.all([1, 2, 3].map((pages) => compiler.compile(input({ pages }))))
    expect(all.map((one) => one.pages)).toEqual([2, 3, 4])
  })

  it('fails with the typesetter’s reason, and works again after it', async () => {
    const compiler = build(`${HEAD}#if data.broken { panic("no") }\nFine`)
    await expect(compiler.compile(input({ broken: true }))).rejects.toMatchObject({
      code: 'report-failed',
      details: { reason: expect.stringContaining('panicked') },
    })
    await expect(compiler.compile(input({ broken: false }))).resolves.toMatchObject({ pages: 1 })
  })

  it('reaches no file but those it is given', async () => {
    const compiler = build(`${HEAD}#read("/etc/hostname")`)
    await expect(compiler.compile(input({}))).rejects.toMatchObject({ code: 'report-failed' })
  })

  it('finds templates in folders beside the first one', async () => {
    const compiler = build(
      '#import "parts/words.typ": greeting\n#set document(title: "x")\n= #greeting',
      {},
      {
        'parts/words.typ': '#let greeting = [Good day]',
      },
    )
    await expect(compiler.compile(input({}))).resolves.toMatchObject({ pages: 1 })
  })

  it('reads each section from a file of its own, and lays out anew what changed', async () => {
    const compiler = build(`${HEAD}#data.text #json("/in/second.json").text`)
    const of = (first: string, second: string): CompileInput => ({
      main: '/report.typ',
      data: { report: { text: first }, second: { text: second } },
      files: {},
    })
    const before = await compiler.preview(of('One', 'two'))
    const after = await compiler.preview(of('One', 'three'))
    const back = await compiler.preview(of('One', 'two'))
    expect(after.pages[0]?.hash).not.toBe(before.pages[0]?.hash)
    expect(back.pages).toEqual(before.pages)
  })

  it('gives pages as pictures that hold all they need and nothing that acts', async () => {
    const compiler = build(
      `${HEAD}#data.text #link("https://example.org")[a link]
       #rect(fill: tiling(size: (4pt, 4pt), place(line(end: (4pt, 4pt)))))
       #pagebreak() 8`,
    )
    const { pages, compiler: name } = await compiler.preview(input({ text: 'Hello' }))
    expect(name).toBe(only)
    expect(pages).toHaveLength(2)
    for (const { svg, width, height } of pages) {
      expect([width, height]).toEqual([596, 842])
      expect(svg).not.toMatch(/foreignObject|pseudo-link|tsel|<a |onclick|<script|<style|xhtml/)
      const ids = new Set([...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
      const used = [...svg.matchAll(/(?:href="#|url\(#)([^")]+)/g)].map(([, id]) => id)
      expect(used.length).toBeGreaterThan(0)
      for (const id of used) expect(ids).toContain(id)
    }
    const letters = (svg = ''): number => svg.match(/outline_glyph/g)?.length ?? 0
    expect(letters(pages[1]?.svg)).toBeLessThan(letters(pages[0]?.svg))
  })

  it('says where labelled places stand', async () => {
    const compiler = build(`${HEAD}
      #let mark(id, ..more) = context [#metadata((id: id, ..here().position(), ..more.named())) <place>]
      #mark("decision") #mark("summary", width: 120pt, text: "As printed") #block(height: 40pt)[x] #mark("summary")
      #pagebreak() #mark("case")`)
    const { places } = await compiler.preview(input({}))
    expect(places.map(({ id, page }) => [id, page])).toEqual([
      ['decision', 1],
      ['summary', 1],
      ['case', 2],
    ])
    expect(places[1]).toMatchObject({ width: 120, text: 'As printed' })
    expect(places[1]?.height).toBeGreaterThanOrEqual(40)
    expect(places[1]?.y).toBeGreaterThan(70)
  })

  it('says which part of the installation is missing', async () => {
    const compiler = createReportCompiler({ resourcesFolder: join(tmpdir(), 'memwall-not-there'), only })
    await expect(compiler.compile(input({}))).rejects.toMatchObject({ code: 'report-failed' })
  })
})

describe('the compiler as WASM', () => {
  it('stops at the deadline, and works again after it', async () => {
    const compiler = wasm(`${HEAD}#let n = 0\n#for a in range(100000) { for b in range(100000) { n += a } }\n#n`, {
      deadline: 1500,
    })
    await expect(compiler.compile(input({}))).rejects.toMatchObject({ code: 'deadline' })
    await compiler.close()
    const patient = wasm(`${HEAD}Done`)
    await expect(patient.compile(input({}))).resolves.toMatchObject({ pages: 1 })
  })

  it('begins a new thread where the old one holds too much, and gives the same pages', async () => {
    const compiler = wasm(`${HEAD}#for n in range(2000) [#n #data.text #parbreak()]`)
    const first = await compiler.preview(input({ text: 'a' }))
    for (const text of ['b', 'c', 'd', 'e', 'f', 'g']) await compiler.preview(input({ text }))
    expect((await compiler.preview(input({ text: 'a' }))).pages).toEqual(first.pages)
  }, 60_000)

  it('keeps no standard', async () => {
    await expect(wasm(`${HEAD}Fine`).compile(input({}))).resolves.toMatchObject({ compiler: 'wasm', standard: null })
  })
})

describe.runIf(hasNative())('the native compiler', () => {
  const DATED = HEAD.replace('date: none', 'date: datetime(year: 2026, month: 11, day: 20)')
  const native = (template: string): ReportCompiler => compilerWith(template, { only: 'native' })

  it('keeps PDF/A-3a where the document has a date, and takes none from the clock', async () => {
    const made = await native(`${DATED}Fine`).compile(input({}))
    expect(made).toMatchObject({ compiler: 'native', standard: 'PDF/A-3a' })
    const text = new TextDecoder('latin1').decode(made.bytes)
    expect(text).toContain('<pdfaid:part>3</pdfaid:part>')
    expect(text).toContain('<pdfaid:conformance>A</pdfaid:conformance>')
    expect(text).toContain('D:20261120')
    const without = await native(`${HEAD}Fine`).compile(input({}))
    expect(without).toMatchObject({ compiler: 'native', standard: null })
    expect(new TextDecoder('latin1').decode(without.bytes)).not.toContain('CreationDate')
  })

  it('names the characters that no font has a sign for', async () => {
    await expect(native(`${DATED}#data.text`).compile(input({ text: 'Fine 🚀 說' }))).rejects.toMatchObject({
      code: 'missing-characters',
      details: { characters: ['🚀', '說'] },
    })
  })

  it.each([
    ['a picture without words', '#image("/in/a.svg")', /alt/],
    ['a first heading that is no title', '#set heading(offset: 1)\n= Deeper', /heading/],
  ])('refuses what readers by ear cannot follow: %s', async (_, body, reason) => {
    const square = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    const compiler = native(`${DATED.replace('= Report\n', '')}${body}`)
    await expect(compiler.compile(input({}, { '/in/a.svg': new TextEncoder().encode(square) }))).rejects.toMatchObject({
      code: 'report-failed',
      details: { reason: expect.stringMatching(reason) },
    })
  })
})

describe('countPages', () => {
  it('counts page objects and not the tree above them', () => {
    const text = '<< /Type /Pages /Count 2 >> << /Type /Page >> <</Type/Page/Parent 1 0 R>>'
    expect(countPages(new TextEncoder().encode(text))).toBe(2)
  })
})
