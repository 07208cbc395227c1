import { createHash } from 'node:crypto'
import type { Page, Route } from '@playwright/test'
import { CALL_ADDRESS } from '#shared/contract/httpAddresses.ts'
import type { Output } from '#shared/contract/index.ts'
import type { ReportProblem } from '#shared/contract/report.ts'
import type { Workspace } from '../../src-shared/domain/workspace.ts'

type Preview = Output<'report.preview'>
type Answered = { readonly ok: true; readonly value: Preview } | { readonly ok: false; readonly error: object }

/** Previews are answered in place of the core's, each section a page: for what the screen does with them. */
export interface ReportedPage {
  /** The workspaces previews were asked for, oldest first, with the hashes the page said it had. */
  readonly asked: readonly { readonly workspace: Workspace; readonly known: readonly string[] }[]
  /** Answers nothing until `go`, or until the job is cancelled. */
  hold(): void
  go(): void
  /** Fails from now on, with this sentence; null: no more. */
  fail(message: string | null): void
}

const POINTS = { a4: { width: 595.28, height: 841.89 }, letter: { width: 612, height: 792 } } as const
const SUMMARY = 'B200 carries the busiest hour of the third year with a fifth to spare.'

/** Puts a page between its user and the core. @param problems that every preview tells */
export async function reportedPage(page: Page, problems: readonly ReportProblem[] = []): Promise<ReportedPage> {
  const asked: { workspace: Workspace; known: string[] }[] = []
  let held = false
  let failure: string | null = null
  let waiting: ((reason: 'go' | 'cancelled') => void)[] = []
  const release = (reason: 'go' | 'cancelled') => {
    const released = waiting
    waiting = []
    for (const go of released) go(reason)
  }
  const answer = async (input: { workspace: Workspace; known: string[] }): Promise<Answered> => {
    asked.push(input)
    const reason = held ? await new Promise<'go' | 'cancelled'>((go) => waiting.push(go)) : 'go'
    if (reason === 'cancelled') return { ok: false, error: { code: 'cancelled', message: 'Cancelled.' } }
    if (failure !== null) return { ok: false, error: { code: 'report-failed', message: failure } }
    return { ok: true, value: previewOf(input.workspace, new Set(input.known), problems) }
  }
  await page.route(`**${CALL_ADDRESS}`, async (route: Route) => {
    const { name, input } = route.request().postDataJSON() as { name: string; input: never }
    if (name === 'report.preview') {
      await route.fulfill({ json: await answer(input) }).catch(() => {})
    } else {
      if (name === 'analysis.cancel' && (input as { job: string }).job === 'report') release('cancelled')
      await route.fallback()
    }
  })
  return {
    asked,
    hold: () => {
      held = true
    },
    go: () => {
      held = false
      release('go')
    },
    fail: (message) => {
      failure = message
    },
  }
}

function previewOf(
  { title, report }: Workspace,
  known: ReadonlySet<string>,
  problems: readonly ReportProblem[],
): Preview {
  const { width, height } = POINTS[report.paper]
  const names = report.sections
    .flatMap(({ section, shown }) => [
      ...(shown ? [section] : []),
      ...report.ownSections.filter((own) => own.after === section && own.shown).map(({ id }) => id),
    ])
    .slice(0, report.audience === 'board' ? 2 : undefined)
  const summary = report.texts['summary'] ?? SUMMARY
  const own = (name: string) => report.ownSections.find(({ id }) => name === id)
  const pages = names.map((name, at) => {
    const lines = at === 0 ? [title, summary, report.owner] : [own(name)?.title ?? name, own(name)?.text ?? '']
    const svg = drawn(width, height, lines)
    const hash = createHash('sha256').update(svg).digest('hex')
    return { hash, svg: known.has(hash) ? null : svg, width, height }
  })
  const blocks = [
    { id: 'summary', page: 1, x: 48, y: 118, width: 500, height: 44, text: summary, edited: 'summary' in report.texts },
  ]
  return {
    pages,
    sections: names.map((section, at) => ({ section, page: at + 1 })),
    blocks,
    problems: problems.filter((problem) => problem.page === null || problem.page <= pages.length),
    compiler: 'wasm',
    standard: 'PDF/A-3a',
    seconds: 0.18,
  }
}

function drawn(width: number, height: number, lines: readonly string[]): string {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const texts = lines.map(
    (line, at) => `<text x="48" y="${90 + at * 44}" font-family="sans-serif" font-size="14">${escaped(line)}</text>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}pt" height="${height}pt"><path d="M0 0h${width}v${height}H0z" fill="#fff"/>${texts.join('')}</svg>`
}
