import type { BandwidthLaw, NoLaw } from '../bandwidthExperiment.ts'
import { fQuantile, tQuantile } from './distributions.ts'

/** Measurements at one bandwidth, of an experiment in which nothing else changes. */
export interface BandwidthRuns {
  /** Bytes/s. */
  readonly bandwidth: number
  /** Seconds of each repeat, or a time relative to the others; of a throughput its reciprocal. */
  readonly seconds: readonly number[]
}

/** Repeats at one bandwidth beside the law. */
export interface FittedPoint {
  readonly bandwidth: number
  readonly repeats: number
  /** Mean of the repeats. */
  readonly seconds: number
  /** What the law gives there. */
  readonly law: number
}

/** Whether repeats spread less than the law is off: then something else changes with the bandwidth. */
export interface LackOfFit {
  /** Spread around the law over spread of repeats. */
  readonly f: number
  /** What it stays below in nine of ten experiments in which the law holds. */
  readonly limit: number
  readonly rejected: boolean
  /**
   * Where the fastest point is of the law: slower, as where moving overlaps with the rest, so that the next step will bring
   * less than the law says; or faster, so that something else changed.
   */
  readonly fastest: 'slower' | 'faster'
}

/** A law through all measurements, with what its repeats say of how sure it is. */
export interface BandwidthFit {
  /** Never below 0: what the spread of repeats can explain is taken to be none. */
  readonly law: BandwidthLaw
  readonly points: readonly FittedPoint[]
  /** Spread of a repeat over the mean time; null: there are none, so nothing tells how sure anything is. */
  readonly spread: number | null
  /** Null: fewer than three bandwidths, or no repeats. */
  readonly lackOfFit: LackOfFit | null
  readonly line: FittedLine
}

/** The straight line time = a + b · x through all repeats, x being the smallest bandwidth over the bandwidth. */
export interface FittedLine {
  /** Bytes/s at which x is 1. */
  readonly base: number
  readonly a: number
  readonly b: number
  /** Variance of one repeat, and degrees of freedom it is known by; 0 degrees: not known. */
  readonly variance: number
  readonly degrees: number
  readonly count: number
  readonly meanX: number
  readonly squaresX: number
}

/** An interval covers the truth in so many of a hundred experiments; its ends are exceeded in half of the rest each. */
export const COVERS = 0.8
/** A law is rejected where one that holds would look worse in one of ten experiments. */
const REJECTS = 0.1

interface Group extends BandwidthRuns {
  readonly x: number
  readonly mean: number
  readonly squares: number
}

/**
 * The law time = fixed + moved ÷ bandwidth through all measurements by least squares. Pure.
 * @returns the law; or why there is none: one bandwidth alone, a time that rises with bandwidth, or one that falls by more
 * than the bandwidth rises, which moving data cannot do (waiting can); what repeats could spread by is no such reason
 */
export function fitBandwidth(runs: readonly BandwidthRuns[]): BandwidthFit | NoLaw {
  const groups = groupsOf(runs)
  if (groups.length < 2) return 'same-bandwidth'
  const line = lineThrough(groups)
  const times = timesOf(line, groups)
  if (typeof times === 'string') return times
  const law = { fixed: times.a, moved: times.b * line.base }
  const mean = sum(groups, ({ mean: of, seconds }) => of * seconds.length) / line.count
  return {
    law,
    points: groups.map(({ bandwidth, seconds, mean: of, x }) => ({
      bandwidth,
      repeats: seconds.length,
      seconds: of,
      law: times.a + times.b * x,
    })),
    spread: line.degrees > 0 ? Math.sqrt(line.variance) / mean : null,
    lackOfFit: lackOfFit(line, groups),
    line,
  }
}

/** Runs by bandwidth, slowest first. */
function groupsOf(runs: readonly BandwidthRuns[]): readonly Group[] {
  const byBandwidth = new Map<number, number[]>()
  for (const { bandwidth, seconds } of runs) {
    const all = byBandwidth.get(bandwidth) ?? []
    all.push(...seconds)
    if (all.length > 0) byBandwidth.set(bandwidth, all)
  }
  const base = Math.min(...byBandwidth.keys())
  return [...byBandwidth]
    .toSorted(([one], [other]) => one - other)
    .map(([bandwidth, seconds]) => {
      const mean = seconds.reduce((total, time) => total + time, 0) / seconds.length
      const squares = seconds.reduce((total, time) => total + (time - mean) ** 2, 0)
      return { bandwidth, seconds, x: base / bandwidth, mean, squares }
    })
}

function sum(groups: readonly Group[], of: (group: Group) => number): number {
  return groups.reduce((total, group) => total + of(group), 0)
}

function lineThrough(groups: readonly Group[]): FittedLine {
  const count = sum(groups, ({ seconds }) => seconds.length)
  const meanX = sum(groups, ({ x, seconds }) => x * seconds.length) / count
  const mean = sum(groups, (group) => group.mean * group.seconds.length) / count
  const squaresX = sum(groups, ({ x, seconds }) => seconds.length * (x - meanX) ** 2)
  const products = sum(groups, (group) => group.seconds.length * (group.x - meanX) * (group.mean - mean))
  const b = products / squaresX
  const degrees = count - groups.length
  const variance = degrees > 0 ? sum(groups, ({ squares }) => squares) / degrees : 0
  return { base: groups[0]?.bandwidth ?? 0, a: mean - b * meanX, b, variance, degrees, count, meanX, squaresX }
}

/** Both parts of the time, with one that is below 0 by less than repeats spread left out; or why there is no law. */
function timesOf(line: FittedLine, groups: readonly Group[]): { readonly a: number; readonly b: number } | NoLaw {
  const { a, b } = line
  const off = line.degrees > 0 ? tQuantile((1 + COVERS) / 2, line.degrees) : 0
  if (b < 0) {
    if (b < -off * Math.sqrt(line.variance / line.squaresX)) return 'slower-with-more'
    return { a: sum(groups, ({ mean, seconds }) => mean * seconds.length) / line.count, b: 0 }
  }
  if (a < 0) {
    const varianceOfA = line.variance * (1 / line.count + line.meanX ** 2 / line.squaresX)
    if (a < -off * Math.sqrt(varianceOfA)) return 'faster-than-proportional'
    const products = sum(groups, ({ x, mean, seconds }) => x * mean * seconds.length)
    return { a: 0, b: products / sum(groups, ({ x, seconds }) => x * x * seconds.length) }
  }
  return { a, b }
}

function lackOfFit({ a, b, variance, degrees }: FittedLine, groups: readonly Group[]): LackOfFit | null {
  const above = groups.length - 2
  if (above < 1 || degrees < 1 || variance <= 0) return null
  const off = ({ x, mean }: Group): number => mean - a - b * x
  const f = sum(groups, (group) => group.seconds.length * off(group) ** 2) / above / variance
  const limit = fQuantile(1 - REJECTS, above, degrees)
  const fastest = groups.at(-1)
  return { f, limit, rejected: f > limit, fastest: fastest && off(fastest) > 0 ? 'slower' : 'faster' }
}
