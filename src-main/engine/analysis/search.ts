/** Inputs are moved from a 64th to 64 times their value: beyond, it is another machine. */
const LARGEST = Math.log(64)
/** Steps on the way to each end in which a change is looked for: 7 % apart. */
const STEPS = 60
/** Halvings of a step: to 1e-14 of the value. */
const HALVINGS = 43

/** A factor on one side of a change and one on the other, as close as numbers get. */
export interface Change {
  readonly before: number
  readonly after: number
}

/**
 * The change of some quality nearest to a factor of 1, in one direction.
 * @param differs says whether the quality at a factor is another than at 1; null: it has none there, which is passed over
 * @param direction 1: upwards, −1: downwards
 */
export function nearestChange(differs: (factor: number) => boolean | null, direction: 1 | -1): Change | null {
  let before = 0
  for (let step = 1; step <= STEPS; step++) {
    const at = (direction * LARGEST * step) / STEPS
    const there = differs(Math.exp(at))
    if (there === null) continue
    if (there) return bisect(differs, before, at)
    before = at
  }
  return null
}

function bisect(differs: (factor: number) => boolean | null, from: number, to: number): Change {
  let before = from
  let after = to
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (before + after) / 2
    // What has no quality in between lies beyond the last point that had the old one.
    if (differs(Math.exp(middle)) === true) after = middle
    else before = middle
  }
  return { before: Math.exp(before), after: Math.exp(after) }
}
