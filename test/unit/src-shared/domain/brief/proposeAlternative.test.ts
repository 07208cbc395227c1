import { describe, expect, it } from 'vitest'
import { addAlternative, withoutAlternative } from '#shared/domain/brief/addAlternative.ts'
import { entered, NOT_GIVEN } from '#shared/domain/brief/assumed.ts'
import { alternativeSchema } from '#shared/domain/brief/alternative.ts'
import { proposeAlternative } from '#shared/domain/brief/proposeAlternative.ts'
import { unknownFields } from '#shared/domain/brief/unknownFields.ts'
import { DEFAULT_ECONOMICS } from '#shared/domain/economics.ts'
import { devicesOfSystem } from '#shared/domain/proposal/devicesOfSystem.ts'
import { testWorkspace } from '../../../../support/documents.ts'
import { hardware } from '../../../../support/engineScenarios.ts'

const sketch = { id: 'x', slot: 0, hardwareId: 'b200-sxm', hardware: hardware('b200-sxm') }

describe('devicesOfSystem', () => {
  it.each([
    ['b200-sxm', 8],
    ['cerebras-wse3', 1],
    ['gb200-nvl72', 72],
  ])('%s comes %i at a time', (id, devices) => {
    expect(devicesOfSystem(hardware(id))).toBe(devices)
  })
})

describe('proposeAlternative', () => {
  it('leaves the price to the profile and guesses the rest, each with a range that holds it', () => {
    const proposed = proposeAlternative({ ...sketch, kind: 'buy' })
    expect(alternativeSchema.safeParse(proposed).success).toBe(true)
    expect(proposed.offer.price).toBeNull()
    const { lead, residual, maintenance, migration } = proposed.offer
    for (const { value, low, high, grade } of [lead, residual, maintenance, migration]) {
      expect(grade).toBe('guess')
      expect(low).toBeLessThan(value ?? 0)
      expect(high).toBeGreaterThan(value ?? 0)
    }
    const price = 8 * (hardware('b200-sxm').price.purchase.value ?? 0)
    expect(residual.value).toBeLessThan(price)
  })

  it('keeps what was entered as one’s own, and takes nothing for 0 where no price is known', () => {
    const economics = { ...DEFAULT_ECONOMICS, operationsPerDeviceYear: 1200, migrationPort: 90_000 }
    const told = proposeAlternative({ ...sketch, kind: 'buy', economics }).offer
    expect(told.maintenance).toEqual(entered(800))
    expect(told.migration).toEqual(entered(90_000))
    const unpriced = proposeAlternative({ ...sketch, kind: 'buy', hardware: hardware('mi355x'), hardwareId: 'mi355x' })
    expect(unpriced.offer.residual).toEqual(NOT_GIVEN)
    expect(unpriced.offer.maintenance).toEqual(NOT_GIVEN)
  })

  it('thinks moving to another vendor dearer, and to a wafer dearest; what is owned is there', () => {
    const move = (id: string) =>
      proposeAlternative({ ...sketch, kind: 'buy', hardware: hardware(id), hardwareId: id, known: 'NVIDIA' }).offer
        .migration.value ?? 0
    expect(move('mi355x')).toBeGreaterThan(move('b200-sxm'))
    expect(move('cerebras-wse3')).toBeGreaterThan(move('mi355x'))
    const owned = proposeAlternative({ ...sketch, kind: 'owned' }).offer
    expect([owned.lead.value, owned.migration.value]).toEqual([0, 0])
  })
})

describe('addAlternative', () => {
  it('finds a letter and an id nobody has, until all letters are taken', () => {
    let { brief } = testWorkspace()
    const ids: string[] = []
    for (;;) {
      const added = addAlternative(brief, { kind: 'rent', hardware: hardware('b200-sxm'), kept: null, known: null })
      if (added === null) break
      ids.push(added.id)
      brief = { ...brief, alternatives: [...brief.alternatives, added] }
    }
    expect(ids.slice(0, 3)).toEqual(['b200-sxm', 'b200-sxm-rent', 'b200-sxm-rent-2'])
    expect(brief.alternatives.map(({ slot }) => slot)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  })

  it('forgets what was said of an alternative that goes', () => {
    const { brief } = testWorkspace()
    const set = { alternative: 'b', who: 'Ada', reason: 'no price', date: '2026-01-01' }
    const gone = withoutAlternative({ ...brief, bridge: 'b', setAside: [set] }, 'b')
    expect(gone).toMatchObject({ bridge: null, setAside: [] })
    expect(gone.alternatives.map(({ id }) => id)).toEqual(['a'])
  })
})

describe('unknownFields', () => {
  it('names what nobody has said, and no longer what somebody has', () => {
    const workspace = testWorkspace()
    const before = unknownFields(workspace)
    expect(before).toEqual(
      expect.arrayContaining(['demand.amount', 'promise.timePerToken', 'alternatives.a.offer.price']),
    )
    const { brief } = workspace
    const demand = { ...brief.demand, amount: entered(1e6) }
    const alternatives = brief.alternatives.map((each) => ({ ...each, offer: { ...each.offer, price: entered(1) } }))
    const promise = { ...brief.promise, timePerToken: 0.03 }
    const after = unknownFields({ ...workspace, brief: { ...brief, demand, alternatives, promise } })
    expect(before.filter((path) => !after.includes(path)).toSorted()).toEqual([
      'alternatives.a.offer.price',
      'alternatives.b.offer.price',
      'demand.amount',
      'promise.timePerToken',
      'promise.timeToFirstToken',
    ])
  })
})
