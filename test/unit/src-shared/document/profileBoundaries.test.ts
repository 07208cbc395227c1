import { describe, expect, it } from 'vitest'
import { profileBoundaries } from '#shared/document/profileBoundaries.ts'
import { embedProfile, profileHash } from '#main/documents/embed.ts'
import { readDocumentText } from '#main/documents/open.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import { testWorkspace } from '../../../support/documents.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { stateCovers } from '#shared/domain/stateCovers.ts'
import { hardware, scenario } from '../../../support/engineScenarios.ts'
import { shipped } from '../../resources/libraryProfiles.ts'

/** A device as a file of an earlier version holds it. */
function earlier(profile: HardwareProfile): HardwareProfile {
  const { covers: _covers, price, ...rest } = profile
  const { host: _host, network: _network, rack: _rack, ...bought } = price
  return { ...rest, price: bought }
}

const workspace = (...profiles: readonly HardwareProfile[]) => ({
  title: 'Kept',
  profiles: {
    hardware: Object.fromEntries(profiles.map((profile) => [profile.id, { hash: 'as it was', profile }])),
    models: {},
  },
})

describe('embedded devices of an earlier file', () => {
  it('say what their prices and powers cover, as the library says it of most of them', () => {
    const old = shipped.hardware.map(earlier)
    const { profiles } = profileBoundaries(workspace(...old))
    const told = shipped.hardware.filter(({ id, covers }) => {
      const now = profiles.hardware[id]?.profile
      return JSON.stringify(now?.covers ?? {}) === JSON.stringify(covers ?? {})
    })
    // Not of processors, unified machines, blades, and the one price that was divided from a rack's.
    expect(told.length).toBeGreaterThan(shipped.hardware.length - 14)
  })

  it.each(['h100-sxm', 'b200-sxm', 'cerebras-wse3'])('%s: no result changes', (id) => {
    const own = scenario(id, 'llama-3.1-8b', id.startsWith('cerebras') ? { devices: 1, tensorParallel: 1 } : {})
    const before = earlier(hardware(id))
    const after = stateCovers(before)
    expect(after.covers).toBeDefined()
    expect(evaluate({ ...own, hardware: after }).metrics).toEqual(evaluate({ ...own, hardware: before }).metrics)
  })

  it('stay the same object where there is nothing to say', () => {
    const stated = hardware('h100-sxm')
    expect(stateCovers(stated)).toBe(stated)
    const bare = earlier(hardware('rubin-ultra'))
    expect(stateCovers(bare)).toBe(bare)
  })

  it('keep all else', () => {
    const before = workspace(earlier(hardware('h100-sxm')))
    const after = profileBoundaries(before)
    expect(after).toMatchObject({ title: 'Kept', profiles: { models: {} } })
  })

  it('are stated when a file of version 3 is opened, with hashes of what they hold now', () => {
    const current = testWorkspace()
    const table = Object.fromEntries(
      Object.values(current.profiles.hardware).map(({ profile }) => [profile.id, embedProfile(earlier(profile))]),
    )
    const text = serializeDocument({ ...current, profiles: { ...current.profiles, hardware: table } })
    const { workspace: opened, notice } = readDocumentText(
      'old.memwall',
      text.replace(/"version": \d+/, '"version": 3'),
    )
    expect(notice).toMatch(/version 3/)
    for (const { hash, profile } of Object.values(opened.profiles.hardware)) {
      expect(profile).toEqual(stateCovers(profile))
      expect(hash).toBe(profileHash(profile))
    }
  })
})
