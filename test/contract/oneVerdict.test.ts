import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { embedProfile } from '../../src-main/documents/embed.ts'
import { reportContent } from '../../src-main/report/content.ts'
import type { CaseSection } from '../../src-main/report/sections/case.ts'
import type { ChangesSection } from '../../src-main/report/sections/changes.ts'
import type { CostsSection } from '../../src-main/report/sections/costs.ts'
import type { DecisionSection } from '../../src-main/report/sections/decision.ts'
import type { EvidenceSection } from '../../src-main/report/sections/evidence.ts'
import type { FlipsSection } from '../../src-main/report/sections/flips.ts'
import { run } from '../../src-main/shells/cli/run.ts'
import { useBriefVerdict } from '../../src-renderer/decide/briefVerdictStore.ts'
import { useWorkspace } from '../../src-renderer/workspace/workspaceStore.ts'
import { parseDocument } from '../../src-shared/document/parse.ts'
import { serializeDocument } from '../../src-shared/document/serialize.ts'
import { USUAL_DRAWS } from '../../src-shared/domain/analysis/draws.ts'
import type { Brief } from '../../src-shared/domain/brief/brief.ts'
import type { BriefVerdict } from '../../src-shared/domain/brief/verdict.ts'
import { usedProfileIds } from '../../src-shared/domain/resolve.ts'
import type { Workspace } from '../../src-shared/domain/workspace.ts'
import { REPORT_SECTIONS } from '../../src-shared/domain/report.ts'
import type { Chip } from '../../src-shared/register/types.ts'
import { formatNumber } from '../../src-shared/units/format.ts'
import { saidVerdict, type SaidVerdict } from '../../src-shared/words/decision/saidVerdict.ts'
import { sentences } from '../../src-shared/words/joined.ts'
import { say, wordingText } from '../../src-shared/words/say.ts'
import { anyBrief } from '../support/anyBrief.ts'
import { HARDWARE, MODELS } from '../support/engineScenarios.ts'
import { repositoryFile } from '../support/nodeRuntime.ts'
import { startCoreWithStores } from '../unit/src-renderer/coreClient.ts'

const SAMPLES = ['b200-against-wse3', 'bandwidth-experiment', 'deepseek-by-precision']

/** Random briefs: few, or many where there is time. */
const RUNS = process.env['MEMWALL_LONG'] === '1' ? 500 : 10

/** Not a measure: two engines decide in full beside whatever else runs. */
const TIMEOUT = 300_000

Object.assign(globalThis, { matchMedia: () => ({ matches: false, addEventListener: () => {} }) })
const core = startCoreWithStores()
afterAll(() => core.close())

/** What the command line says of a file, as JSON. */
async function typed(file: string): Promise<Record<string, unknown>> {
  let output = ''
  let errors = ''
  const plain = (text: string) => text
  await run(['decide', file, '--json'], {
    print: async (text) => void (output += text),
    tell: (text) => void (errors += text),
    bold: plain,
    dim: plain,
  })
  expect(errors).toBe('')
  return JSON.parse(output) as Record<string, unknown>
}

/** Sections of a report that speak of the verdict; a section with nothing to say is not there. */
interface PrintedReport {
  readonly decision: DecisionSection
  readonly case: CaseSection
  readonly costs?: CostsSection
  readonly flips?: FlipsSection
  readonly evidence: EvidenceSection
  readonly changes: ChangesSection
}

/** A report of all sections without columns; what it says has been approved before. */
function printedReport(workspace: Workspace, verdict: BriefVerdict): PrintedReport {
  const { brief } = workspace
  const report: Workspace['report'] = {
    ...workspace.report,
    audience: 'full',
    sections: REPORT_SECTIONS.map((section) => ({ section, shown: true })),
    texts: {},
    approved: {
      on: '2026-06-01',
      by: 'A reader',
      documentHash: 'ab'.repeat(32),
      brief,
      verdict: { state: 'needsDemand', headline: '', choice: [], costs: {}, firsts: {} },
    },
  }
  const { data } = reportContent({ ...workspace, scenarios: [], report }, [], {
    documentHash: 'ab'.repeat(32),
    program: 'Memwall',
    attachment: null,
    verdict,
    decided: [],
    analyses: null,
    basis: null,
  })
  return data as unknown as PrintedReport
}

