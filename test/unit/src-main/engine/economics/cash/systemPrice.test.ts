import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundaryOf, systemPrice, type PricedSystem } from '#main/engine/economics/cash/systemPrice.ts'
import { guessed, NOT_GIVEN } from '#shared/domain/brief/assumed.ts'
import { BOUNDARY_PARTS } from '#shared/domain/brief/boundary.ts'
import { CHOSEN_NOTHING, DEFAULT_OFFER } from '#shared/domain/brief/defaults.ts'
import { ALTERNATIVE_KINDS, type Offer } from '#shared/domain/brief/offer.ts'
import { BARE, WHOLE, type Cover } from '#shared/domain/covers.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { unknownFigure } from '#shared/domain/provenance.ts'
import { SURROUNDING_WEIGHTS } from '#shared/domain/surroundings.ts'
import { device, shipped } from '../../../../resources/libraryProfiles.ts'

function system(id: string): HardwareProfile {
  const found = shipped.systems.find((profile) => profile.id === id)
  if (!found) throw new Error(`no system ${id}`)
  return found
}

function ask(profile: HardwareProfile, devices: number, given: Partial<PricedSystem>, offer: Partial<Offer> = {}) {
  return systemPrice({
    kind: 'buy',
    taxShare: 0,
    profile,
    devices,
    offer: { ...DEFAULT_OFFER, ...offer },
    ...given,
  })
}

const unpriced = (profile: HardwareProfile): HardwareProfile => ({
  ...profile,
  price: { ...profile.price, purchase: unknownFigure(), rental: unknownFigure() },
})

describe('four wafer systems at 2.5 M', () => {
  const cluster = system('cs-3-cluster-4')

  it('are 10.30 M with outer hosts, switches and installation, 293.75 $ an hour over four years', () => {
    const { dollars, surroundings, covered, added } = ask(cluster, 4, {})
    expect(dollars).toBeCloseTo(10.3e6, 0)
    expect((dollars ?? NaN) / (4 * 8766)).toBeCloseTo(293.75, 2)
    expect(surroundings).toEqual({ host: 40_000, network: 60_000, rack: 200_000 })
    // The vendor's machine has its inner host and rack; outer ones come on top.
    expect(covered).toEqual(expect.arrayContaining(['devices', 'host', 'rack']))
    expect(added).toEqual(expect.arrayContaining(['host', 'network', 'rack']))
  })

  it('an offer for the system costs what it says, with what it says it leaves out', () => {
    const price = guessed(9e6)
    expect(ask(cluster, 4, {}, { price }).dollars).toBeCloseTo(9.3e6, 0)
    expect(ask(cluster, 4, {}, { price, covers: WHOLE }).dollars).toBe(9e6)
    const inside: Cover = { of: 'system', host: true, network: false, rack: true }
    expect(ask(cluster, 4, {}, { price, covers: inside }).dollars).toBeCloseTo(9.06e6, 0)
  })
})

describe('what a price leaves out', () => {
  const board = device('b200-sxm')

  it('is added once, and not at all where the offer holds it', () => {
    const price = guessed(400_000)
    const bare = ask(board, 8, {}, { price, covers: BARE })
    expect(bare.dollars).toBeCloseTo(600_000, 6)
    expect(bare.surroundings.host).toBeCloseTo(400_000 * 0.5 * SURROUNDING_WEIGHTS.host, 6)
    expect(ask(board, 8, {}, { price, covers: WHOLE }).dollars).toBe(400_000)
    expect(ask(board, 8, { around: { surroundingsShare: 0, networkShare: 0 } }, { price, covers: BARE }).dollars).toBe(
      400_000,
    )
  })

  it('of which nobody says whether it is in the price is added, and uncertain', () => {
    const perhaps: Cover = { of: 'node', host: true, network: null, rack: true }
    const found = ask(board, 8, {}, { price: guessed(400_000), covers: perhaps })
    expect(found.uncertain).toBeCloseTo(400_000 * 0.5 * SURROUNDING_WEIGHTS.network, 6)
    expect(found.dollars).toBeCloseTo(400_000 + found.uncertain, 6)
  })

  it('never makes a price that holds more dearer', () => {
    const says = fc.constantFrom(true, false, null)
    const covers = fc.record({ of: fc.constant('node' as const), host: says, network: says, rack: says })
    fc.assert(
      fc.property(covers, fc.constantFrom('host', 'network', 'rack'), (cover, part) => {
        const price = guessed(400_000)
        const less = ask(board, 8, {}, { price, covers: cover }).dollars ?? NaN
        const more = ask(board, 8, {}, { price, covers: { ...cover, [part]: true } }).dollars ?? NaN
        expect(more).toBeLessThanOrEqual(less)
      }),
    )
  })

  it('tax is on all that is bought, and on nothing that is rented', () => {
    const { dollars, tax } = ask(board, 8, { taxShare: 0.08 }, { price: guessed(400_000), covers: BARE })
    expect(dollars).toBeCloseTo(648_000, 6)
    expect(tax).toBeCloseTo(48_000, 6)
    const rent = { price: guessed(2.1) }
    expect(ask(board, 8, { kind: 'rent', taxShare: 0.08 }, rent).dollars).toBeCloseTo(12_272.4, 6)
    expect(ask(board, 8, { kind: 'lease', taxShare: 0.08 }, { price: guessed(9000), covers: WHOLE }).dollars).toBe(9000)
  })
})

