/** Files nobody wrote: good ones, changed at random but always alike. */

/** Numbers from 0 to 1, always the same ones (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** What text is replaced by: numbers nobody has, names that reach prototypes, brackets without end. */
const WORDS = [
  'Infinity',
  'NaN',
  '1e999',
  '-1',
  '0',
  '9'.repeat(400),
  'null',
  '"64"',
  '[]',
  '{}',
  '['.repeat(500),
  '{"a":'.repeat(500),
  '"__proto__":1,',
  '"model_type":"x",',
  '"',
  '\\',
  '\u0000',
  '\uFEFF',
]
/** Lengths nobody has. */
const LENGTHS = [500_000_000n, 2n ** 31n, 2n ** 32n - 1n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n]

/** A file changed in one or several ways: bytes, lengths, parts, words and numbers. */
export function mutated(bytes: Buffer, random: () => number): Buffer {
  const at = () => Math.floor(random() * bytes.length)
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item
  switch (Math.floor(random() * 7)) {
    case 0: {
      const flipped = Buffer.from(bytes)
      for (let count = 0; count < 1 + random() * 8; count += 1) flipped[at()] = Math.floor(random() * 256)
      return flipped
    }
    case 1:
      return bytes.subarray(0, at())
    case 2: {
      const copy = Buffer.from(bytes)
      const start = Math.min(at(), Math.max(0, copy.length - 8))
      if (copy.length >= 8) copy.writeBigUInt64LE(pick(LENGTHS), start)
      return copy
    }
    case 3: {
      // Twice the same part: keys come twice, layers shift.
      const [start, end] = [at(), at()].sort((left, right) => left - right) as [number, number]
      return Buffer.concat([bytes.subarray(0, end), bytes.subarray(start)])
    }
    case 4: {
      const start = at()
      return Buffer.concat([bytes.subarray(0, start), Buffer.from(pick(WORDS)), bytes.subarray(start)])
    }
    case 5: {
      // A number of the text becomes something else.
      const numbers = [...bytes.toString('latin1').matchAll(/\d+(?:\.\d+)?/g)]
      const match = numbers[Math.floor(random() * numbers.length)]
      if (!match) return bytes
      const end = match.index + match[0].length
      return Buffer.concat([bytes.subarray(0, match.index), Buffer.from(pick(WORDS)), bytes.subarray(end)])
    }
    default:
      return mutated(mutated(bytes, random), random)
  }
}