/** What the window, the core, the report and the command line say of a document, each asked for itself. */
async function holdsEverywhere(workspace: Workspace, file: string): Promise<void> {
  useWorkspace().load({ file: null, name: 'any', workspace, diskHash: null, notice: null })
  const shown = useBriefVerdict()
  // Another document ends what was under way for the last one.
  await nextTick()
  await shown.recompute()
  const { verdict } = shown
  if (verdict === null) throw new Error('The window shows no verdict.')
  const reply = await core.app.dispatch('decision.decide', { workspace, ...USUAL_DRAWS, job: 'again' })
  if (!reply.ok) throw new Error(reply.error.message)
  expect(JSON.stringify(verdict)).toBe(JSON.stringify(reply.value))

  // The window's screen says its own verdict with the same words.
  const said = saidVerdict(workspace, verdict)
  const printed = await typed(file)
  const { state, choice, leaning, confidence, regret, basis } = verdict
  const { badge, headline, certainty, reasons, atStake, ifWrong, dissent } = said
  expect(printed).toMatchObject({
    ...{ state, choice, leaning, confidence, regret },
    ...{ badge, headline, certainty, reasons, atStake, ifWrong, dissent },
    basis: { line: said.basis, hash: basis.hash },
  })
  expect((printed['flips'] as readonly { text: string }[]).map(({ text }) => text)).toEqual(said.flips)
  const rows = printed['table'] as readonly Record<string, unknown>[]
  for (const { id, costing, fared, rank, sizing } of verdict.table) {
    expect(rows.find((row) => row['id'] === id)).toMatchObject({
      rank,
      npv: costing?.presentValue ?? null,
      best: fared?.first ?? null,
      systems: sizing?.systems ?? null,
    })
  }
  expect(rows).toHaveLength(verdict.table.length)
  reportSaysTheSame(printedReport(workspace, verdict), said, verdict, rows)
}

/** @param typedRows the table of the command line */
function reportSaysTheSame(
  report: PrintedReport,
  said: SaidVerdict,
  verdict: BriefVerdict,
  typedRows: readonly Record<string, unknown>[],
): void {
  const { decision, evidence, flips, changes } = report
  const { state, badge, headline } = { ...said, state: verdict.state }
  expect(decision.answer).toMatchObject({ state, badge, headline })
  if (state !== 'needsDemand') expect(decision.answer.certainty).toBe(said.certainty)
  expect(changes.headlines.at(-1)?.text).toBe(headline)
  expect(decision.basis.join(' ')).toBe(said.basis)

  const [summary = ''] = decision.summary.lines
  const told = said.reasons.slice(0, 3)
  expect(summary).toBe(sentences([...told, said.atStake, said.ifWrong]))

  const turning = verdict.flips.filter(({ at, bands }) => at !== null || bands.length > 0).length
  const turns = said.turns.slice(0, turning)
  if (state === 'choose' || state === 'tied') {
    if (turns.length > 0) expect(decision.changes).toEqual(turns.slice(0, decision.changes.length))
  }
  if (state === 'noneFeasible') expect(said.relaxations).toEqual(expect.arrayContaining([...decision.changes]))
  const bands = said.flips.filter((_, index) => (verdict.flips[index]?.bands.length ?? 0) > 0)
  expect(flips?.lines.slice(0, bands.length) ?? []).toEqual(bands)
  expect(flips?.rows.length ?? 0).toBe(Math.min(16, turning - bands.length))
  expect(evidence.dissent).toEqual(said.dissent)

  for (const row of decision.rows) {
    const typedRow = typedRows.find(({ id }) => id === row.id)
    const judged = verdict.table.find(({ id }) => id === row.id)
    expect(row.rank).toBe(typeof typedRow?.['rank'] === 'number' ? formatNumber(typedRow['rank'], { trim: true }) : '–')
    expect(row.first).toBe(
      typeof typedRow?.['rank'] === 'number' && typeof typedRow['best'] === 'number'
        ? formatNumber(Math.round(typedRow['best'] * 1000), { digits: 4, trim: true })
        : '–',
    )
    const limits = judged?.limits.map((limit) => wordingText(limit)) ?? []
    const remarks = [
      ...row.remarks,
      ...decision.shared.filter(({ chips }) => chips.some((chip) => chip.letter === row.chip.letter)),
    ]
    expect(remarks.map(({ text }) => text)).toEqual(expect.arrayContaining(limits))
    expect(typedRow?.['limits'] ?? []).toEqual(expect.arrayContaining(limits))
    if (limits.length > 0) expect(report.case.rejected.map(({ why }) => why)).toContain(sentences(limits))
  }
  oneCostEach(report, verdict, typedRows)
}

