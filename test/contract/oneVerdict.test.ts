import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { run } from '../../src-main/shells/cli/run.ts'
import { useBriefVerdict } from '../../src-renderer/decide/briefVerdictStore.ts'
import { useWorkspace } from '../../src-renderer/workspace/workspaceStore.ts'
import { parseDocument } from '../../src-shared/document/parse.ts'
import { USUAL_DRAWS } from '../../src-shared/domain/analysis/draws.ts'
import { saidVerdict } from '../../src-shared/words/decision/saidVerdict.ts'
import { repositoryFile } from '../support/nodeRuntime.ts'
import { startCoreWithStores } from '../unit/src-renderer/coreClient.ts'

const SAMPLES = ['b200-against-wse3', 'bandwidth-experiment', 'deepseek-by-precision']

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

describe('one verdict', () => {
  it.each(SAMPLES)(
    'is what window, core and command line say of %s',
    async (name) => {
      const file = repositoryFile(`resources/samples/${name}.memwall`)
      const parsed = parseDocument(readFileSync(file, 'utf8'))
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure))
      const { workspace } = parsed
      useWorkspace().load({ file: null, name, workspace, diskHash: null, notice: null })
      const shown = useBriefVerdict()
      // Another document ends what was under way for the last one.
      await nextTick()
      await shown.recompute()
      const { verdict } = shown
      if (verdict === null) throw new Error('The window shows no verdict.')
      const reply = await core.app.dispatch('decision.decide', { workspace, ...USUAL_DRAWS, job: 'again' })
      if (!reply.ok) throw new Error(reply.error.message)
      expect(JSON.stringify(verdict)).toBe(JSON.stringify(reply.value))

      const printed = await typed(file)
      const said = saidVerdict(workspace, verdict)
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
    },
    TIMEOUT,
  )
})
