import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createReportCompiler, type ReportCompiler } from '#main/report/compile.ts'
import { hasPoppler } from '../support/reportPdf.ts'
import { pageFaults, type PageFault } from './check.ts'
import { CASES, SAMPLE_CASES, unseenCases, WAYS, type PageCase } from './cases.ts'
import { createCasePages } from './casePages.ts'

const HEAD = `#set document(title: "Pages")
#set page(paper: "a4", margin: (x: 20mm, top: 24mm, bottom: 21mm))
#set text(font: "IBM Plex Sans", fallback: false, size: 9pt, lang: "en")
= Pages
`
/** A page full of text. */
const FULL = Array.from({ length: 46 }, (_, line) => `Line ${line} of a page that is full of words. #linebreak()`).join(
  '\n',
)

const folders: string[] = []
const compilers: ReportCompiler[] = []
afterAll(async () => {
  await Promise.all(compilers.map((compiler) => compiler.close()))
  folders.forEach((folder) => rmSync(folder, { recursive: true, force: true }))
})

/** Faults of a page with this on it. @param figure an SVG drawn on it */
async function faultsOf(body: string, figure = '<g/>'): Promise<readonly PageFault[]> {
  const folder = mkdtempSync(join(tmpdir(), 'memwall-seeded-'))
  folders.push(folder)
  mkdirSync(join(folder, 'report'))
  symlinkSync(resolve('resources/fonts'), join(folder, 'fonts'), 'dir')
  writeFileSync(join(folder, 'report', 'report.typ'), `${HEAD}${body}`)
  const compiler = createReportCompiler({ resourcesFolder: folder })
  compilers.push(compiler)
  const made = async (svg: string) => {
    const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="80">${svg}</svg>`
    const files = { '/in/a.svg': new TextEncoder().encode(picture) }
    return (await compiler.compile({ main: '/report.typ', data: {}, files })).bytes
  }
  return pageFaults({ pdf: await made(figure), bare: await made(figure.replace(/<text[\s\S]*?<\/text>/g, '')) }).faults
}
const kinds = async (body: string, figure?: string): Promise<readonly string[]> => [
  ...new Set((await faultsOf(body, figure)).map(({ kind }) => kind)),
]

describe.runIf(hasPoppler())('the page check', { timeout: 60_000 }, () => {
  it('has nothing to say of a page in order', async () => {
    expect(await faultsOf(FULL)).toEqual([])
  })

  it.each([
    ['half a page that stands empty', 'Short.', 'blank'],
    ['words past the type area', `${FULL} #place(top + right, dx: 14mm)[beyond]`, 'margin'],
    ['words past the paper', `${FULL} #place(top + right, dx: 24mm)[off the paper]`, 'outside'],
    [
      'lines printed over one another',
      `${FULL} #place(top, dy: 50pt)[Overprinted words in a line] #place(top, dy: 51pt)[Overprinted words in a line]`,
      'overlap',
    ],
    [
      'words on a dark line',
      `${FULL} #place(bottom, dy: -3pt)[Struck words] #place(bottom, dy: -6pt, line(length: 60pt, stroke: 1pt))`,
      'line',
    ],
  ])('finds %s', async (_, body, kind) => {
    expect(await kinds(body)).toContain(kind)
  })

  it('finds a label of a figure on a line, behind whatever halo', async () => {
    const figure =
      '<line x1="0" y1="40" x2="400" y2="40" stroke="#000"/><text x="20" y="44" style="font-family:IBM Plex Sans;font-size:12px" stroke="#fff" stroke-width="4" paint-order="stroke">Struck label</text>'
    const body = `#image("/in/a.svg", alt: "A figure", width: 400pt)\n${FULL}`
    expect(await kinds(body, figure)).toEqual(['line'])
    expect(await kinds(body, figure.replace('y="44"', 'y="30"'))).toEqual([])
  })

  it('lets words stand on a fill', async () => {
    expect(await kinds(`#box(fill: black, inset: 4pt, text(fill: white)[Chip]) ${FULL}`)).toEqual([])
  })
})

const isLong = process.env['MEMWALL_LONG'] === '1'
/** Random workspaces and briefs nobody looked at while the check and the pages were made. */
const UNSEEN = 20

interface Look {
  readonly name: string
  readonly of: PageCase
  readonly way: (typeof WAYS)[number]
}
const looks = (cases: readonly PageCase[], ways: typeof WAYS = WAYS): readonly Look[] =>
  cases.flatMap((of) => ways.map((way) => ({ name: `${of.name}, ${way.name}`, of, way })))

/** A few of all: each way to print once, each kind of case once. */
function chosen(): readonly Look[] {
  const named = (part: string): readonly PageCase[] => CASES.filter(({ name }) => name.includes(part)).slice(0, 1)
  const kinds = ['1 candidates', '8 columns', 'undecided', 'noneFeasible', 'needsDemand', 'hostile', 'logo', 'tied']
  const ways = WAYS.toReversed()
  return [
    ...looks(SAMPLE_CASES.slice(0, 1), WAYS.slice(1, 2)),
    ...kinds.flatMap((kind, index) => looks(named(kind), ways.slice(index % ways.length, (index % ways.length) + 1))),
  ]
}

describe.runIf(hasPoppler())('the pages of a report', { timeout: 600_000 }, () => {
  const pages = createCasePages()
  afterAll(() => pages.close())

  it.each(isLong ? looks(CASES) : chosen())('are without fault: $name', async ({ of, way }) => {
    const { name: _, ...settings } = way
    const { pages: count, faults } = pageFaults(await pages.pages(of.request(settings)))
    expect(faults).toEqual([])
    if (way.audience === 'board') expect(count).toBe(2)
  })

  // In the long run alone, and otherwise no test that is skipped.
  const unseen = isLong ? looks(unseenCases(UNSEEN)) : []
  it.each(unseen)('are without fault where nobody looked: $name', async ({ of, way }) => {
    const { name: _, ...settings } = way
    expect(pageFaults(await pages.pages(of.request(settings))).faults).toEqual([])
  })
})
