import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useDecide } from '../../src-renderer/decide/decideStore.ts'
import { useNotices } from '../../src-renderer/window/notices.ts'
import { useEvaluation } from '../../src-renderer/workspace/evaluation.ts'
import { useWorkspace } from '../../src-renderer/workspace/workspaceStore.ts'
import { verdictFor } from '#main/app/analysis/verdictFor.ts'
import { reportContent } from '#main/report/content.ts'
import { confidenceCommand } from '#main/shells/cli/commands/confidence.ts'
import { createClient } from '#shared/contract/client.ts'
import { parseDocument } from '#shared/document/parse.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { jsonText } from '#main/shells/cli/jsonText.ts'
import type { Verdict } from '#shared/verdict/verdict.ts'
import { verdictText, verdictWords, type VerdictWords } from '#shared/verdict/verdictWords.ts'
import { chartScenarios } from '#shared/words/scenario.ts'
import type { TestApp } from '../support/app.ts'
import { repositoryFile } from '../support/nodeRuntime.ts'
import { randomWorkspaces } from '../support/randomWorkspaces.ts'
import { startCoreWithStores } from '../unit/src-renderer/coreClient.ts'

/** Few draws, by the parameter all three take: what is compared is who says what, not how sure it is. */
const DRAWS = { draws: 100, seed: 7 }
const COUNT = process.env['MEMWALL_LONG'] ? 200 : 20
const SAMPLES = repositoryFile('resources/samples')

let core: TestApp
let folder: string
beforeAll(() => {
  core = startCoreWithStores()
  folder = mkdtempSync(join(tmpdir(), 'memwall-verdicts-'))
})
afterAll(async () => {
  await core.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What went wrong, as the window says it. */
const noticed = (): string =>
  useNotices()
    .list.map(({ text }) => text)
    .join(' ')

/** What the Decide screen asks and shows. */
async function inWindow(workspace: Workspace): Promise<Verdict> {
  const evaluation = useEvaluation()
  const store = useWorkspace()
  store.unload()
  store.load({ file: null, name: 'a', workspace, diskHash: null, notice: null })
  while (evaluation.running) await new Promise((resolve) => setTimeout(resolve))
  const { evaluated } = evaluation
  if (!evaluated) throw new Error(noticed())
  const answers = useDecide()
  const asked = answers.askVerdict({
    workspace: evaluated.workspace,
    scenarios: chartScenarios(evaluated.workspace, [...evaluated.results.values()]),
    draws: DRAWS,
  })
  expect(answers.verdict).toBeNull()
  await asked
  if (!answers.verdict) throw new Error(noticed())
  return answers.verdict
}

/** What the report's first page says. */
async function inReport(workspace: Workspace): Promise<VerdictWords> {
  const { evaluator } = core.app
  const { results } = await evaluator.evaluate(workspace)
  const { data } = reportContent(workspace, results, {
    documentHash: '',
    program: 'Memwall',
    attachment: null,
    reached: await verdictFor(evaluator, workspace, results, DRAWS),
    analyses: null,
  })
  return data.decision.verdict
}

/** What the command prints of a file, in this process. */
async function onCommandLine(file: string, ...flags: readonly string[]): Promise<string> {
  let output = ''
  const client = createClient({
    call: (name, input) => core.app.dispatch(name, input),
    subscribe: () => () => {},
  })
  await confidenceCommand.run({
    words: [file],
    flags: new Set(flags),
    values: new Map([['draws', String(DRAWS.draws)]]),
    terminal: {
      print: async (text) => void (output += text),
      tell: () => {},
      bold: (text) => text,
      dim: (text) => text,
    },
    connect: async () => ({ client, grants: core.app.grants, close: async () => {} }),
  })
  return output
}

/** Asks all three, and holds that they agree. @returns what they say */
async function theVerdictOn(workspace: Workspace, file: string): Promise<Verdict> {
  const verdict = await inWindow(workspace)
  const words = verdictWords(verdict)
  expect(await inReport(workspace)).toEqual(words)
  const told = JSON.parse(await onCommandLine(file, 'json')) as { verdict: Verdict; words: VerdictWords }
  expect(told.words).toEqual(words)
  expect(told.verdict).toEqual(JSON.parse(jsonText(verdict)))
  return verdict
}

function neverFalse({ winner, second, leaders, outside, metric }: Verdict, workspace: Workspace): void {
  const out = new Set(outside.map(({ scenario }) => scenario.id))
  for (const named of [winner, second, ...leaders]) expect(named && out.has(named.id)).not.toBe(true)
  expect(metric).toBe(workspace.decision.criterion)
  expect(leaders.length + out.size).toBeLessThanOrEqual(workspace.scenarios.length)
}

/** The second is within so much of the winner. */
const CLOSE = 0.05
function isClose({ reasons }: Verdict): boolean {
  const [first] = reasons
  return first?.code === 'metric' && first.against !== null && Math.abs(first.against.value / first.value - 1) < CLOSE
}

describe('window, report and command line give one verdict', () => {
  it.each(readdirSync(SAMPLES))(
    'on %s, and the command prints it in full',
    async (name) => {
      const file = join(SAMPLES, name)
      const read = parseDocument(readFileSync(file, 'utf8'))
      if (!read.ok) throw new Error(read.failure.kind)
      const verdict = await theVerdictOn(read.workspace, file)
      neverFalse(verdict, read.workspace)
      expect((await onCommandLine(file)).startsWith(`${verdictText(verdictWords(verdict))}\n`)).toBe(true)
    },
    120_000,
  )

  it(
    `on ${COUNT} random workspaces with unknown prices, misfits, equals and close races`,
    async () => {
      const met = { unpriced: 0, misfit: 0, equal: 0, close: 0, chosen: 0, none: 0 }
      for (const [place, made] of randomWorkspaces(COUNT).entries()) {
        const file = join(folder, `${place}.memwall`)
        const text = serializeDocument(made)
        writeFileSync(file, text)
        const read = parseDocument(text)
        if (!read.ok) throw new Error(read.failure.kind)
        const verdict = await theVerdictOn(read.workspace, file)
        neverFalse(verdict, read.workspace)
        met.unpriced += Number(verdict.outside.some(({ why }) => why === 'noNumber'))
        met.misfit += Number(verdict.outside.some(({ why }) => why === 'doesNotFit'))
        met.equal += Number(verdict.state === 'tied')
        met.close += Number(isClose(verdict))
        met.chosen += Number(verdict.state === 'chosen')
        met.none += Number(verdict.state === 'noneMeets')
      }
      for (const kind of ['unpriced', 'misfit', 'equal', 'close', 'chosen'] as const) {
        expect(met[kind], kind).toBeGreaterThanOrEqual(COUNT / 10)
      }
      if (COUNT === 200) expect(met.none).toBeGreaterThan(0)
    },
    COUNT * 10_000,
  )
})
