import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '#shared/document/canonical.ts'

describe('canonicalJson', () => {
  it('sorts keys, puts one value a line and ends with a newline', () => {
    expect(canonicalJson({ b: [1, 'two', null], a: { z: true, y: [] }, c: {} })).toBe(
      '{\n  "a": {\n    "y": [],\n    "z": true\n  },\n  "b": [\n    1,\n    "two",\n    null\n  ],\n  "c": {}\n}\n',
    )
  })

  it('sorts by code units, not by locale or by number', () => {
    expect(Object.keys(JSON.parse(canonicalJson({ é: 1, Z: 1, a: 1, b10: 1, b9: 1 })) as object)).toEqual([
      'Z',
      'a',
      'b10',
      'b9',
      'é',
    ])
  })

  it('writes minus zero as zero and leaves undefined properties out', () => {
    expect(canonicalJson({ a: -0, b: undefined })).toBe('{\n  "a": 0\n}\n')
  })

  it.each([NaN, Infinity, -Infinity, () => 1, 1n, Symbol('s'), undefined, [undefined]])(
    'refuses a value without a JSON form',
    (value) => {
      expect(() => canonicalJson({ list: [value] })).toThrow(TypeError)
    },
  )

  it('refuses a value that contains itself, and accepts one that appears twice', () => {
    const shared = { a: 1 }
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    expect(() => canonicalJson(cycle)).toThrow(TypeError)
    expect(canonicalJson([shared, shared])).toContain('"a": 1')
  })

  it('depends on the value only: reading back gives the same text, whatever the key order was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value)
        const back: unknown = JSON.parse(text)
        expect(canonicalJson(back)).toBe(text)
        expect(canonicalJson(reversed(back))).toBe(text)
        expect(text.includes('\r')).toBe(false)
      }),
    )
  })
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, reversed(item)]),
  )
}
