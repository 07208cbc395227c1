import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { elementsOf } from '#main/audit/rocprof/elements.ts'
import { mutated, seeded } from '../../../../support/hostileFiles.ts'
import { draws } from '../../../../support/draws.ts'

function read(text: string | Uint8Array, piece = 1 << 20) {
  const found: [string, unknown][] = []
  const elements = elementsOf(new Set(['wanted', 'other']), (list, element) => {
    try {
      found.push([list, JSON.parse(element)])
      return true
    } catch {
      return false
    }
  })
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  for (let from = 0; from < bytes.length; from += piece) elements.feed(bytes.subarray(from, from + piece))
  return { isWhole: elements.end(), lost: elements.lost(), found }
}

describe('elements of lists', () => {
  it('are found by the name of their list, and by nothing in a string', () => {
    const text = JSON.stringify({
      note: 'says "wanted":[{"no":1}] and \\',
      wanted: [{ a: 1, s: '}] "\\' }, { b: [{ c: [] }] }],
      deep: [{ other: [{ d: 2 }] }, { wanted: 3, unwanted: [{ e: 4 }] }],
    })
    const found = [
      ['wanted', { a: 1, s: '}] "\\' }],
      ['wanted', { b: [{ c: [] }] }],
      ['other', { d: 2 }],
    ]
    for (const piece of [1, 2, 3, 7, 1000]) expect(read(text, piece)).toEqual({ isWhole: true, lost: 0, found })
  })

  it('are all of them, whatever they hold and however they come', () => {
    const json = fc.object({ maxDepth: 2, withUnicodeString: true } as fc.ObjectConstraints)
    fc.assert(
      fc.property(fc.array(json, { maxLength: 4 }), fc.integer({ min: 1, max: 50 }), (values, piece) => {
        const text = JSON.stringify({ before: values, wanted: values, after: 1 })
        const { found } = read(text, piece)
        const plain = JSON.parse(JSON.stringify(values)) as unknown[]
        const own = found.filter(([list]) => list === 'wanted').map(([, value]) => value)
        // Objects made at random may have lists of that name themselves.
        if (!text.slice(0, text.indexOf('"wanted"')).includes('wanted')) expect(own).toEqual(plain)
      }),
    )
  })

  it('that break off, are too large or no JSON are counted, and the rest is read', () => {
    expect(read('{"wanted":[{"a":1},{"b":')).toMatchObject({ isWhole: false, lost: 1, found: [['wanted', { a: 1 }]] })
    expect(read('{"wanted":[{"a":N/A},{"b":2}]}')).toEqual({ isWhole: true, lost: 1, found: [['wanted', { b: 2 }]] })
    const large = `{"wanted":[{"a":"${'x'.repeat(9 << 20)}"},{"b":2}]}`
    expect(read(large)).toMatchObject({ lost: 1, found: [['wanted', { b: 2 }]] })
    expect(read('{"wanted":[1,2],"other":[{"c":3}]}')).toMatchObject({ found: [['other', { c: 3 }]] })
  })

  it('changed at random end, and soon', () => {
    const random = seeded(20_261_202)
    const sample = Buffer.from(
      JSON.stringify({
        agents: [1],
        wanted: Array.from({ length: 20 }, (_, index) => ({ index })),
        other: [{ a: 'b' }],
      }),
    )
    for (let round = 0; round < draws(3000); round++) {
      const before = performance.now()
      read(mutated(sample, random), 1 + Math.floor(40 * random()))
      expect(performance.now() - before).toBeLessThan(1000)
    }
  })
})
