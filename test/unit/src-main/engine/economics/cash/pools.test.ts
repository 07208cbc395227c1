import { describe, expect, it } from 'vitest'
import type { CostInput } from '#shared/domain/brief/costInput.ts'
import { costOfPools } from '#main/engine/economics/cash/pools.ts'
import { presentCost } from '#main/engine/economics/cash/presentCost.ts'
import { monthByMonth } from './monthByMonth.ts'
import { CHAT, CHAT_ALTERNATIVES, CHAT_BRIDGE } from './workedExamples.ts'

/**
 * The chat service at twice its demand, on three owned H100 nodes and new B200: one node of each pool is spare, so that two
 * carry 2 × 2 × 6.109 of the 45.212 requests per second at the peak, and one B200 node (4 × 13.269) the other 20.776.
 */
const PEAK = 4 * CHAT.requests
const KEPT_SHARE = (2 * 2 * 6.109) / PEAK

function carrying(input: CostInput, share: number): CostInput {
  return { ...input, powered: input.powered && { ...input.powered, requests: 2 * CHAT.requests * share } }
}
const kept = carrying(CHAT_ALTERNATIVES.h100, KEPT_SHARE)
const added: CostInput = {
  ...carrying(CHAT_ALTERNATIVES.b200, 1 - KEPT_SHARE),
  people: null,
  bridge: 2 * CHAT_BRIDGE * (1 - KEPT_SHARE),
}

describe('owned systems that are kept, and new ones added', () => {
  const both = costOfPools(kept, added)

  it('cost what the months of both cost', () => {
    expect(both.presentValue).toBeCloseTo(monthByMonth(kept) + monthByMonth(added), 4)
    expect(both.presentValue / 1000).toBeCloseTo(2254.6, 1)
    expect(both.capital).toBe(2 * 440_000 + 30_000)
  })

  it('have one team, and the bridge carries only what the owned cannot', () => {
    expect(both.parts.people).toBeCloseTo(presentCost(CHAT_ALTERNATIVES.h100).parts.people ?? NaN, 6)
    const whole = (presentCost(CHAT_ALTERNATIVES.b200).parts.bridge ?? NaN) * 2
    expect((both.parts.bridge ?? NaN) / whole).toBeCloseTo(20.776 / 45.212, 3)
  })

  it('are, part by part in thousands, the owned pool’s and the new one’s', () => {
    const owned = presentCost(CHAT_ALTERNATIVES.h100).parts
    const bought = presentCost(CHAT_ALTERNATIVES.b200).parts
    for (const part of ['capital', 'residual', 'space', 'maintenance'] as const) {
      expect(both.parts[part]).toBeCloseTo((owned[part] ?? NaN) + (bought[part] ?? NaN), 6)
    }
    expect(both.parts.migration).toBe(30_000)
    expect(both.parts.rent).toBeNull()
  })

  it('pay the least that is billed once, and not for each', () => {
    const least = (input: CostInput, watts: number): CostInput => ({
      ...input,
      spaced: input.spaced && { ...input.spaced, least: watts },
    })
    const space = (watts: number) => costOfPools(least(kept, watts), least(added, watts)).parts.space ?? NaN
    const plain = both.parts.space ?? NaN
    // 30.6 kW are kept and 28.6 added: less than the former changes nothing, more than both is billed all along.
    expect(space(30_000)).toBeCloseTo(plain, 6)
    expect(space(100_000)).toBeCloseTo(presentCost(least(kept, 100_000)).parts.space ?? NaN, 6)
    expect(space(45_000)).toBeGreaterThan(plain)
    expect(space(45_000)).toBeLessThan(space(59_300))
  })
})
