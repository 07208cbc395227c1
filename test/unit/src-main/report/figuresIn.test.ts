import { describe, expect, it } from 'vitest'
import { figuresIn } from '#main/report/figuresIn.ts'

describe('the figures of a text', () => {
  it('are numbers with a unit or a decimal point, whatever the space between', () => {
    expect(figuresIn('It costs 4.92\u00a0USD at 30 ms, 12 % more than 1,250,000 USD or 2.4×.')).toEqual([
      '4.92 USD',
      '30 ms',
      '12 %',
      '1,250,000 USD',
      '2.4×',
    ])
  })

  it('are not whole numbers alone, nor digits within words', () => {
    expect(figuresIn('6 systems of B200 in Q7, GB200 NVL72 and FP8')).toEqual([])
  })

  it('stand once', () => {
    expect(figuresIn('30 ms and 30 ms')).toEqual(['30 ms'])
  })
})
