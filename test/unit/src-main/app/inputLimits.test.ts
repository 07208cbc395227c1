import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inputProblem } from '../../../../src-main/app/inputLimits.ts'

describe('inputProblem', () => {
  it('lets any shallow plain data through', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        const text = JSON.stringify(value)
        fc.pre(!/"(?:__proto__|constructor|prototype)":/.test(text))
        expect(inputProblem(value)).toBeNull()
      }),
    )
  })

  it.each(['__proto__', 'constructor', 'prototype'])('refuses the name %s at any depth', (name) => {
    const hostile = JSON.parse(`{"a":[{"b":{"${name}":{"polluted":true}}}]}`) as unknown
    expect(inputProblem(hostile)).toContain(name)
  })

  it('refuses nesting without running out of stack', () => {
    let value: unknown = 0
    for (let level = 0; level < 100_000; level += 1) value = [value]
    expect(inputProblem(value)).toContain('nested')
  })

  it('refuses more values than any document has', () => {
    expect(inputProblem(Array.from({ length: 2_000_001 }, () => 0))).toContain('too many')
  })
})
