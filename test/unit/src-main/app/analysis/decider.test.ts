import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { basisHash, createDecider } from '#main/app/analysis/decider.ts'
import { createEngineThread } from '#main/compute/engineThread.ts'
import { createFleet } from '#main/compute/fleet.ts'
import { parseDocument } from '#shared/document/parse.ts'
import { guessed } from '#shared/domain/brief/assumed.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { repositoryFile } from '../../../../support/nodeRuntime.ts'

const program = new URL('../../../../../src-main/compute/worker.ts', import.meta.url)
const parsed = parseDocument(readFileSync(repositoryFile('resources/samples/b200-against-wse3.memwall'), 'utf8'))
if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure))
const { workspace } = parsed

const engine = createEngineThread(program)
const fleets = [createFleet(program, 1), createFleet(program, 3)]
const [one, three] = fleets.map((fleet) => createDecider(engine, fleet))
if (one === undefined || three === undefined) throw new Error('Two deciders are made.')
afterAll(async () => {
  await Promise.all([engine.close(), ...fleets.map((fleet) => fleet.close())])
})

const DRAWS = { draws: 200, seed: 7 }
const withAmount = (value: number): Workspace => ({
  ...workspace,
  brief: { ...workspace.brief, demand: { ...workspace.brief.demand, amount: guessed(value) } },
})

describe('the decider', () => {
  it('reaches the same verdict to the last byte in one thread and in several, and says how far it is', async () => {
    const done: number[] = []
    const alone = await one.decide(workspace, DRAWS, { onProgress: (progress) => done.push(progress.done) })
    const together = await three.decide(workspace, DRAWS)
    expect(JSON.stringify(together)).toBe(JSON.stringify(alone))
    expect(alone.table.map(({ id }) => id)).toEqual(workspace.brief.alternatives.map(({ id }) => id))
    expect(done).toEqual(done.toSorted((a, b) => a - b))
    expect(done.at(-1)).toBe(100)
    // Not a measure: four cold threads share the machine with whatever else runs.
  }, 120_000)

  it('names what a verdict rests on: brief, profiles, draws and seed, and nothing of the columns', async () => {
    const verdict = await one.decide(workspace, DRAWS)
    expect(verdict.basis).toEqual({ hash: basisHash(workspace, DRAWS), ...DRAWS })
    const renamed = { ...workspace, scenarios: workspace.scenarios.slice(1), title: 'Another' }
    expect(basisHash(renamed, DRAWS)).toBe(basisHash(workspace, DRAWS))
    const { lifecycle } = workspace.brief
    const training = { ...lifecycle.training, tokens: 15e12 }
    const trained = { ...workspace, brief: { ...workspace.brief, lifecycle: { ...lifecycle, training } } }
    expect(basisHash(trained, DRAWS)).toBe(basisHash(workspace, DRAWS))
    const hashes = [
      basisHash(workspace, DRAWS),
      basisHash(workspace, { ...DRAWS, seed: 8 }),
      basisHash(workspace, { ...DRAWS, draws: 201 }),
      basisHash(withAmount(1e9), DRAWS),
    ]
    expect(new Set(hashes).size).toBe(hashes.length)
  })

  it('answers at once what it was asked before, and works out what was changed', async () => {
    const first = await one.decide(workspace, DRAWS)
    expect(await one.decide(structuredClone(workspace), DRAWS)).toBe(first)
    const other = await one.decide(withAmount(1e6), DRAWS)
    expect(other.basis.hash).not.toBe(first.basis.hash)
    expect(other.table[0]?.sizing?.peakRate).toBeLessThan(first.table[0]?.sizing?.peakRate ?? NaN)
  })

  it('stops when it is told to, and keeps nothing of it', async () => {
    const controller = new AbortController()
    const running = three.decide(withAmount(3e8), DRAWS, { signal: controller.signal })
    controller.abort()
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    const whole = await three.decide(withAmount(3e8), DRAWS)
    expect(whole.table.length).toBeGreaterThan(0)
  })

  it('says which model the workspace lacks', async () => {
    const lacking = { ...workspace, brief: { ...workspace.brief, model: 'nobody' } }
    await expect(one.decide(lacking, DRAWS)).rejects.toMatchObject({ code: 'not-found' })
  })
})
