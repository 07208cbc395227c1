import { describe, expect, it } from 'vitest'
import { freeItems } from '#shared/verdict/brief/freeItems.ts'

const node = (id: string, network: number, charged: Record<string, number | null> = { price: 440e3 }) => ({
  id,
  machine: 'b200',
  figures: { network, memory: 192 },
  charged,
})

describe('figures nobody pays for', () => {
  it('four speeds of a network at one price are one item', () => {
    expect(freeItems([100, 200, 400, 800].map((speed) => node(`n${speed}`, speed)))).toEqual([
      { figure: 'network', alternatives: ['n100', 'n200', 'n400', 'n800'] },
    ])
  })

  it('a price that differs, or a zero that was chosen, is a price', () => {
    expect(freeItems([node('a', 100), node('b', 400, { price: 441e3 })])).toEqual([])
    expect(freeItems([node('a', 100), node('b', 400, { price: 440e3, network: 0 })])).toEqual([])
  })

  it('the same twice, and another machine at the same price, give nothing away', () => {
    expect(freeItems([node('a', 100), node('b', 100)])).toEqual([])
    expect(freeItems([node('a', 100), { ...node('b', 400), machine: 'mi355x' }])).toEqual([])
  })
})
