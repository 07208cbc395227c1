import { existsSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '#shared/document/canonical.ts'
import { documentChain, migrate } from '#shared/document/migrations/index.ts'
import type { MigrationChain } from '../../../../../src-shared/document/migrations/migration.ts'
import { parseDocument } from '#shared/document/parse.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import { DEFAULT_REPORT } from '#shared/domain/report.ts'
import { testWorkspace } from '../../../../support/documents.ts'

/** A chain as a later release might have it: version 1 called the load's field `users`, version 2 had no report. */
const laterChain: MigrationChain = {
  current: 3,
  migrations: [
    {
      from: 1,
      migrate: ({ workload, ...rest }) => {
        const { users, ...load } = workload as Record<string, unknown>
        return { ...rest, workload: { ...load, concurrency: users } }
      },
    },
    {
      from: 2,
      migrate: (workspace) => ({
        ...workspace,
        report: DEFAULT_REPORT,
      }),
    },
  ],
}

function oldDocument(version: number): string {
  const { workspace } = JSON.parse(serializeDocument(testWorkspace()))
  const { concurrency, ...workload } = workspace.workload
  const { report: _report, ...rest } = workspace
  return canonicalJson({
    type: 'memwall',
    version,
    workspace: { ...rest, workload: version === 1 ? { ...workload, users: concurrency } : workspace.workload },
  })
}

describe('migrations', () => {
  it.each([1, 2])('bring a file of version %i to the current one', (version) => {
    expect(parseDocument(oldDocument(version), laterChain)).toEqual({
      ok: true,
      workspace: testWorkspace(),
      migratedFrom: version,
    })
  })

  it('report a file they fail on', () => {
    const text = canonicalJson({ type: 'memwall', version: 1, workspace: {} })
    expect(parseDocument(text, laterChain)).toEqual({
      ok: false,
      failure: { kind: 'migrationFailed', from: 1, to: 3 },
    })
  })

  it('are checked afterwards like any file', () => {
    const text = canonicalJson({ type: 'memwall', version: 2, workspace: {} })
    expect(parseDocument(text, laterChain)).toMatchObject({ ok: false, failure: { kind: 'wrongType' } })
  })

  it('refuse a chain with a gap', () => {
    expect(() => migrate({}, 1, { current: 3, migrations: laterChain.migrations.slice(1) })).toThrow(/version 1/)
  })

  it('of this release are complete, in order, and each has a file and a test of its name', () => {
    expect(documentChain.migrations.map((step) => step.from)).toEqual(
      Array.from({ length: documentChain.current - 1 }, (_, index) => index + 1),
    )
    const folder = new URL('../../../../../src-shared/document/migrations/', import.meta.url)
    const files = readdirSync(folder)
    expect(files).toContain('index.ts')
    // Beside the steps: the chain and the type of a step.
    expect(files.length - 2).toBe(documentChain.migrations.length)
    const untested = files.filter(
      (file) => file !== 'migration.ts' && !existsSync(new URL(file.replace(/\.ts$/, '.test.ts'), import.meta.url)),
    )
    expect(untested).toEqual([])
  })
})
