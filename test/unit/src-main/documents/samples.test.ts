import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDocument } from '#main/documents/open.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import type { ScenarioResult } from '#shared/domain/result.ts'
import { listSamples, openSample } from '#main/documents/samples.ts'
import { figureAt } from '#shared/domain/overrides.ts'
import { resolveScenario } from '#shared/domain/resolve.ts'
import { sampleFiles, SAMPLES_FOLDER } from '../../../../scripts/samples.ts'
import { temporaryFolder } from '../../../support/folders.ts'

const files = sampleFiles()

describe('the shipped samples', () => {
  it('are those the script writes from the library of today', () => {
    expect(
      readdirSync(SAMPLES_FOLDER)
        .filter((name) => name.endsWith('.memwall'))
        .toSorted(),
    ).toEqual([...files.keys()])
    for (const [name, text] of files) {
      // Stale? Run `node scripts/samples.ts`.
      expect(readFileSync(path.join(SAMPLES_FOLDER, name), 'utf8') === text, name).toBe(true)
    }
  })

  it.each([...files.keys()])('%s opens, and every scenario resolves with each of its overrides', async (name) => {
    const { workspace } = await openDocument(path.join(SAMPLES_FOLDER, name))
    expect(workspace.scenarios.length).toBeGreaterThan(2)
    for (const scenario of workspace.scenarios) {
      const resolved = resolveScenario(workspace, scenario)
      for (const [figure, value] of Object.entries(scenario.hardwareOverrides)) {
        expect(resolved && figureAt(resolved.hardware, figure)?.value).toBe(value)
      }
      const { devices, pools, tensorParallel, pipelineParallel, dataParallel } = scenario.deployment
      expect(tensorParallel * pipelineParallel * dataParallel).toBe(devices)
      if (pools) {
        const used = [pools.prefill, pools.decode].map(
          (pool) => pool.workers * pool.tensorParallel * pool.pipelineParallel * pool.dataParallel,
        )
        expect(used.reduce((sum, count) => sum + count)).toBe(devices)
      }
    }
  })
})

describe('what the engine says of the samples', () => {
  async function results(id: string): Promise<readonly ScenarioResult[]> {
    const { workspace } = await openSample(SAMPLES_FOLDER, id)
    return workspace.scenarios.map((scenario) => {
      const resolved = resolveScenario(workspace, scenario)
      if (!resolved) throw new Error(`${scenario.id} does not resolve`)
      return evaluate(resolved)
    })
  }

  it.each([...files.keys()])('every scenario of %s fits and has a time per token', async (name) => {
    for (const { fit, metrics } of await results(name.replace('.memwall', ''))) {
      expect(fit.state).toBe('fits')
      expect(metrics.tpot.value).toBeGreaterThan(0)
    }
  })

  it('the bandwidth experiment agrees with its published pair in sign and size, and each doubling brings less', async () => {
    const all = await results('bandwidth-experiment')
    const steps = (metric: 'systemThroughput' | 'ttft') =>
      all
        .slice(1)
        .map(({ metrics }, index) => (metrics[metric].value ?? 0) / (all[index]?.metrics[metric].value ?? 0) - 1)
    const [first = 0, second = 0, third = 0] = steps('systemThroughput')
    // Published for 100 → 200 Gb/s: throughput about +19 %, time to first token about −22 %.
    expect(first).toBeGreaterThan(0.1)
    expect(first).toBeLessThan(0.3)
    expect(second).toBeLessThan(first)
    expect(third).toBeLessThan(second)
    expect(third).toBeGreaterThan(0)
    const [faster = 0] = steps('ttft')
    expect(faster).toBeLessThan(-0.08)
    expect(faster).toBeGreaterThan(-0.4)
  })
})

describe('listSamples and openSample', () => {
  it('describe each sample by its own words', async () => {
    const samples = await listSamples(SAMPLES_FOLDER)
    expect(samples).toContainEqual({
      id: 'b200-against-wse3',
      title: 'Does chat need more HBM or a wafer?',
      description: expect.stringMatching(/^What should serve Llama 3\.1 70B for chat/),
      slots: [0, 1, 2, 3],
      opens: 'compare',
    })
    // Each where its story is: two compare what a demand only assumed would take, one decides what somebody asks for.
    expect(samples.map(({ id, opens }) => [id, opens])).toEqual([
      ['b200-against-wse3', 'compare'],
      ['bandwidth-experiment', 'compare'],
      ['deepseek-by-precision', 'decide'],
    ])
    for (const { id, description } of samples) {
      expect(description).toMatch(/\?$/)
      expect(await openSample(SAMPLES_FOLDER, id)).toMatchObject({ path: null, diskHash: null, name: `${id}.memwall` })
    }
  })

  it('have nothing in an empty folder, pass over other files and refuse a name that leads elsewhere', async () => {
    const folder = temporaryFolder()
    writeFileSync(path.join(folder, 'README.md'), '')
    expect(await listSamples(folder)).toEqual([])
    expect(await listSamples(path.join(folder, 'none'))).toEqual([])
    for (const id of ['../plan', 'none', '', 'A']) {
      await expect(openSample(folder, id)).rejects.toMatchObject({ code: 'not-found' })
    }
  })
})
