import type { Dimension } from '../../units/quantity.ts'
import type { Band, Flip } from '../../domain/brief/verdict.ts'

/** Expected losses of some alternatives at one value of an input, everything else drawn as before. */
export type ExpectedAt = (value: number) => ReadonlyMap<string, number>

/** An input whose value may turn the choice. SI. */
export interface FlippingInput {
  /** Path of the input in the brief, or of a scenario's figure. */
  readonly input: string
  readonly alternative: string | null
  readonly label: string
  readonly dimension: Dimension
  readonly now: number
  /** p2 and p98: beyond them nothing is looked for. */
  readonly low: number
  readonly high: number
}

/** Width of the bracket at the end, over the range. */
const CLOSE = 1e-4

/**
 * The value nearest to today's at which another takes the leader's place on average: E[loss] of both is equal there. Counts and
 * bridge are derived anew at each value by whoever gives the losses. A figure of money or time moves the losses one way, so
 * the end says whether there is a turn before it; one that turns back before the end is not seen.
 * @param leader who leads today
 * @param expectedAt of the leader and whoever may take its place: the rival
 */
export function flipOf(input: FlippingInput, leader: string, expectedAt: ExpectedAt): Flip {
  const { now, low, high } = input
  const turns = [high, low].flatMap((end) => {
    const at = turnTowards(now, end, { leader, expectedAt, width: Math.abs(high - low) * CLOSE })
    return at === null ? [] : [at]
  })
  const [nearest] = turns.toSorted((one, two) => Math.abs(one.at - now) - Math.abs(two.at - now))
  return { ...input, at: nearest?.at ?? null, leader: nearest?.leader ?? null, bands: [] }
}

/**
 * Who leads in which range of an input that works in steps: demand, horizon, rate, peak, shares and spares.
 * @param values that are looked at, ascending
 */
export function bandsOf(values: readonly number[], expectedAt: ExpectedAt): readonly Band[] {
  const bands: { from: number; to: number; leader: string }[] = []
  for (const value of values) {
    const leader = leaderOf(expectedAt(value))
    const last = bands.at(-1)
    if (last && last.leader === leader) last.to = value
    else bands.push({ from: value, to: value, leader })
  }
  return bands
}

/** The flip of an input that works in steps: with the ranges, and the first value beyond today's range of the leader. */
export function steppedFlipOf(
  input: FlippingInput,
  leader: string,
  values: readonly number[],
  expectedAt: ExpectedAt,
): Flip {
  const bands = bandsOf(values, expectedAt)
  const others = bands.filter((band) => band.leader !== leader)
  const edges = others.map((band) => ({
    at: band.from > input.now ? band.from : band.to,
    leader: band.leader,
  }))
  const [nearest] = edges.toSorted((one, two) => Math.abs(one.at - input.now) - Math.abs(two.at - input.now))
  return { ...input, at: nearest?.at ?? null, leader: nearest?.leader ?? null, bands }
}

function leaderOf(expected: ReadonlyMap<string, number>): string {
  const [best] = [...expected].toSorted(([one, own], [two, other]) => own - other || (one < two ? -1 : 1))
  return best?.[0] ?? ''
}

interface Search {
  readonly leader: string
  readonly expectedAt: ExpectedAt
  readonly width: number
}

function turnTowards(now: number, end: number, { leader, expectedAt, width }: Search) {
  if (end === now) return null
  const overtakes = (value: number): string | null => {
    const expected = expectedAt(value)
    const best = leaderOf(expected)
    return best !== leader && (expected.get(best) ?? Infinity) < (expected.get(leader) ?? -Infinity) ? best : null
  }
  let instead = overtakes(end)
  if (instead === null) return null
  let within = now
  let beyond = end
  while (Math.abs(beyond - within) > width) {
    const middle = (within + beyond) / 2
    const there = overtakes(middle)
    if (there === null) within = middle
    else {
      beyond = middle
      instead = there
    }
  }
  return { at: (within + beyond) / 2, leader: instead }
}
