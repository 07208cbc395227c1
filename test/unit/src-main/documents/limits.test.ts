import { describe, expect, it } from 'vitest'
import { profileHash } from '#main/documents/embed.ts'
import { readDocumentText } from '#main/documents/open.ts'
import { canonicalJson } from '#shared/document/canonical.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import { workspaceSchema, type Workspace } from '#shared/domain/workspace.ts'
import { testWorkspace } from '../../../support/documents.ts'

type Loose = Record<string, never> & { [key: string]: Loose }

/** A file as an earlier version could save it. */
function file(change: (workspace: Loose) => void): string {
  const envelope = JSON.parse(serializeDocument(testWorkspace())) as { workspace: Workspace }
  change(envelope.workspace as unknown as Loose)
  for (const entry of Object.values(envelope.workspace.profiles.hardware)) entry.hash = profileHash(entry.profile)
  return canonicalJson(envelope)
}

describe('a file with a number beyond its limit', () => {
  it('opens without that number, names it and its limit, and keeps all else', () => {
    const plain = testWorkspace()
    const { workspace, notice } = readDocumentText(
      'plan.memwall',
      file(({ scenarios }) => {
        Object.assign(scenarios?.['0'] ?? {}, {
          hardwareOverrides: { 'memory.hbm.bandwidth': 1.7e308, 'peaks.fp8': 5e15 },
          ranges: { 'hardware.power.board': { low: 0, high: 1e300 }, 'workload.inputTokens': { low: 10, high: 20 } },
        })
      }),
    )
    expect(workspace.scenarios[0]?.hardwareOverrides).toEqual({ 'peaks.fp8': 5e15 })
    expect(workspace.scenarios[0]?.ranges).toEqual({ 'workload.inputTokens': { low: 10, high: 20 } })
    expect(workspace.scenarios[1]).toEqual(plain.scenarios[1])
    expect(workspace.profiles).toEqual(plain.profiles)
    expect(notice).toContain('memory.hbm.bandwidth')
    expect(notice).toContain('Too large: enter 1\u00a0EB/s or less.')
    expect(notice).toContain('Everything else is as it was saved.')
  })

  it('loses only the figure of a profile, whose hash follows', () => {
    const { workspace, notice } = readDocumentText(
      'plan.memwall',
      file(({ profiles }) => {
        const [entry] = Object.values(profiles?.['hardware'] ?? {})
        const { power, memory } = (entry as Loose)['profile'] ?? ({} as Loose)
        Object.assign(power?.['idle'] ?? {}, { value: 5000, grade: 'guess' })
        Object.assign(memory?.['0']?.['bandwidth'] ?? {}, { low: 9e12 })
        Object.assign(memory?.['0']?.['capacity'] ?? {}, { value: 1e200 })
      }),
    )
    const [entry] = Object.values(workspace.profiles.hardware)
    expect(entry?.hash).toBe(profileHash(entry?.profile ?? {}))
    expect(entry?.profile.power.idle.value).toBeNull()
    expect(entry?.profile.power.board.value).toBe(1000)
    expect(entry?.profile.memory[0]?.bandwidth).toMatchObject({ value: 8e12 })
    expect(entry?.profile.memory[0]?.bandwidth.low).toBeUndefined()
    expect(entry?.profile.memory[0]?.capacity.value).toBeNull()
    expect(entry?.profile.memory[0]?.capacity.note).toContain('Too large: enter 1\u00a0EB or less.')
    expect(notice).toContain('Everything else is as it was saved.')
    expect(workspaceSchema.safeParse(workspace).error).toBeUndefined()
  })

  it('refuses an idle power above the board power, whichever of the two was overridden', () => {
    for (const [overrides, kept] of [
      [{ 'power.idle': 1001 }, {}],
      [{ 'power.idle': 900, 'power.board': 800 }, { 'power.board': 800 }],
      [
        { 'power.idle': 700, 'power.board': 800 },
        { 'power.idle': 700, 'power.board': 800 },
      ],
    ] as const) {
      const { workspace } = readDocumentText(
        'plan.memwall',
        file(({ scenarios }) => Object.assign(scenarios?.['0'] ?? {}, { hardwareOverrides: overrides })),
      )
      // The test's device draws an unknown power at rest: its override is compared with the board limit.
      expect(workspace.scenarios[0]?.hardwareOverrides).toEqual(kept)
    }
  })
})