/** One figure of cost for one candidate, wherever a section prints one. */
function oneCostEach(
  report: PrintedReport,
  verdict: BriefVerdict,
  typedRows: readonly Record<string, unknown>[],
): void {
  const { decision, costs, changes } = report
  const costOf = new Map(
    typedRows.flatMap(({ id, perMillionOutput: cost }) =>
      typeof cost === 'number' ? [[String(id), formatNumber(cost)] as const] : [],
    ),
  )
  const letters = new Map(decision.rows.map(({ id, chip }) => [chip.letter, id]))
  const own = ({ letter }: Chip): string => costOf.get(letters.get(letter) ?? '') ?? '–'
  const noPrice = say('pages.unpriced')
  for (const { chip, cost } of decision.rows) expect(cost === noPrice ? '–' : cost).toBe(own(chip))
  for (const { chip, cells } of changes.costs) expect(cells[1]).toBe(own(chip))
  if (costs) {
    const row = costs.rows.find(({ label }) => label === say('pages.costs.perMillion'))
    expect(row?.cells).toEqual(costs.chips.map(({ chip }) => own(chip)))
  }
  const [chosen] = verdict.choice
  if (verdict.state === 'choose' && chosen !== undefined) {
    expect(decision.figures[0]?.text).toBe(costOf.get(chosen))
  }
  // Whatever else names a cost a million, now or one day.
  const named = textsIn(report).flatMap((text) => [...text.matchAll(COST)].map(([, figure]) => figure))
  for (const figure of named) expect([...costOf.values()]).toContain(figure)
}

/** A figure with the unit of a cost behind it. */
const COST = /([\d.,]*\d)[ \u00a0]USD(?:\/M\b| per million)/gu

function textsIn(data: unknown): readonly string[] {
  if (typeof data === 'string') return [data]
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(textsIn) : []
}

function sample(name: string): { readonly workspace: Workspace; readonly file: string } {
  const file = repositoryFile(`resources/samples/${name}.memwall`)
  const parsed = parseDocument(readFileSync(file, 'utf8'))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure))
  return { workspace: parsed.workspace, file }
}

/** A document with a brief, and all that it names embedded. */
function withBrief(workspace: Workspace, brief: Brief): Workspace {
  const { hardware, models } = usedProfileIds({ scenarios: workspace.scenarios, brief })
  const table = <Profile extends object>(ids: Iterable<string>, library: ReadonlyMap<string, Profile>) =>
    Object.fromEntries([...ids].map((id) => [id, embedProfile(library.get(id) as Profile)]))
  return { ...workspace, brief, profiles: { hardware: table(hardware, HARDWARE), models: table(models, MODELS) } }
}

describe('one verdict', () => {
  it.each(SAMPLES)(
    'is what window, core, report and command line say of %s',
    async (name) => {
      const { workspace, file } = sample(name)
      await holdsEverywhere(workspace, file)
    },
    TIMEOUT,
  )

  it(
    `is what they say of any brief: ${RUNS} of them`,
    async () => {
      const { workspace } = sample('b200-against-wse3')
      const folder = mkdtempSync(join(tmpdir(), 'memwall-any-'))
      const file = join(folder, 'any.memwall')
      try {
        for (const brief of fc.sample(anyBrief, { numRuns: RUNS, seed: 11 })) {
          const any = withBrief(workspace, brief)
          writeFileSync(file, serializeDocument(any))
          await holdsEverywhere(any, file)
        }
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
    RUNS * TIMEOUT,
  )
})
