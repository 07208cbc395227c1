import { describe, expect, it } from 'vitest'
import { canonicalJson } from '#shared/document/canonical.ts'
import { parseDocument } from '#shared/document/parse.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import { testWorkspace } from '../../../../support/documents.ts'

type Json = Record<string, unknown>

const without = (value: unknown, ...keys: readonly string[]): Json =>
  Object.fromEntries(Object.entries(value as Json).filter(([key]) => !keys.includes(key)))

/** The test workspace as version 2 wrote it. */
function versionTwo(): string {
  const { workspace } = JSON.parse(serializeDocument(testWorkspace())) as { workspace: Json }
  const scenarios = (workspace['scenarios'] as Json[]).map((scenario) => ({
    ...without(scenario, 'ranges'),
    deployment: without(scenario['deployment'], 'bandwidthAllocation', 'stack'),
    economics: without(scenario['economics'], 'carbonIntensity', 'embodiedCarbon'),
  }))
  return canonicalJson({ type: 'memwall', version: 2, workspace: { ...without(workspace, 'decision'), scenarios } })
}

describe('a file of version 2', () => {
  it('opens to the same workspace: no range, no allocation, the questions a new one begins with', () => {
    expect(parseDocument(versionTwo())).toEqual({ ok: true, migratedFrom: 2, workspace: testWorkspace() })
  })

  it.each([
    ['scenarios that are not a list', { scenarios: 'none' }],
    ['economics that are not an object', { scenarios: [{ deployment: {}, economics: null }] }],
  ])('is refused with %s', (_name, workspace) => {
    const parsed = parseDocument(canonicalJson({ type: 'memwall', version: 2, workspace }))
    expect(parsed).toMatchObject({ ok: false, failure: { kind: 'migrationFailed', from: 2 } })
  })
})

describe('a range', () => {
  it('with its ends exchanged is refused', () => {
    const workspace = testWorkspace()
    const [first, ...rest] = workspace.scenarios
    if (!first) throw new Error('no scenario')
    const wrong = { ...first, ranges: { 'workload.inputTokens': { low: 4096, high: 1024 } } }
    const parsed = parseDocument(serializeDocument({ ...workspace, scenarios: [wrong, ...rest] }))
    expect(parsed).toMatchObject({ ok: false })
  })
})
