/** The latest answers by their keys; the one asked for longest ago is forgotten first. */
export interface Kept<Value> {
  /** @param key of all the answer rests on; null: it is made, and not kept */
  of(key: string | null, make: () => Value): Value
  /** Whether it would not have to be made. */
  has(key: string | null): boolean
}

/** @param most answers that are kept */
export function createKept<Value>(most: number): Kept<Value> {
  const kept = new Map<string, Value>()
  return {
    has: (key) => key !== null && kept.has(key),
    of(key, make) {
      if (key === null) return make()
      const value = kept.has(key) ? (kept.get(key) as Value) : make()
      kept.delete(key)
      kept.set(key, value)
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break
        kept.delete(oldest)
      }
      return value
    },
  }
}
