import type { Measurement } from '../../domain/brief/verdict.ts'
import type { Wording } from '../../domain/wording.ts'
import { edgeOf, type Contest } from './contest.ts'
import { beyondEdge } from './statistics.ts'
import { shuffled } from './shuffled.ts'

/** A quantity that is drawn. */
export interface DrawnInput {
  /** Names the quantity, for studies to settle it. */
  readonly name: string
  /** What it is called: told, for words are made where they are read. */
  readonly label: Wording
  /** Whose it is; null: of all. */
  readonly alternative: string | null
  /** In each draw: its value, or the uniform number it was drawn from. */
  readonly values: Float64Array
  /** Draws after which its values come round again; null: each is drawn by itself. */
  readonly period: number | null
}

/** Something that can be done to know more. */
export interface Study {
  readonly name: string
  readonly label: Wording
  readonly alternative: string | null
  /** Names of the inputs it settles together. */
  readonly settles: readonly string[]
  /** Dollars, staff included, and days. */
  readonly cost: number
  readonly days: number
  /** It ends before the order must go out. */
  readonly inTime: boolean
}

/** Parts of a single input's range, and cells of several inputs together, in each of which the choice may differ. */
const PARTS = 20
const CELLS = 64
/** Inputs of a study that are parted together: more would leave too few draws in a cell. */
const MOST_TOGETHER = 6
/** Fewer draws say nothing of parts. */
const LEAST_DRAWS = 20 * PARTS
const DUMMIES = 50
/** Draws of a device after which they come round again. */
const DEVICE_DRAWS = 2048
/** Dummies that a worth has to exceed: all but one in twenty. */
const EXCEEDED = 0.95

/** Which cell each draw is in, and how many cells there are. */
interface Parting {
  readonly cells: Uint16Array
  readonly count: number
}

/**
 * What studies are worth: the draws are parted by what a study settles, in each part the best alternative is chosen, and the
 * mean gain over the one choice for all is the expected value of that knowledge (M. Strong and J. Oakley, "An efficient method
 * for computing single-parameter partial EVPI", 2013). The choice in a part is made on one half of its draws and its gain is
 * read from the other, so that chance is no knowledge, and no worth exceeds the expected regret. A worth that does not exceed
 * that of most shuffled dummies is left out.
 * @param borne difference that is borne anyway, in dollars: a study bites when it is worth so much more than it costs
 * @returns worth most first; dollars, so only where money decides: empty by any other criterion
 */
export function worthOfStudies(
  contest: Contest,
  studies: readonly Study[],
  inputs: readonly DrawnInput[],
  { borne, seed }: { readonly borne: number; readonly seed: number },
): readonly Measurement[] {
  const rows = moneyRows(contest)
  if (rows.length < 2 || contest.least.length < LEAST_DRAWS) return []
  const gain = gainIn(rows)
  const chance = new Map<string, number>()
  return studies
    .flatMap(({ name, label, alternative, settles, cost, days, inTime }) => {
      const settled = inputs.filter((input) => settles.includes(input.name))
      const worth = Math.max(0, ...partings(settled, gain).map((parting) => worthAboveChance(parting)))
      return worth > 0
        ? [{ name, measured: { label, alternative, worth, cost, days, bites: inTime && worth - cost > borne } }]
        : []

      function worthAboveChance(parting: Parting): number {
        const found = gain(parting)
        const period = Math.max(0, ...settled.map((input) => input.period ?? 0))
        return found > dummyWorth(parting, period) ? found : 0
      }
    })
    .toSorted((one, two) => two.measured.worth - one.measured.worth || (one.name < two.name ? -1 : 1))
    .map(({ measured }) => measured)

  /** Dummies depend on the sizes of the parts alone: those of one quantity are those of the next. */
  function dummyWorth(parting: Parting, period: number): number {
    const key = `${period}:${sizesOf(parting).join()}`
    const known = chance.get(key)
    if (known !== undefined) return known
    const gains = Float64Array.from({ length: DUMMIES }, (_, dummy) =>
      gain({ ...parting, cells: shuffled(parting.cells, { seed, dummy, period }) }),
    ).sort()
    const most = gains[Math.ceil(EXCEEDED * DUMMIES) - 1] ?? Infinity
    chance.set(key, most)
    return most
  }
}

