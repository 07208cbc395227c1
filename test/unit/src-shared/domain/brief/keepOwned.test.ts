import { describe, expect, it } from 'vitest'
import type { Alternative } from '#shared/domain/brief/alternative.ts'
import { entered } from '#shared/domain/brief/assumed.ts'
import { alternativeSchema } from '#shared/domain/brief/alternative.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import { besideKept, followed } from '#shared/domain/brief/keepOwned.ts'
import { alternative, offer, PLAIN_BRIEF } from '../../../../support/decidedBriefs.ts'

const h100 = alternative('h100', 'owned', {
  slot: 0,
  hardware: 'h100-sxm',
  ownedSystems: 2,
  offer: offer({ price: entered(96e3) }),
})
const b200 = alternative('b200', 'buy', { slot: 1, hardware: 'b200-sxm', offer: offer({ price: entered(440e3) }) })
const h200 = alternative('h200', 'buy', { slot: 2, hardware: 'h200-sxm' })
const rented = alternative('rented', 'rent', { slot: 3, hardware: 'h200-sxm' })
const holding = (...alternatives: readonly Alternative[]): Brief => ({
  ...PLAIN_BRIEF,
  model: 'llama-3.1-8b',
  alternatives: [...alternatives],
})
const brief = holding(h100, b200, h200, rented)
const facts = ({ kind, hardware, keeps, ownedSystems }: Alternative) => [kind, hardware, keeps, ownedSystems]

describe('keeping what is owned', () => {
  it('is with each that is bought once it is entered, at both their offers', () => {
    const beside = besideKept(brief, 'h100')
    expect(beside.map(facts)).toEqual([
      ['add', 'b200-sxm', 'h100-sxm', 2],
      ['add', 'h200-sxm', 'h100-sxm', 2],
    ])
    expect(beside[0]).toMatchObject({ offer: b200.offer, keptOffer: h100.offer, slot: 4, id: 'b200-sxm' })
    expect(new Set([...brief.alternatives, ...beside].map(({ id }) => id)).size).toBe(6)
    for (const each of beside) expect(alternativeSchema.safeParse(each).success).toBe(true)
  })

  it('comes with what is bought where something is owned, and with nothing else', () => {
    expect(besideKept(brief, 'b200').map(facts)).toEqual([['add', 'b200-sxm', 'h100-sxm', 2]])
    expect(besideKept(brief, 'rented')).toEqual([])
    expect(besideKept(holding(b200, h200), 'b200')).toEqual([])
    expect(besideKept(brief, 'nobody')).toEqual([])
  })

  it('is a row of its own where it is only kept beside something', () => {
    const added = alternative('both', 'add', {
      slot: 0,
      hardware: 'b200-sxm',
      keeps: 'h100-sxm',
      ownedSystems: 3,
      keptOffer: h100.offer,
    })
    const [kept] = besideKept(holding(added), 'both')
    expect(kept).toMatchObject({ kind: 'owned', hardware: 'h100-sxm', ownedSystems: 3, offer: h100.offer, keeps: null })
    expect(alternativeSchema.safeParse(kept).success).toBe(true)
    expect(besideKept(holding(added, { ...h100, slot: 1 }), 'both')).toEqual([])
  })

  it('is not proposed twice, and only as far as there are letters', () => {
    const [first] = besideKept(brief, 'b200')
    if (first === undefined) throw new Error('Nothing is proposed.')
    const known = holding(...brief.alternatives, first)
    expect(besideKept(known, 'h100').map(({ hardware }) => hardware)).toEqual(['h200-sxm'])
    const others = [4, 5, 6].map((slot) => alternative(`other-${slot}`, 'hosted', { slot }))
    expect(besideKept(holding(...brief.alternatives, ...others), 'h100')).toHaveLength(1)
  })
})

describe('rows that keep and add', () => {
  const [row] = besideKept(brief, 'b200')
  if (row === undefined) throw new Error('Nothing is proposed.')
  const before = holding(h100, b200, row)
  const after = (change: (each: Alternative) => Alternative) => holding(...before.alternatives.map(change))
  const rowOf = ({ alternatives }: Brief) => alternatives.find(({ id }) => id === row.id)

  it('follow how many are owned, what they sell for, and what the other is bought for', () => {
    const more = after((each) =>
      each.id === 'h100' ? { ...each, ownedSystems: 8, offer: { ...each.offer, price: entered(80e3) } } : each,
    )
    expect(rowOf(followed(before, more))).toMatchObject({ ownedSystems: 8, keptOffer: { price: { value: 80e3 } } })
    const dearer = after((each) =>
      each.id === 'b200' ? { ...each, offer: { ...each.offer, price: entered(500e3) } } : each,
    )
    expect(rowOf(followed(before, dearer))?.offer.price?.value).toBe(500e3)
  })

  it('keep what was entered for them', () => {
    const own = { ...row, ownedSystems: 1, offer: { ...row.offer, price: entered(1e6) } }
    const old = holding(h100, b200, own)
    const changed = holding(
      { ...h100, ownedSystems: 8 },
      { ...b200, offer: { ...b200.offer, price: entered(500e3) } },
      own,
    )
    expect(rowOf(followed(old, changed))).toEqual(own)
    const itself = after((each) => (each.id === row.id ? { ...each, ownedSystems: 5 } : each))
    expect(rowOf(followed(before, itself))?.ownedSystems).toBe(5)
  })

  it('stay as they are where something else changes, and the brief is the same one', () => {
    const other = { ...before, horizon: 24 }
    expect(followed(before, other)).toBe(other)
    const gone = holding(b200, row)
    expect(followed(before, gone)).toBe(gone)
  })
})
