import { readdirSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffWorkspaces, type Difference } from '#shared/document/diff.ts'
import { mergeWorkspaces } from '#shared/document/merge.ts'
import { parseDocument } from '#shared/document/parse.ts'
import { differingPlaces, taking } from '#shared/document/places.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { change, leavesOf, unitOf, withChanges } from '../../../support/changedWorkspaces.ts'
import { testHardware, testWorkspace } from '../../../support/documents.ts'
import { repositoryFile } from '../../../support/nodeRuntime.ts'
import { embedProfile } from '#main/documents/embed.ts'

/** Random workspaces that each property is tried on: with the three below 10,000 in the long run, a tenth of them usually. */
const RUNS = process.env['MEMWALL_LONG'] === '1' ? 2500 : 250

const SAMPLES = repositoryFile('resources/samples')
const opened = (text: string): Workspace => {
  const parsed = parseDocument(text)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure))
  return parsed.workspace
}
/** One that holds profiles nothing names, as a file by somebody else may. */
const withUnused = (workspace: Workspace): Workspace => ({
  ...workspace,
  profiles: {
    ...workspace.profiles,
    hardware: { ...workspace.profiles.hardware, unused: embedProfile(testHardware('unused', 1e12)) },
  },
})
const bases = [
  testWorkspace(),
  ...readdirSync(SAMPLES)
    .filter((name) => name.endsWith('.memwall'))
    .map((name) => opened(readFileSync(`${SAMPLES}/${name}`, 'utf8'))),
]
  .flatMap((workspace) => [workspace, withUnused(workspace)])
  .map((workspace) => opened(serializeDocument(workspace)))
  .map((workspace) => ({ workspace, leaves: leavesOf(workspace) }))

/** Two changes of one workspace, each of which a file may hold. */
const anyBase = fc.nat(bases.length - 1)
const at = (base: number) => bases[base] as (typeof bases)[number]
const twoChanges = anyBase.chain((base) => {
  const { workspace, leaves } = at(base)
  return fc.record({ base: fc.constant(base), one: change(workspace, leaves), other: change(workspace, leaves) })
})
const changedBy = (workspace: Workspace, ...changes: Parameters<typeof withChanges>[1]): Workspace => {
  const changed = withChanges(workspace, changes)
  if (changed === null) throw new Error('No file may hold it.')
  return changed
}

/** Labels hold names that may be changed elsewhere. */
const unnamed = (differences: readonly Difference[]) => differences.map(({ label: _name, ...rest }) => rest)

describe('any workspace', () => {
  it('opens to what was saved, to the byte, and differs from itself in nothing', () => {
    fc.assert(
      fc.property(twoChanges, ({ base, one }) => {
        const { workspace } = at(base)
        const changed = changedBy(workspace, one)
        const text = serializeDocument(changed)
        expect(serializeDocument(opened(text)) === text).toBe(true)
        expect(diffWorkspaces(changed, opened(text))).toEqual([])
        expect(diffWorkspaces(workspace, changed)).toHaveLength(1)
      }),
      { numRuns: RUNS },
    )
  })

  it('merges with itself and with what it came from to itself, to the byte', () => {
    fc.assert(
      fc.property(twoChanges, ({ base, one }) => {
        const { workspace } = at(base)
        const changed = changedBy(workspace, one)
        const text = serializeDocument(changed)
        for (const [ours, theirs] of [
          [changed, changed],
          [changed, workspace],
          [workspace, changed],
        ] as const) {
          const merged = mergeWorkspaces(workspace, ours, theirs)
          expect(merged.conflicts).toEqual([])
          expect(serializeDocument(merged.workspace) === text).toBe(true)
        }
      }),
      { numRuns: RUNS },
    )
  })

  it('takes what two changed at different places, without a conflict', () => {
    fc.assert(
      fc.property(twoChanges, ({ base, one, other }) => {
        const { workspace } = at(base)
        fc.pre(unitOf(one.place) !== unitOf(other.place))
        const both = withChanges(workspace, [one, other])
        fc.pre(both !== null)
        const merged = mergeWorkspaces(workspace, changedBy(workspace, one), changedBy(workspace, other))
        expect(merged.conflicts).toEqual([])
        expect(serializeDocument(merged.workspace) === serializeDocument(both)).toBe(true)
      }),
      { numRuns: RUNS },
    )
  })

  it('finds a conflict wherever two changed one field differently, with what each made of it', () => {
    const oneField = anyBase.chain((base) => {
      const { workspace, leaves } = at(base)
      return change(workspace, leaves).chain((one) =>
        change(workspace, [one.place]).map((other) => ({ base, one, other })),
      )
    })
    fc.assert(
      fc.property(oneField, ({ base, one, other }) => {
        const { workspace } = at(base)
        fc.pre(one.value !== other.value)
        const [ours, theirs] = [changedBy(workspace, one), changedBy(workspace, other)]
        const { conflicts, workspace: merged } = mergeWorkspaces(workspace, ours, theirs)
        expect(conflicts).toHaveLength(1)
        const [conflict] = conflicts
        expect(JSON.stringify(conflict?.ours)).toContain(JSON.stringify(one.value))
        expect(JSON.stringify(conflict?.theirs)).toContain(JSON.stringify(other.value))
        // Meanwhile it is ours.
        expect(serializeDocument(merged) === serializeDocument(ours)).toBe(true)
      }),
      { numRuns: RUNS },
    )
  })

  it('is taken over place by place: all of them, none, or one alone', () => {
    fc.assert(
      fc.property(twoChanges, ({ base, one, other }) => {
        const { workspace } = at(base)
        const both = withChanges(workspace, [one, other])
        fc.pre(both !== null)
        const into = changedBy(workspace, one)
        for (const [before, after] of [
          [workspace, both],
          [into, changedBy(workspace, other)],
        ] as const) {
          const places = differingPlaces(before, after)
          const all = places.map(({ path }) => path)
          expect(places.flatMap(({ differences }) => differences)).toEqual(diffWorkspaces(before, after))
          expect(diffWorkspaces(taking(before, after, all), after)).toEqual([])
          expect(serializeDocument(taking(before, after, [])) === serializeDocument(before)).toBe(true)
          for (const { path, differences } of places) {
            expect(unnamed(diffWorkspaces(before, taking(before, after, [path])))).toEqual(unnamed(differences))
          }
        }
      }),
      // Each looks at every place of two pairs.
      { numRuns: RUNS / 5 },
    )
  })
})
