import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { evaluate } from '../../../src-main/engine/evaluate.ts'
import { parseDocument } from '../../../src-shared/document/parse.ts'
import { resolveScenario } from '../../../src-shared/domain/resolve.ts'
import type { Workspace } from '../../../src-shared/domain/workspace.ts'
import type { MemwallWindow } from '../../support/electron.ts'
import { repositoryFile } from '../../support/nodeRuntime.ts'
import type { ChartsAloneState } from './chartsAlonePage.ts'

/**
 * What the comparison's first four charts cost by themselves: `setOption` of all four to the painted frame, in a window
 * of the same Electron with nothing else in it, between two states of the same document.
 * @param document text of a document
 * @returns milliseconds of each of `times` redraws
 */
export async function measureChartsAlone(
  memwall: MemwallWindow,
  document: string,
  times: number,
): Promise<readonly number[]> {
  const parsed = parseDocument(document)
  if (!parsed.ok) throw new Error('The sample cannot be read.')
  const states = [64, 96].map((concurrency) => stateOf(parsed.workspace, concurrency))
  const folder = mkdtempSync(join(tmpdir(), 'memwall-charts-'))
  try {
    await build({
      root: repositoryFile('.'),
      configFile: false,
      logLevel: 'error',
      define: { 'process.env.NODE_ENV': '"production"' },
      build: {
        outDir: folder,
        emptyOutDir: false,
        lib: {
          entry: repositoryFile('test/bench/support/chartsAlonePage.ts'),
          formats: ['iife'],
          name: 'chartsAlone',
          fileName: () => 'page.js',
        },
      },
    })
    const page = join(folder, 'page.html')
    writeFileSync(page, '<!doctype html><meta charset="utf-8"><body style="margin:0"><script src="page.js"></script>')
    const opened = memwall.app.waitForEvent('window')
    await memwall.app.evaluate(({ BrowserWindow }, path) => {
      const window = new BrowserWindow({ width: 1440, height: 900 })
      void window.loadFile(path)
    }, page)
    const window = await opened
    await window.waitForFunction(() => 'measureCharts' in globalThis)
    return await window.evaluate(
      ([two, count]) =>
        (
          globalThis as unknown as { measureCharts(two: readonly ChartsAloneState[], count: number): Promise<number[]> }
        ).measureCharts(two, count),
      [states, times] as const,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function stateOf(original: Workspace, concurrency: number): ChartsAloneState {
  const workspace = { ...original, workload: { ...original.workload, concurrency } }
  const results = workspace.scenarios.flatMap((scenario) => {
    const resolved = resolveScenario(workspace, scenario)
    return resolved ? [evaluate(resolved)] : []
  })
  return { workspace, results }
}
