import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { perMillion, servedBy } from '#main/engine/economics/cash/served.ts'
import { DEFAULT_BRIEF } from '#shared/domain/brief/defaults.ts'
import { CHAT } from './workedExamples.ts'

describe('what a demand serves', () => {
  it('is 500 million output tokens a day: 11.303 requests a second, 15,219 million a month', () => {
    expect(CHAT.requests).toBeCloseTo(11.303, 3)
    expect(CHAT.output).toBeCloseTo(500 * 30.4375, 6)
    expect(CHAT.input).toBeCloseTo(1000 * 30.4375, 6)
  })

  it('is the same said in requests, and cached input is told apart', () => {
    const said = { ...DEFAULT_BRIEF.demand, unit: 'requestsPerSecond' as const, cachedShare: 0.25 }
    const found = servedBy(said, CHAT.requests)
    expect(found.output).toBeCloseTo(CHAT.output, 6)
    expect(found.input).toBeCloseTo(0.75 * CHAT.input, 6)
    expect(found.cached).toBeCloseTo(0.25 * CHAT.input, 6)
  })

  it('is not known where nobody has said how much', () => {
    expect(servedBy(DEFAULT_BRIEF.demand, NaN).output).toBeNaN()
  })
})

describe('dollars per million', () => {
  it('return the money: price times tokens, discounted month by month', () => {
    const share = fc.double({ min: 0, max: 0.5, noNaN: true })
    fc.assert(
      fc.property(share, share, fc.integer({ min: 0, max: 11 }), (growth, rate, from) => {
        const { output, tokens } = perMillion(1e6, CHAT, growth, rate, from, 36)
        let worth = 0
        for (let month = from + 1; month <= 36; month++) worth += ((1 + growth) / (1 + rate)) ** (month / 12)
        expect(output * CHAT.output * worth).toBeCloseTo(1e6, 3)
        expect(output / tokens).toBeCloseTo(3, 9)
      }),
    )
  })
})