describe('systems that are there', () => {
  const node = system('dgx-h100')

  it('are worth what somebody says they sell for, and nothing only where that is said', () => {
    expect(ask(node, 8, { kind: 'owned' }, { price: guessed(96_000) })).toMatchObject({ dollars: 96_000, uncertain: 0 })
    expect(ask(node, 8, { kind: 'owned' }, { price: CHOSEN_NOTHING }).dollars).toBe(0)
  })

  it('where nobody says, a new one’s resale stands in, and all above the residual is uncertain', () => {
    const bought = node.price.purchase.value ?? NaN
    const found = ask(node, 8, { kind: 'statusQuo' }, { residual: guessed(24_000) })
    expect(found.dollars).toBeCloseTo(8 * bought * 0.8, 6)
    expect(found.uncertain).toBeCloseTo(8 * bought * 0.8 - 24_000, 6)
  })
})

describe('a price nobody knows', () => {
  it('is unknown with its reason, and never nothing', () => {
    const nobody = unpriced(device('b200-sxm'))
    for (const kind of ALTERNATIVE_KINDS) {
      if (kind === 'hosted') continue
      const { dollars, reason } = ask(nobody, 8, { kind })
      expect(dollars).toBeNull()
      expect(reason).toMatchObject({ code: 'reason.noPrice', parameters: { device: nobody.name } })
      expect(ask(nobody, 8, { kind }, { price: NOT_GIVEN }).dollars).toBeNull()
    }
  })
})

describe('the boundary is the same for all', () => {
  const says = fc.constantFrom(true, false, null)
  const covers: fc.Arbitrary<Cover> = fc.record({
    of: fc.constantFrom('chip', 'board', 'node', 'rack', 'system'),
    host: says,
    network: says,
    rack: says,
  })
  const all = BOUNDARY_PARTS.toSorted()
  const union = ({ covered, added }: { covered: readonly string[]; added: readonly string[] }) =>
    [...new Set([...covered, ...added])].toSorted()

  it('whatever is bought, leased, rented or there, and whatever its price covers', () => {
    const profiles = [device('b200-sxm'), device('cerebras-wse3'), system('dgx-h100'), system('cs-3-cluster-4')]
    const kinds = ALTERNATIVE_KINDS.filter((kind) => kind !== 'hosted')
    fc.assert(
      fc.property(
        fc.constantFrom(...profiles),
        fc.constantFrom(...kinds),
        fc.option(covers, { nil: null }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (profile, kind, cover, share) => {
          const around = { surroundingsShare: share, networkShare: 0 }
          expect(union(ask(profile, 8, { kind, around }, { covers: cover }))).toEqual(all)
        },
      ),
    )
  })

  it('of tokens, people and moving there are all that is added', () => {
    expect(boundaryOf('hosted', null).added).toEqual(['people', 'migration'])
    expect(union(boundaryOf('hosted', null))).toEqual(all)
  })

  it('of a rented whole, software and people are added', () => {
    expect(boundaryOf('rent', WHOLE).added).toEqual(['licence', 'modelChange', 'people', 'migration'])
  })
})
