import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDocument } from '#main/documents/open.ts'
import { listSamples, openSample } from '#main/documents/samples.ts'
import { figureAt } from '#shared/domain/overrides.ts'
import { resolveScenario } from '#shared/domain/resolve.ts'
import { sampleFiles, SAMPLES_FOLDER } from '../../../../scripts/samples.ts'
import { temporaryFolder } from '../../../support/folders.ts'

describe('the shipped samples', () => {
  const files = sampleFiles()

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

describe('listSamples and openSample', () => {
  it('describe each sample by its own words', async () => {
    const samples = await listSamples(SAMPLES_FOLDER)
    expect(samples).toContainEqual({
      id: 'b200-against-wse3',
      title: 'Does chat need more HBM or a wafer?',
      description: expect.stringMatching(/^Llama 3\.1 70B for chat/),
      scenarios: 4,
    })
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