/**
 * Losses of the leader, then of each contender that has less in some draw: no other is ever chosen instead. Where the worst tenth
 * decides, its own mean is what counts.
 */
function moneyRows(contest: Contest): readonly Float64Array[] {
  const { criterion, contenders } = contest
  const [leader] = contenders
  if (!leader || (criterion !== 'cost' && criterion !== 'riskWeightedCost')) return []
  const chosenInstead = contenders.filter(
    ({ values }) => values === leader.values || values.some((value, draw) => value < (leader.values[draw] ?? NaN)),
  )
  if (criterion === 'cost') return chosenInstead.map(({ values }) => values)
  const edge = edgeOf(leader)
  return chosenInstead.map(({ values }) => beyondEdge(values, edge))
}

/** The parting by all that is settled together, and by each input alone: knowing more is never worth less. */
function partings(inputs: readonly DrawnInput[], gain: (parting: Parting) => number): readonly Parting[] {
  const alone = inputs.map(({ values }) => partedBy(values, PARTS))
  if (inputs.length < 2) return alone
  const telling = inputs
    .map(({ values }, at) => ({ values, worth: gain(alone[at] as Parting) }))
    .toSorted((one, two) => two.worth - one.worth)
    .slice(0, MOST_TOGETHER)
  const parts = Math.max(2, Math.floor(CELLS ** (1 / telling.length) + 1e-9))
  const together = telling
    .map(({ values }) => partedBy(values, parts))
    .reduce((one, two) => ({
      cells: one.cells.map((cell, draw) => cell * two.count + (two.cells[draw] ?? 0)),
      count: one.count * two.count,
    }))
  return [...alone, together]
}

/** Parts of equally many draws; a quantity of few values, an event above all, has a part for each of them. */
function partedBy(values: Float64Array, count: number): Parting {
  const edges = fewValues(values, count) ?? equalEdges(values, count)
  const cells = new Uint16Array(values.length)
  for (const [draw, value] of values.entries()) {
    let cell = 0
    while (cell < edges.length && value >= (edges[cell] ?? Infinity)) cell++
    cells[draw] = cell
  }
  return { cells, count: edges.length + 1 }
}

/** Every value but the least; null: there are more than parts. */
function fewValues(values: Float64Array, most: number): readonly number[] | null {
  const found = new Set<number>()
  for (const value of values) {
    found.add(value)
    if (found.size > most) return null
  }
  return [...found].toSorted((one, two) => one - two).slice(1)
}

function equalEdges(values: Float64Array, count: number): readonly number[] {
  const sorted = values.toSorted()
  return Array.from({ length: count - 1 }, (_, at) => sorted[Math.floor(((at + 1) / count) * values.length)] ?? NaN)
}

function sizesOf({ cells, count }: Parting): readonly number[] {
  const sizes = Array.from({ length: count }, () => 0)
  for (const cell of cells) sizes[cell] = (sizes[cell] ?? 0) + 1
  return sizes
}

/**
 * Which half of the draws one is in, 0 or 1, by multiplicative hashing: it keeps no step with what is drawn in turns. Draws that
 * share a draw of the device are in one half, so that neither half knows the other's.
 */
function halfOf(draw: number): number {
  return Math.imul((draw % DEVICE_DRAWS) + 1, 0x9e3779b1) >>> 31
}

/** Mean gain of choosing by cell over choosing the first row everywhere. */
function gainIn(rows: readonly Float64Array[]): (parting: Parting) => number {
  const draws = rows[0]?.length ?? 0
  const places = new Uint32Array(draws)
  return ({ cells, count }) => {
    for (let draw = 0; draw < draws; draw++) places[draw] = 2 * (cells[draw] ?? 0) + halfOf(draw)
    const sums = rows.map((values) => {
      const own = new Float64Array(2 * count)
      for (let draw = 0; draw < draws; draw++) {
        const place = places[draw] ?? 0
        own[place] = (own[place] ?? 0) + (values[draw] ?? 0)
      }
      return own
    })
    const usual = sums[0] as Float64Array
    let gain = 0
    for (let place = 0; place < 2 * count; place++) {
      const other = place ^ 1
      const best = sums.reduce((least, own) => ((own[other] ?? 0) < (least[other] ?? 0) ? own : least), usual)
      gain += (usual[place] ?? 0) - (best[place] ?? 0)
    }
    return gain / draws
  }
}
