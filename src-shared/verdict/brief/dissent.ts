import type { Dissent } from '../../domain/brief/verdict.ts'
import { CRITERIA } from '../../domain/brief/thresholds.ts'
import type { Wording } from '../../domain/wording.ts'
import { scoreOf, type Contender, type Contest } from './contest.ts'
import { differenceOf } from './difference.ts'
import { MEETS } from './draws.ts'
import type { DrawnInput } from './worth.ts'

/** A shift of the mean below so many deviations sets nothing apart. */
const LEAST_SHIFT = 0.2

/**
 * What speaks for the rival: the other criteria, the draws in which it wins, and what sets those apart.
 * @param weak what the chosen rests on that is weak, and the objections that were raised
 */
export function dissentOf(
  { criterion }: Contest,
  chosen: Contender,
  rival: Contender,
  inputs: readonly DrawnInput[],
  weak: readonly Wording[],
): Dissent {
  const winning = drawsWon(chosen, rival)
  return {
    rival: rival.id,
    wins: winning.length / chosen.values.length,
    criteria: CRITERIA.filter((other) => other !== criterion).map((other) => ({
      criterion: other,
      chosen: scoreOf(other, chosen.fare),
      rival: scoreOf(other, rival.fare),
    })),
    apart: apartIn(winning, inputs),
    difference: differenceOf(chosen.values, rival.values),
    weak,
  }
}

/** Draws in which the rival keeps the promise and has less. */
function drawsWon(chosen: Contender, rival: Contender): readonly number[] {
  const { states } = rival.fare.candidate
  const won: number[] = []
  for (const [draw, value] of rival.values.entries()) {
    if (states[draw] === MEETS && value < (chosen.values[draw] ?? -Infinity)) won.push(draw)
  }
  return won
}

/** The input whose mean in these draws is farthest from its mean in all, in deviations. Null: none is far from it. */
function apartIn(draws: readonly number[], inputs: readonly DrawnInput[]): Dissent['apart'] {
  let found: Dissent['apart'] = null
  if (draws.length === 0) return found
  for (const { label, values } of inputs) {
    let sum = 0
    let squares = 0
    for (const value of values) {
      sum += value
      squares += value * value
    }
    const middle = sum / values.length
    const deviation = Math.sqrt(Math.max(0, squares / values.length - middle * middle))
    if (deviation <= 1e-12 * Math.abs(middle)) continue
    let inside = 0
    for (const draw of draws) inside += values[draw] ?? NaN
    const shift = (inside / draws.length - middle) / deviation
    if (Math.abs(shift) >= LEAST_SHIFT && Math.abs(shift) > Math.abs(found?.shift ?? 0)) found = { label, shift }
  }
  return found
}
