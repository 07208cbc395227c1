// First: the tables are read when the contract is.
import '../../../../support/plantedAnalysis.ts'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pointsHere } from '#main/engine/analysis/points/work.ts'
import { frontierQuestion } from '#main/engine/analysis/frontier.ts'
import { resolvedAll } from '#main/engine/analysis/resolved.ts'
import { parseDocument } from '#shared/document/parse.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { startApp, type TestApp } from '../../../../support/app.ts'
import { repositoryFile } from '../../../../support/nodeRuntime.ts'

let core: TestApp
let workspace: Workspace
const told: unknown[] = []

beforeAll(() => {
  core = startApp(
    { emit: (name, payload) => void told.push([name, payload]) },
    { engine: new URL('../../../../support/plantedWorker.ts', import.meta.url) },
  )
  const read = parseDocument(readFileSync(repositoryFile('resources/samples/b200-against-wse3.memwall'), 'utf8'))
  if (!read.ok) throw new Error(read.failure.kind)
  workspace = read.workspace
})
afterAll(() => core.close())

describe('an analysis that is added', () => {
  it('is asked through the core and worked out in the engine’s thread', async () => {
    expect(await core.app.dispatch('analysis.plantedAlone', { workspace, factor: 3 })).toEqual({
      ok: true,
      value: { scenarios: 3 * workspace.scenarios.length },
    })
  })

  it('has its points worked out by all threads, tells how far it is, and can be cancelled', async () => {
    const { tpot } = pointsHere('sweep', frontierQuestion(resolvedAll(workspace)), ['tpot'])
    const question = { workspace, factor: 2, job: 'planted' }
    expect(await core.app.dispatch('analysis.plantedPoints', question)).toEqual({
      ok: true,
      value: { points: tpot.length, slowest: 2 * Math.max(...[...tpot].filter(Number.isFinite)) },
    })
    expect(told.at(-1)).toEqual(['analysis.progress', { job: 'planted', done: tpot.length, total: tpot.length }])
    const running = core.app.dispatch('analysis.plantedPoints', question)
    await core.app.dispatch('analysis.cancel', { job: 'planted' })
    expect(await running).toMatchObject({ ok: false, error: { code: 'cancelled' } })
  })

  it('is refused what its schema does not allow, and fails with a code', async () => {
    for (const wrong of [{ workspace }, { workspace, factor: 11 }, { workspace, factor: 1, job: 'planted' }]) {
      expect(await core.app.dispatch('analysis.plantedAlone', wrong)).toMatchObject({
        ok: false,
        error: { code: 'invalid-input' },
      })
    }
    const bare = { ...workspace, profiles: { hardware: {}, models: {} } }
    expect(await core.app.dispatch('analysis.plantedAlone', { workspace: bare, factor: 1 })).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    })
  })
})
