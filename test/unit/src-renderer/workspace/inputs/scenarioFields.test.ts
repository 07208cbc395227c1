import { createDraft, finishDraft } from 'immer'
import { describe, expect, test } from 'vitest'
import { movableInputs } from '../../../../../src-main/engine/analysis/inputs.ts'
import { evaluate } from '../../../../../src-main/engine/evaluate.ts'
import { resolveScenario } from '../../../../../src-shared/domain/resolve.ts'
import { workspaceSchema, type Workspace } from '../../../../../src-shared/domain/workspace.ts'
import { NO_STACKS } from '../../../../../src-renderer/workspace/inputs/stackChoices.ts'
import { scenarioFields } from '../../../../../src-renderer/workspace/inputs/scenarioFields.ts'
import type { Recipe } from '../../../../../src-renderer/workspace/history.ts'
import { sampleWorkspace } from '../../sampleWorkspace.ts'

function apply(workspace: Workspace, recipe: Recipe): Workspace {
  const draft = createDraft(workspace)
  recipe(draft)
  return finishDraft(draft) as Workspace
}
function fieldsOf(workspace: Workspace, index = 0, onlyThis = false) {
  const scenario = workspace.scenarios[index]
  if (!scenario) throw new Error('no scenario')
  return scenarioFields(workspace, scenario, onlyThis)
}

describe('inputs of a scenario', () => {
  test('none is overridden in a new workspace, and each has a name of its own', () => {
    const fields = fieldsOf(sampleWorkspace())
    expect(fields.filter((field) => field.overridden)).toEqual([])
    expect(new Set(fields.map((field) => field.id)).size).toBe(fields.length)
    expect(fields.length).toBeGreaterThan(20)
  })

  test('whatever an explanation links to is one of them, and what an analysis moves of an owned machine', () => {
    const workspace = sampleWorkspace()
    let links = 0
    for (const mode of ['own', 'rent'] as const) {
      for (const stored of workspace.scenarios) {
        const scenario = { ...stored, economics: { ...stored.economics, mode } }
        const resolved = resolveScenario(workspace, scenario)
        if (!resolved) throw new Error('no profiles')
        const known = new Set(scenarioFields(workspace, scenario, false).map(({ id }) => id))
        const explained = Object.values(evaluate(resolved).explanations).flatMap((each) => each?.terms ?? [])
        for (const { path } of explained) {
          if (path === undefined) continue
          links++
          expect([...known]).toContain(path)
        }
        // A rented machine has no tariff of its own, which still moves a rival that is owned.
        if (mode === 'own') for (const { input } of movableInputs(resolved)) expect([...known]).toContain(input)
      }
    }
    expect(links).toBeGreaterThan(20)
  })

  test('setting any number keeps the document valid, shows the value, and a reset undoes it', () => {
    const workspace = sampleWorkspace()
    for (const field of fieldsOf(workspace)) {
      if (field.kind !== 'quantity') continue
      const { minimum, maximum } = field.scale
      const target = field.scale.snap((minimum + maximum) / 2)
      const changed = apply(workspace, field.set(target))
      expect(workspaceSchema.safeParse(changed).error, field.id).toBeUndefined()
      const after = fieldsOf(changed).find((candidate) => candidate.id === field.id)
      expect(after?.kind === 'quantity' ? after.value : null, field.id).toBeCloseTo(target, 6)
      if (field.reset && after?.overridden && after.kind === 'quantity' && after.reset) {
        expect(apply(changed, after.reset), field.id).toEqual(workspace)
      }
    }
  })

  test('setting any choice keeps the document valid', () => {
    const workspace = sampleWorkspace()
    for (const field of fieldsOf(workspace)) {
      if (field.kind !== 'choice') continue
      for (const option of field.options) {
        expect(workspaceSchema.safeParse(apply(workspace, field.set(option.value))).error, field.id).toBeUndefined()
      }
    }
  })

  test('a load edited for one column is an override of it alone', () => {
    const workspace = sampleWorkspace()
    const field = fieldsOf(workspace, 0, true).find((candidate) => candidate.id === 'workload.concurrency')
    if (field?.kind !== 'quantity') throw new Error('no such field')
    const changed = apply(workspace, field.set(999))
    const values = [0, 1].map((index) => fieldsOf(changed, index).find((each) => each.id === field.id))
    expect(values.map((each) => (each?.kind === 'quantity' ? each.value : null))).toEqual([
      999,
      workspace.workload.concurrency,
    ])
    expect(values.map((each) => each?.overridden)).toEqual([true, false])
  })

  test('an overridden figure names the library’s value as its base', () => {
    const workspace = sampleWorkspace()
    const field = fieldsOf(workspace).find((candidate) => candidate.id === 'hardware.memory.hbm.bandwidth')
    if (field?.kind !== 'quantity') throw new Error('no such field')
    const after = fieldsOf(apply(workspace, field.set(1e12))).find((candidate) => candidate.id === field.id)
    expect(after).toMatchObject({ overridden: true, value: 1e12, base: field.value })
  })

  test('a list of stacks holds those that exist for the device, and what the file has chosen', () => {
    const workspace = sampleWorkspace()
    const scenario = workspace.scenarios[0]
    if (!scenario) throw new Error('no scenario')
    const values = (software: 'trtllm' | null) => {
      const chosen = { ...scenario, deployment: { ...scenario.deployment, software } }
      const field = scenarioFields(workspace, chosen, false, { ...NO_STACKS, offered: ['generic', 'rocm'] }).find(
        ({ id }) => id === 'deployment.software',
      )
      return field?.kind === 'choice' ? field.options.map(({ value }) => value) : []
    }
    expect(values(null)).toEqual(['best', 'generic', 'rocm'])
    expect(values('trtllm')).toEqual(['best', 'generic', 'trtllm', 'rocm'])
  })

  test('another version of the stack than was measured is chosen and taken back', () => {
    const workspace = sampleWorkspace()
    const field = fieldsOf(workspace).find(({ id }) => id === 'deployment.softwareVersion')
    if (field?.kind !== 'choice') throw new Error('no such field')
    expect(field.value).toBe('last')
    const after = apply(workspace, field.set('another'))
    expect(after.scenarios[0]?.deployment.softwareVersion).toBe('another')
    const again = fieldsOf(after).find(({ id }) => id === field.id)
    if (again?.kind !== 'choice') throw new Error('no such field')
    expect(again.value).toBe('another')
    expect(apply(after, again.set('last')).scenarios[0]?.deployment.softwareVersion).toBeNull()
  })

  test('nothing is offered that the device cannot do', () => {
    const workspace = sampleWorkspace()
    const wafer = workspace.scenarios.findIndex(
      ({ hardware }) => workspace.profiles.hardware[hardware]?.profile.kind === 'wafer',
    )
    expect(wafer).toBeGreaterThanOrEqual(0)
    const ids = fieldsOf(workspace, wafer).map(({ id }) => id)
    for (const id of ['deployment.offload.weights', 'deployment.offload.kv', 'deployment.contextParallel']) {
      expect(ids).not.toContain(id)
    }
  })

  test('an overridden figure is the user’s own, without the source of what it replaced', () => {
    const workspace = sampleWorkspace()
    const path = 'hardware.power.board'
    const before = fieldsOf(workspace).find(({ id }) => id === path)
    expect(before?.grade).not.toBe('own')
    if (before?.kind !== 'quantity') throw new Error('no number')
    const after = fieldsOf(apply(workspace, before.set(900))).find(({ id }) => id === path)
    expect(after).toMatchObject({ overridden: true, grade: 'own', source: 'set in this scenario' })
  })
})
