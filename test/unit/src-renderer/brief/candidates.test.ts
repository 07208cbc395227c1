import { describe, expect, test } from 'vitest'
import { alternativeSchema, type Alternative } from '#shared/domain/brief/alternative.ts'
import type { AlternativeKind } from '#shared/domain/brief/offer.ts'
import { machineName } from '#shared/words/decision/alternativeName.ts'
import {
  freeId,
  freeSlot,
  knownVendor,
  machineOf,
  newCandidate,
  usualKind,
  withKind,
} from '../../../../src-renderer/brief/candidates.ts'
import { isPriced, libraryPrice } from '../../../../src-renderer/brief/pricing.ts'
import { sampleWorkspace, shippedHardware } from '../sampleWorkspace.ts'

const workspace = sampleWorkspace()
const { brief } = workspace
const [first, second] = brief.alternatives as [Alternative, Alternative]
const machine = shippedHardware('b200-sxm')
const own = (value: number | null) => ({
  value,
  low: null,
  high: null,
  grade: value === null ? null : ('own' as const),
  source: '',
  date: null,
})

describe('candidates', () => {
  test('letters are given once, and a column’s own where that is free', () => {
    expect(brief.alternatives.map(({ slot }) => slot)).toEqual([0, 1])
    expect(freeSlot(brief)).toBe(2)
    expect(freeSlot(brief, 5)).toBe(5)
    expect(freeSlot(brief, 1)).toBe(2)
    const all = Array.from({ length: 8 }, (_, slot) => ({ ...first, id: `c${slot}`, slot }))
    expect(freeSlot({ alternatives: all })).toBeNull()
    expect(all.map(({ id }) => id)).not.toContain(freeId({ alternatives: all }))
  })

  test('is called what it is', () => {
    expect(brief.alternatives.map((each) => machineName(workspace, each))).toEqual(['B200', 'WSE-3'])
    const hosted = newCandidate(brief, 2, 'hosted', null, null)
    expect(machineName(workspace, hosted)).toBe('Hosted interface')
    expect(machineName(workspace, { ...hosted, name: 'Provider X' })).toBe('Provider X')
    expect(machineName(workspace, newCandidate(brief, 2, 'statusQuo', null, null))).toBe('Keep what we have')
  })

  test('is rented where there is a price to rent and none to buy', () => {
    const unknown = { value: null, grade: null, source: null }
    const { price } = machine
    const rental = { value: 2, grade: 'guess' as const, source: null }
    expect(usualKind({ ...machine, price: { ...price, purchase: unknown, rental } })).toBe('rent')
    expect(usualKind({ ...machine, price: { ...price, purchase: unknown, rental: unknown } })).toBe('buy')
    expect(usualKind(machine)).toBe('buy')
  })

  test('the team knows the machines it owns, else those it compares with', () => {
    expect(knownVendor(workspace)).toBe('NVIDIA')
    const wafer = { ...second, kind: 'owned' as const }
    expect(knownVendor({ ...workspace, brief: { ...brief, alternatives: [wafer] } })).toBe('Cerebras')
  })

  test('every kind there is can be taken, and the file allows it', () => {
    const owned: Alternative = {
      ...newCandidate(brief, 3, 'owned', shippedHardware('h100-sxm'), null),
      ownedSystems: 6,
    }
    const holding = { ...brief, alternatives: [...brief.alternatives, owned] }
    for (const kind of ['statusQuo', 'owned', 'add', 'buy', 'lease', 'rent', 'hosted'] as AlternativeKind[]) {
      const changed = withKind(first, kind, holding, machine, null)
      expect(alternativeSchema.parse(changed)).toEqual(changed)
      expect(changed).toMatchObject({ id: first.id, slot: first.slot, kind })
      expect(changed.offer.hosted === null).toBe(kind !== 'hosted')
    }
    const adding = withKind(first, 'add', holding, machine, null)
    expect(adding).toMatchObject({ keeps: 'h100-sxm', ownedSystems: 6 })
    expect(withKind(adding, 'buy', holding, machine, null)).toMatchObject({
      keeps: null,
      keptOffer: null,
      ownedSystems: 0,
    })
  })

  test('what was entered of an offer stays when it is paid for in another way, but for the price', () => {
    const entered = { ...first, offer: { ...first.offer, price: own(400_000), lead: own(7), term: 24 } }
    const rented = withKind(entered, 'rent', brief, machine, null)
    expect(rented.offer).toMatchObject({ price: null, lead: { value: 7, grade: 'own' }, term: 24 })
    expect(withKind(first, 'rent', brief, machine, null).offer.lead).not.toEqual(first.offer.lead)
  })
})

describe('prices', () => {
  const priced = (changes: Partial<Alternative>) => {
    const candidate = { ...first, ...changes }
    return isPriced(candidate, machineOf(workspace, candidate.hardware))
  }
  const { offer } = first

  test('an empty price is the library’s; one that was said to be unknown is unknown, never 0', () => {
    expect(libraryPrice(first, machine)).toBe(machine.price.purchase.value)
    expect(priced({})).toBe(machine.price.purchase.value !== null)
    expect(priced({ offer: { ...offer, price: own(null) } })).toBe(false)
    expect(priced({ offer: { ...offer, price: own(0) } })).toBe(true)
    expect(priced({ hardwareOverrides: { 'price.purchase': 9 } })).toBe(true)
  })

  test('what the library cannot know has to be said: leases, resale, tokens', () => {
    for (const kind of ['lease', 'owned', 'statusQuo'] as const) expect(priced({ kind })).toBe(false)
    const hosted = newCandidate(brief, 2, 'hosted', null, null)
    expect(isPriced(hosted, null)).toBe(false)
    const unknown = own(null)
    const tokens = { input: own(0.5), cached: unknown, output: own(2), rateLimit: null, evidence: null }
    expect(isPriced({ ...hosted, offer: { ...hosted.offer, hosted: tokens } }, null)).toBe(true)
    expect(isPriced(newCandidate(brief, 2, 'statusQuo', null, null), null)).toBe(true)
  })

  test('who keeps machines has to say what they would sell for', () => {
    const kept = { kind: 'add' as const, keeps: 'h100-sxm', ownedSystems: 2, offer: { ...offer, price: own(1) } }
    expect(priced({ ...kept, keptOffer: { ...offer, price: null } })).toBe(false)
    expect(priced({ ...kept, keptOffer: { ...offer, price: own(96_000) } })).toBe(true)
  })
})
