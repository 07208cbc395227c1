/** What a shuffle depends on. */
export interface Shuffle {
  readonly seed: number
  /** Which of several shuffles. */
  readonly dummy: number
  /** Entries after which the list comes round again, and so does the shuffled one; 0: it does not. */
  readonly period: number
}

/**
 * The same entries in an order that depends on the numbers given alone: nothing is told by them any more.
 */
export function shuffled(entries: Uint16Array, { seed, dummy, period }: Shuffle): Uint16Array {
  const round = period > 0 ? Math.min(period, entries.length) : entries.length
  const places = Uint32Array.from({ length: round }, (_, place) => place)
  const random = randomFrom(seed * 1009 + dummy)
  for (let place = round - 1; place > 0; place--) {
    const other = Math.floor(random() * (place + 1))
    const kept = places[place] ?? 0
    places[place] = places[other] ?? 0
    places[other] = kept
  }
  const mixed = new Uint16Array(entries.length)
  for (let place = 0; place < mixed.length; place++) mixed[place] = entries[places[place % round] ?? 0] ?? 0
  return mixed
}

/** Numbers from 0 to 1 without 1, one after the other (T. Ettinger, "Mulberry32", 2017). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let bits = Math.imul(state ^ (state >>> 15), state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296
  }
}
