import { describe, expect, it } from 'vitest'
import { canonicalJson } from '#shared/document/canonical.ts'
import { parseDocument } from '#shared/document/parse.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import { testWorkspace } from '../../../../support/documents.ts'

type Json = Record<string, unknown>

const without = (value: unknown, ...keys: readonly string[]): Json =>
  Object.fromEntries(Object.entries(value as Json).filter(([key]) => !keys.includes(key)))

/** The test workspace as version 3 wrote it. @param extra what its deployments hold beside */
function versionThree(extra: Json = {}): string {
  const { workspace } = JSON.parse(serializeDocument(testWorkspace())) as { workspace: Json }
  const scenarios = (workspace['scenarios'] as Json[]).map((scenario) => ({
    ...without(scenario, 'prefill'),
    deployment: { ...without(scenario['deployment'], 'softwareVersion'), ...extra },
  }))
  return canonicalJson({ type: 'memwall', version: 3, workspace: { ...workspace, scenarios } })
}

describe('a file of version 3', () => {
  it('opens to the same workspace: prefill where decoding is, the version measured last', () => {
    expect(parseDocument(versionThree())).toEqual({ ok: true, migratedFrom: 3, workspace: testWorkspace() })
  })

  it('keeps that another version runs than was measured', () => {
    const parsed = parseDocument(versionThree({ otherVersion: true }))
    if (!parsed.ok) throw new Error(JSON.stringify(parsed))
    expect(parsed.workspace.scenarios.map(({ deployment }) => deployment.softwareVersion)).toEqual(
      testWorkspace().scenarios.map(() => 'another'),
    )
    const last = parseDocument(versionThree({ otherVersion: false }))
    expect(last).toMatchObject({ ok: true, workspace: testWorkspace() })
  })

  it.each([
    ['scenarios that are not a list', { scenarios: 'none' }],
    ['a deployment that is not an object', { scenarios: [{ deployment: 3 }] }],
  ])('is refused with %s', (_name, workspace) => {
    const parsed = parseDocument(canonicalJson({ type: 'memwall', version: 3, workspace }))
    expect(parsed).toMatchObject({ ok: false, failure: { kind: 'migrationFailed', from: 3 } })
  })
})
