import { MEETS, NEVER, stateShares, type Candidate, type StateShares } from './draws.ts'
import { ascending, mean, quantile, worstTenth } from './statistics.ts'

/** One eligible alternative, with what serves where it never does. Dollars. */
export interface Fare {
  readonly candidate: Candidate
  /** What serves where it never does; null: it always serves, or there is no other. */
  readonly fallback: Candidate | null
  /** In every draw, the fallback's loss added to what was sunk where it never serves. */
  readonly losses: Float64Array
  /** E[loss], p10, p90, and CVaR10. */
  readonly mean: number
  readonly tenth: number
  readonly ninetieth: number
  readonly worstTenth: number
  readonly shares: StateShares
}

/**
 * How eligible alternatives fare in the draws. Who is not eligible must not be among them: it would be somebody's fallback.
 * @param candidates in any order: nothing depends on it
 */
export function fares(candidates: readonly Candidate[]): readonly Fare[] {
  const serving = leastServing(candidates)
  return candidates.map((candidate) => {
    const failing = drawsOf(candidate, NEVER)
    const fallback = fallbackOf(candidate, candidates, { failing, serving })
    const losses = fallback === null ? candidate.loss : candidate.loss.slice()
    for (const draw of failing) {
      if (fallback !== null) losses[draw] = (losses[draw] ?? NaN) + insteadAt(fallback, serving, draw)
    }
    const sorted = ascending(losses)
    return {
      candidate,
      fallback,
      losses,
      mean: mean(losses),
      tenth: quantile(sorted, 0.1),
      ninetieth: quantile(sorted, 0.9),
      worstTenth: worstTenth(sorted),
      shares: stateShares(candidate.states),
    }
  })
}

/** Draws in which an alternative never serves, and the least loss of those that do serve there. */
interface Failing {
  readonly failing: readonly number[]
  readonly serving: Float64Array
}

/** The other with the least mean loss over the draws in which this one never serves; null: it always does, or is alone. */
function fallbackOf(
  candidate: Candidate,
  candidates: readonly Candidate[],
  { failing, serving }: Failing,
): Candidate | null {
  let best: Candidate | null = null
  let least = Infinity
  for (const other of failing.length > 0 ? candidates : []) {
    if (other === candidate) continue
    let sum = 0
    for (const draw of failing) sum += insteadAt(other, serving, draw)
    if (sum < least || (sum === least && best !== null && other.id < best.id)) {
      least = sum
      best = other
    }
  }
  return best
}

function drawsOf({ states }: Candidate, state: number): readonly number[] {
  const found: number[] = []
  for (let draw = 0; draw < states.length; draw++) if (states[draw] === state) found.push(draw)
  return found
}

/**
 * What it costs to turn to another in a draw. If that one never serves either, what is sunk in it is added, and the cheapest that
 * does serve is paid all the same: who fails together with its substitute does not serve for nothing.
 */
function insteadAt({ loss, states }: Candidate, serving: Float64Array, draw: number): number {
  return (loss[draw] ?? NaN) + (states[draw] === NEVER ? (serving[draw] ?? NaN) : 0)
}

/** Least loss of those that serve in each draw; nothing where none does: what is sunk is all there. */
function leastServing(candidates: readonly Candidate[]): Float64Array {
  const least = new Float64Array(candidates[0]?.loss.length ?? 0).fill(Infinity)
  for (const { loss, states } of candidates) {
    for (let draw = 0; draw < least.length; draw++) {
      if (states[draw] !== NEVER && (loss[draw] ?? NaN) < (least[draw] ?? NaN)) least[draw] = loss[draw] ?? NaN
    }
  }
  for (let draw = 0; draw < least.length; draw++) if (least[draw] === Infinity) least[draw] = 0
  return least
}

/** Who has the least in each draw, by any criterion. */
export interface Firsts {
  /** Least of all in each draw. */
  readonly least: Float64Array
  /** Share of draws in which it keeps the promise and has strictly the least; equals share a draw. */
  readonly first: readonly number[]
  /** Share of draws in which none is first: what has the least there does not keep the promise. */
  readonly none: number
}

/** Who is first how often. `first` and `none` make one. @param rows values of each alternative, less is better */
export function firsts(rows: readonly { readonly values: Float64Array; readonly states: Uint8Array }[]): Firsts {
  const draws = rows[0]?.values.length ?? 0
  const least = new Float64Array(draws).fill(Infinity)
  for (const { values } of rows) {
    for (let draw = 0; draw < draws; draw++) {
      const value = values[draw] ?? Infinity
      if (value < (least[draw] ?? Infinity)) least[draw] = value
    }
  }
  const sharing = new Uint8Array(draws)
  for (const { values, states } of rows) {
    for (let draw = 0; draw < draws; draw++) {
      if (states[draw] === MEETS && values[draw] === least[draw]) sharing[draw] = (sharing[draw] ?? 0) + 1
    }
  }
  const first = rows.map(({ values, states }) => {
    let sum = 0
    for (let draw = 0; draw < draws; draw++) {
      if (states[draw] === MEETS && values[draw] === least[draw]) sum += 1 / (sharing[draw] ?? 1)
    }
    return sum / draws
  })
  let nobody = 0
  for (const count of sharing) if (count === 0) nobody++
  return { least, first, none: nobody / draws }
}
