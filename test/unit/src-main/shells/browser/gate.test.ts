import type * as Crypto from 'node:crypto'
import { timingSafeEqual } from 'node:crypto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createGate } from '../../../../../src-main/shells/browser/gate.ts'

vi.mock('node:crypto', async (original) => {
  const real = await original<typeof Crypto>()
  return { ...real, timingSafeEqual: vi.fn((left: Buffer, right: Buffer) => real.timingSafeEqual(left, right)) }
})
const compared = vi.mocked(timingSafeEqual)
beforeEach(() => {
  compared.mockClear()
})

describe('createGate', () => {
  it('trades its token once, and says so', () => {
    const redeemed = vi.fn()
    const gate = createGate({ redeemed })
    for (const wrong of [null, undefined, '', 7, {}, [gate.token], `${gate.token}x`]) {
      expect(gate.redeem(wrong)).toBeNull()
    }
    expect(redeemed).not.toHaveBeenCalled()
    expect(gate.redeem(gate.token)).toMatch(/^[\w-]{43}$/)
    expect(redeemed).toHaveBeenCalledOnce()
    expect(gate.redeem(gate.token)).toBeNull()
    expect(redeemed).toHaveBeenCalledOnce()
  })

  it('admits the secret alone', () => {
    const gate = createGate()
    const secret = gate.redeem(gate.token)
    expect(gate.admits(secret)).toBe(true)
    for (const wrong of [undefined, null, '', [secret], `${secret}x`, `x${secret}`, gate.token, secret?.slice(1)]) {
      expect(gate.admits(wrong)).toBe(false)
    }
  })

  it('compares token and secret in constant time, by digests of one length', () => {
    const gate = createGate()
    for (const offered of ['a', 'a'.repeat(1000), gate.token]) gate.redeem(offered)
    for (const offered of ['b', 'b'.repeat(1000)]) gate.admits(offered)
    expect(compared).toHaveBeenCalledTimes(5)
    for (const [left, right] of compared.mock.calls) expect([left.byteLength, right.byteLength]).toEqual([32, 32])
  })

  it('makes another secret each time', () => {
    const [first, second] = [createGate(), createGate()]
    expect(first.token).not.toBe(second.token)
    expect(second.admits(first.redeem(first.token))).toBe(false)
  })
})
