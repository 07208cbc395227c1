import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { embedProfile } from '../../src-main/documents/embed.ts'
import { decisionPage } from '../../src-main/report/decisionPage.ts'
import { run } from '../../src-main/shells/cli/run.ts'
import { useBriefVerdict } from '../../src-renderer/decide/briefVerdictStore.ts'
import { useWorkspace } from '../../src-renderer/workspace/workspaceStore.ts'
import { parseDocument } from '../../src-shared/document/parse.ts'
import { serializeDocument } from '../../src-shared/document/serialize.ts'
import { USUAL_DRAWS } from '../../src-shared/domain/analysis/draws.ts'
import type { Brief } from '../../src-shared/domain/brief/brief.ts'
import { usedProfileIds } from '../../src-shared/domain/resolve.ts'
import type { Workspace } from '../../src-shared/domain/workspace.ts'
import { saidVerdict } from '../../src-shared/words/decision/saidVerdict.ts'
import { anyBrief } from '../support/anyBrief.ts'
import { HARDWARE, MODELS } from '../support/engineScenarios.ts'
import { repositoryFile } from '../support/nodeRuntime.ts'
import { startCoreWithStores } from '../unit/src-renderer/coreClient.ts'

const SAMPLES = ['b200-against-wse3', 'bandwidth-experiment', 'deepseek-by-precision']

/** Random briefs: few, or many where there is time. */
const RUNS = process.env['MEMWALL_LONG'] === '1' ? 500 : 8

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

  const said = saidVerdict(workspace, verdict)
  const page = decisionPage(workspace, verdict).verdict
  expect(page).toMatchObject({ headline: said.headline, certainty: said.certainty, reasons: said.reasons })

  const printed = await typed(file)
  const { state, choice, leaning, confidence, regret, basis } = verdict
  expect(printed).toMatchObject({
    headline: said.headline,
    basis: { line: said.basis, hash: basis.hash },
    reasons: said.reasons,
    ...{ state, choice, leaning, confidence, regret },
  })
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
