import { describe, expect, it } from 'vitest'
import { canonicalJson } from '#shared/document/canonical.ts'
import { parseDocument } from '#shared/document/parse.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import { testWorkspace } from '../../../../support/documents.ts'

type Json = Record<string, unknown>

const without = (value: unknown, ...keys: readonly string[]): Json =>
  Object.fromEntries(Object.entries(value as Json).filter(([key]) => !keys.includes(key)))

const NEW_COSTS = [
  'networkShare',
  'spacePerKilowattYear',
  'coolingPerKilowattYear',
  'peoplePerYear',
  'sparesShare',
  'failuresPerYear',
  'costOfCapital',
  'migrationPort',
  'migrationTraining',
  'migrationRisk',
  // Later versions'
  'carbonIntensity',
  'embodiedCarbon',
]

/** The test workspace as version 1 wrote it. */
function versionOne(): string {
  const { workspace } = JSON.parse(serializeDocument(testWorkspace())) as { workspace: Json }
  const scenarios = (workspace['scenarios'] as Json[]).map((scenario) => ({
    ...without(scenario, 'ranges'),
    deployment: without(
      scenario['deployment'],
      'contextParallel',
      'offload',
      'speculation',
      'bandwidthAllocation',
      'stack',
    ),
    economics: without(scenario['economics'], ...NEW_COSTS),
  }))
  return canonicalJson({
    type: 'memwall',
    version: 1,
    workspace: {
      ...without(workspace, 'decision'),
      scenarios,
    },
  })
}

describe('a file of version 1', () => {
  it('opens with none of the later extras, and nothing else changed', () => {
    const parsed = parseDocument(versionOne())
    expect(parsed).toMatchObject({ ok: true, migratedFrom: 1 })
    if (!parsed.ok) return
    const expected = testWorkspace()
    expect(without(parsed.workspace, 'scenarios')).toEqual(without(expected, 'scenarios'))
    for (const [index, scenario] of parsed.workspace.scenarios.entries()) {
      expect(without(scenario, 'economics')).toEqual(without(expected.scenarios[index], 'economics'))
      expect(scenario.economics).toMatchObject({ networkShare: 0, peoplePerYear: 0, migrationRisk: 0 })
    }
  })

  it.each([
    ['scenarios that are not a list', { scenarios: {} }],
    ['a deployment that is not an object', { scenarios: [{ deployment: 3, economics: {} }], profiles: {} }],
  ])('is refused with %s', (_name, workspace) => {
    const parsed = parseDocument(canonicalJson({ type: 'memwall', version: 1, workspace }))
    expect(parsed).toMatchObject({ ok: false, failure: { kind: 'migrationFailed', from: 1 } })
  })
})
