import { DEFAULT_BRIEF } from '#shared/domain/brief/defaults.ts'
import { DEFAULT_THRESHOLDS } from '#shared/domain/brief/thresholds.ts'
import { COST_PARTS, type Costing, type CostPart, type Sizing } from '#shared/domain/brief/verdict.ts'
import { LATE, MEETS, NEVER, SHORT, type Drawn } from '#shared/verdict/brief/draws.ts'
import type { PreparedAlternative, PreparedBrief } from '#shared/verdict/brief/prepared.ts'

/** Numbers from 0 to 1, the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return ((state ^ (state >>> 15)) >>> 0) / 4294967296
  }
}

/** Draws of an alternative from its losses, that serves everywhere unless it is said otherwise. */
export function drawn(loss: ArrayLike<number>, states?: ArrayLike<number>, own: Drawn['own'] = {}): Drawn {
  return {
    loss: Float64Array.from(loss),
    states: states ? Uint8Array.from(states) : new Uint8Array(loss.length).fill(MEETS),
    own,
  }
}

/** Costs at central values of which only some parts matter. */
export function costing(parts: Partial<Record<CostPart, number>> = {}): Costing {
  const all = Object.fromEntries(COST_PARTS.map((part) => [part, parts[part] ?? 0])) as Record<CostPart, number>
  return {
    parts: all,
    presentValue: Object.values(all).reduce((sum, part) => sum + part, 0),
    perMillionOutput: 1,
    perMillionTokens: 1,
    capital: 0,
    perMonth: 0,
    covered: [],
    added: [],
  }
}

/** A count of systems and why, with nothing else said. */
export function sizing(systems: number, byQuarter: readonly number[] = [systems]): Sizing {
  return {
    systems,
    byQuarter,
    atCentral: systems - 1,
    atConfidence: systems,
    spare: 1,
  } as Sizing
}

/** An alternative as it is judged. */
export function alternative(
  id: string,
  draws: Drawn | null,
  rest: Partial<PreparedAlternative> = {},
): PreparedAlternative {
  return {
    id,
    kind: 'buy',
    limits: [],
    unpriced: null,
    accrued: null,
    sizing: null,
    costing: costing(),
    drawn: draws,
    edge: null,
    energy: null,
    carbon: null,
    weakest: null,
    weak: [],
    item: null,
    ...rest,
  }
}

/** A brief with these alternatives; money decides. */
export function prepared(
  alternatives: readonly PreparedAlternative[],
  rest: Partial<PreparedBrief> = {},
): PreparedBrief {
  return {
    basis: { hash: '7f3a90', draws: 10_000, seed: 7 },
    criterion: 'cost',
    second: 'riskWeightedCost',
    thresholds: DEFAULT_THRESHOLDS,
    dissent: [],
    promise: { confidence: 0.9, never: 0.1 },
    demandKnown: true,
    setAside: [],
    alternatives,
    inputs: [],
    studies: [],
    flips: () => [],
    waiting: () => null,
    relaxations: [],
    timePrices: () => [],
    constraints: DEFAULT_BRIEF.constraints,
    withoutRisks: null,
    risksAlone: [],
    ...rest,
  }
}

/** Printed statistics of draws. Thousands of dollars; shares of draws. */
export interface Printed {
  readonly id: string
  readonly mean: number
  readonly first: number
}
export interface PrintedLeader extends Printed {
  readonly within: number
  readonly regret: number
  readonly margin: number
}

const DRAWS = 10_000
const STRIDE = 7919
/** Spread of what all have in common, as a share. */
const SPREAD = 0.1

/**
 * Draws with printed statistics: means, shares of being first, share within the margin and expected regret of the leader.
 * What is left over is nobody's: the leader has the least there and is short.
 * @returns draws by id, and for a share of draws in which another is far ahead of the leader, an input that tells them
 */
export function drawsLike(leader: PrintedLeader, others: readonly Printed[]) {
  const thousand = 1000
  const counts = others.map(({ first }) => Math.round(first * DRAWS))
  const near = Math.round((leader.within - leader.first) * DRAWS)
  const led = Math.round(leader.first * DRAWS)
  const ahead = counts.reduce((sum, count) => sum + count, 0)
  const nearGap = leader.margin / 2
  const gap = (leader.regret * DRAWS - near * nearGap) / (ahead - near)
  // Classes of draws stand mixed, so that no batch and no half has more of one.
  const place = Uint32Array.from({ length: DRAWS }, (_, draw) => (draw * STRIDE) % DRAWS)
  const winner = place.map((at) => {
    let from = led
    for (const [which, count] of counts.entries()) {
      if (at >= from && at < from + count) return which + 1
      from += count
    }
    return at < led ? 0 : others.length + 1
  })
  const isNear = (draw: number) => (place[draw] ?? 0) >= led && (place[draw] ?? 0) < led + near
  const usual = Float64Array.from({ length: DRAWS }, (_, draw) => {
    const common = ((draw % 101) / 100 - 0.5) * 2 * SPREAD
    return leader.mean * (1 + common)
  })
  const shift = leader.mean - usual.reduce((sum, value) => sum + value, 0) / DRAWS
  const base = usual.map((value) => value + shift)
  const rows = new Map<string, Drawn>()
  rows.set(
    leader.id,
    drawn(
      base.map((value) => value * thousand),
      [...winner].map((which) => (which > others.length ? SHORT : MEETS)),
    ),
  )
  for (const [which, { id, mean }] of others.entries()) {
    const wins = [...winner].filter((one) => one === which + 1).length
    const nears = which === 0 ? near : 0
    const behind = ((mean - leader.mean) * DRAWS + (wins - nears) * gap + nears * nearGap) / (DRAWS - wins)
    rows.set(
      id,
      drawn(
        base.map((value, draw) => {
          const under = winner[draw] === which + 1 ? (isNear(draw) ? nearGap : gap) : -behind
          return (value - under) * thousand
        }),
      ),
    )
  }
  /** An input that is high in draws in which the first of the others is far ahead, as many as make it worth this. */
  const telling = (worth: number): Float64Array => {
    let left = Math.round((worth * DRAWS) / gap)
    return Float64Array.from({ length: DRAWS }, (_, draw) => {
      if (winner[draw] !== 1 || isNear(draw) || left <= 0) return 0
      left--
      return 1
    })
  }
  return { rows, telling }
}

export { LATE, MEETS, NEVER, SHORT }
