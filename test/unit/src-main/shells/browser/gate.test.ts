import { describe, expect, it } from 'vitest'
import { createGate } from '../../../../../src-main/shells/browser/gate.ts'

describe('createGate', () => {
  it('trades its token once', () => {
    const gate = createGate(() => 4000)
    expect(gate.redeem(null)).toBeNull()
    expect(gate.redeem('')).toBeNull()
    expect(gate.redeem(`${gate.token}x`)).toBeNull()
    expect(gate.redeem(gate.token)).toMatch(/^[\w-]{43}$/)
    expect(gate.redeem(gate.token)).toBeNull()
  })

  it('admits the session of its own port, wherever it stands in the header', () => {
    const gate = createGate(() => 4000)
    const session = gate.redeem(gate.token)
    expect(gate.admits(`memwall-4000=${session}`)).toBe(true)
    expect(gate.admits(`theme=dark; memwall-4000=${session}; memwall-5000=other`)).toBe(true)
    expect(gate.admits(`memwall-5000=${session}`)).toBe(false)
    expect(gate.admits(`memwall-4000=${session}x`)).toBe(false)
    expect(gate.admits(`xmemwall-4000=${session}`)).toBe(false)
    expect(gate.admits(`memwall-4000=${gate.token}`)).toBe(false)
    expect(gate.admits('memwall-4000=')).toBe(false)
    expect(gate.admits('')).toBe(false)
    expect(gate.admits(undefined)).toBe(false)
  })

  it('makes another secret each time', () => {
    const [first, second] = [createGate(() => 1), createGate(() => 1)]
    expect(first.token).not.toBe(second.token)
    expect(second.admits(`memwall-1=${first.redeem(first.token)}`)).toBe(false)
  })
})
