import { execFileSync } from 'node:child_process'
import { expect, test } from '@playwright/test'
import { inWords } from '#shared/words/inWords.ts'
import { openMemwall, whyNoElectron } from '../support/electron.ts'
import { repositoryFile } from '../support/nodeRuntime.ts'

test.skip(whyNoElectron() !== null, `the real window: ${whyNoElectron()}`)

/** What the command line, on Node, says of a sample: the engine's whole results as text. */
function onNode(sample: string): string {
  const program = repositoryFile('out/cli/memwall.js')
  const file = repositoryFile(`resources/samples/${sample}.memwall`)
  const printed = execFileSync(process.execPath, [program, 'evaluate', file, '--json'], { encoding: 'utf8' })
  const { scenarios } = JSON.parse(printed) as { scenarios: readonly { result: unknown }[] }
  return JSON.stringify(scenarios.map(({ result }) => result))
}

test('Electron and Node give the same bytes for every sample', async () => {
  const memwall = await openMemwall()
  try {
    const inWindow = await memwall.page.evaluate(async () => {
      const { memwallBridge } = window as unknown as {
        memwallBridge: { call(name: string, input?: unknown): Promise<{ ok: boolean; value: never }> }
      }
      const samples = (await memwallBridge.call('documents.samples')).value as { id: string }[]
      const results: [string, string][] = []
      for (const { id } of samples) {
        const { workspace } = (await memwallBridge.call('documents.openSample', { id })).value as { workspace: unknown }
        const evaluated = (await memwallBridge.call('engine.evaluate', { workspace })).value as { results: unknown }
        results.push([id, JSON.stringify(evaluated.results)])
      }
      return results
    })
    expect(inWindow.length).toBeGreaterThan(2)
    for (const [id, results] of inWindow) {
      expect(results.length).toBeGreaterThan(1000)
      // The command line says the codes of findings and reasons in words.
      expect(JSON.stringify(inWords(JSON.parse(results))) === onNode(id), `${id}: the same bytes`).toBe(true)
    }
  } finally {
    await memwall.close()
  }
})
