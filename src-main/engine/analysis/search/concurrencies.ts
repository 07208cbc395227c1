/** Most requests in flight a search tries. */
const MOST = 16_384
/** Values of an octave, from 8 on. */
const PER_OCTAVE = 8

/** Numbers of requests in flight a search tries: every one up to 16, then eight an octave. Ascending. */
export const CONCURRENCIES: readonly number[] = ladder()

function ladder(): number[] {
  const values: number[] = []
  let step = 1
  for (let value = 1; value <= MOST; value += step) {
    values.push(value)
    if (value >= 2 * PER_OCTAVE * step) step *= 2
  }
  return values
}
