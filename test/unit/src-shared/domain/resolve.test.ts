import { expect, test } from 'vitest'
import { profilesOf, resolveScenario, workloadOf } from '#shared/domain/resolve.ts'
import type { Scenario } from '#shared/domain/scenario.ts'
import { sampleWorkspace } from '../../src-renderer/sampleWorkspace.ts'

const workspace = sampleWorkspace()
const [scenario] = workspace.scenarios as [Scenario, ...Scenario[]]

test('a scenario has the profiles it names', () => {
  expect(profilesOf(workspace, scenario)?.hardware.id).toBe(scenario.hardware)
  expect(profilesOf(workspace, scenario)?.model.id).toBe(scenario.model)
})

test.each(['no-such-profile', 'constructor', '__proto__'])('a workspace that does not embed %s has none', (id) => {
  for (const lacking of [
    { ...scenario, hardware: id },
    { ...scenario, model: id },
  ]) {
    expect(profilesOf(workspace, lacking)).toBeNull()
    expect(resolveScenario(workspace, lacking)).toBeNull()
  }
})

test('a scenario overrides fields of the shared load and leaves the others', () => {
  const own = { ...scenario, workloadOverrides: { concurrency: 7 } }
  expect(workloadOf(workspace, own)).toEqual({ ...workspace.workload, concurrency: 7 })
  expect(resolveScenario(workspace, own)?.workload).toEqual(workloadOf(workspace, own))
})
