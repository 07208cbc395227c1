/** Fits of serving runs from everything down to one device under one stack, each held near the wider one. */
import type { Software } from '../../src-shared/domain/software.ts'
import type { FitFacts } from '../../src-main/engine/calibration/servingChoice.ts'
import { modelShape } from '../../src-main/engine/calibration/modelShape.ts'
import type { ServingCoefficients } from '../../src-main/engine/calibration/servingCoefficients.ts'
import { atLevel } from '../../src-main/engine/calibration/servingLevel.ts'
import type { ServingLevel, ServingStyle, VersionLevel } from '../../src-main/engine/calibration/servingTable.ts'
import type { FittedSample } from '../../src-main/engine/fitting/servingFeatures.ts'
import {
  fitHeld,
  fitLinearised,
  fitServing,
  linearised,
  START,
  toCoefficients,
  type Fit,
  type LinearRun,
} from '../../src-main/engine/fitting/servingFit.ts'
import { levelOf } from '../../src-main/engine/fitting/servingLevels.ts'
import { unexercisedBy } from '../../src-main/engine/fitting/unexercised.ts'
import { hardware, models } from '../libraryProfiles.ts'
import type { Sample } from './servingSamples.ts'

/** Rows below which a device takes its relatives' fit: its own errors could not be told. */
const LEAST_ROWS = 8

/** Runs as they were linearised around the fit to all of them, by fit. */
export type Around = ReadonlyMap<string, ReadonlyMap<Sample, LinearRun>>

/** A fit that is made when it is asked for, and once. */
export interface LazyFit extends FitFacts {
  readonly samples: readonly Sample[]
  /** Those its coefficients are fitted to; levels are told by all. */
  readonly fitted: readonly Sample[]
  readonly fit: () => Fit
  readonly runs: () => readonly LinearRun[]
  /** Its coefficients, neutral where its rows say nothing, and which these are. */
  readonly coefficients: () => Exercised
  /** How far the runs of one model lie from it; null: there are none. */
  readonly level: (key: string) => ServingLevel | null
  /** How far the runs of each version lie from what it says of their models. */
  readonly versions: () => readonly VersionLevel[]
}

interface Exercised {
  readonly coefficients: ServingCoefficients
  readonly unexercised: readonly (keyof ServingCoefficients)[]
}

function lazily<Made extends object>(make: () => Made): () => Made {
  let made: Made | null = null
  return () => (made ??= make())
}

const shapes = new Map([...models].map(([id, model]) => [id, modelShape(model)]))

/** What tells levels apart. */
export function levelKey({ row }: Sample): string {
  return shapes.get(row.model) ?? ''
}

function rounded(coefficients: ServingCoefficients): ServingCoefficients {
  return Object.fromEntries(
    Object.entries(coefficients).map(([key, value]) => [key, Number((value as number).toPrecision(4))]),
  ) as unknown as ServingCoefficients
}

/** Names a fit among those of other runs. */
function nameOf({ hardware: device, vendor, software, style }: FitFacts): string {
  return `${style}|${device}|${vendor}|${software}`
}

/** The runs a fit is made to: those that are no aside, where there are enough of them. */
function fittedTo(samples: readonly Sample[]): readonly Sample[] {
  const common = samples.filter(({ row }) => !row.aside)
  return common.length >= LEAST_ROWS ? common : samples
}

/** @param around null: the loop is stepped anew as the coefficients move */
function lazyFit(facts: FitFacts, samples: readonly Sample[], prior: () => Fit, around: Around | null): LazyFit {
  const known = around?.get(nameOf(facts))
  const fitted = fittedTo(samples)
  const before = (): LinearRun[] => fitted.flatMap((sample) => known?.get(sample) ?? [])
  const fit = lazily(() =>
    known === undefined ? fitServing(facts.style, fitted, prior()) : fitLinearised(facts.style, before(), prior()),
  )
  const runs = lazily(() => (known === undefined ? linearised(fitted, fit()) : before()))
  const coefficients = lazily((): Exercised => {
    const whole = toCoefficients(fit().step, fit().first)
    const unexercised = unexercisedBy(runs(), whole)
    const held = unexercised.length === 0 ? fit() : fitHeld(facts.style, runs(), prior(), unexercised)
    return { coefficients: rounded(toCoefficients(held.step, held.first)), unexercised }
  })
  const models = lazily(() => by(samples, levelKey))
  const levels = new Map<string, ServingLevel>()
  const level = (key: string): ServingLevel | null => {
    const own = models().get(key)
    const [sample] = own ?? []
    if (own === undefined || sample === undefined) return null
    let found = levels.get(key)
    if (found === undefined) {
      const { tpot, ttft, points } = levelOf(own, coefficients().coefficients)
      const { model } = sample.row
      found = {
        model,
        shape: key,
        tpot: Number(tpot.toFixed(4)),
        ttft: Number(ttft.toFixed(4)),
        points,
        aside: own.filter(({ row }) => row.aside).length > own.length / 2,
      }
      levels.set(key, found)
    }
    return found
  }
  const atModel = (sample: FittedSample): ServingCoefficients => {
    const whole = coefficients().coefficients
    const own = level(levelKey(sample as Sample))
    return own === null ? whole : atLevel(whole, own)
  }
  const versions = (): readonly VersionLevel[] =>
    versionsOf(samples).map(({ version, own }) => {
      const { tpot, ttft, points } = levelOf(own, atModel)
      return { version, tpot: Number(tpot.toFixed(4)), ttft: Number(ttft.toFixed(4)), points }
    })
  return { ...facts, points: fitted.length, samples, fitted, fit, runs, coefficients, level, versions }
}

/** Runs by their version, the one measured last first; those without one are left out. */
function versionsOf(
  samples: readonly Sample[],
): readonly { readonly version: string; readonly own: readonly Sample[] }[] {
  const groups = [...by(samples, ({ row }) => row.version ?? '')].filter(([version]) => version !== '')
  const last = (own: readonly Sample[]): string =>
    own.reduce((latest, { row }) => ((row.measuredOn ?? '') > latest ? (row.measuredOn ?? '') : latest), '')
  return groups
    .map(([version, own]) => ({ version, own, date: last(own) }))
    .sort(
      (first, second) =>
        second.date.localeCompare(first.date) || second.version.localeCompare(first.version, 'en', { numeric: true }),
    )
}

/** Runs as they are linearised around each of some fits. */
export function aroundFits(fits: readonly LazyFit[]): Around {
  return new Map(
    fits.map((fit) => {
      const runs = fit.runs()
      return [nameOf(fit), new Map(fit.fitted.flatMap((sample, index) => (runs[index] ? [[sample, runs[index]]] : [])))]
    }),
  )
}

/** Samples by a key, in the order of the keys. */
export function by<Key extends string>(samples: readonly Sample[], key: (sample: Sample) => Key): Map<Key, Sample[]> {
  const groups = new Map<Key, Sample[]>()
  for (const sample of samples) {
    const name = key(sample)
    const group = groups.get(name)
    if (group) group.push(sample)
    else groups.set(name, [sample])
  }
  return new Map([...groups.entries()].sort(([first], [second]) => (first < second ? -1 : 1)))
}

/** The vendor of the device a run was made on. */
export function vendorOf(sample: Sample): string {
  return hardware.get(sample.row.hardware)?.vendor ?? ''
}

/** Where a stack's fit starts; null: all stacks. */
type Start = (software: Software | null) => Fit

function ofStyle(style: ServingStyle, samples: readonly Sample[], start: Start, around: Around | null): LazyFit[] {
  if (samples.length === 0) return []
  const entry = (
    hardwareId: string | null,
    vendor: string | null,
    software: Software | null,
    own: readonly Sample[],
    prior: () => Fit,
  ): LazyFit => {
    const profile = hardwareId === null ? null : hardware.get(hardwareId)
    const facts: FitFacts = {
      hardware: hardwareId,
      generation: profile?.generation ?? null,
      vendor: profile?.vendor ?? vendor,
      software,
      style,
      points: own.length,
    }
    return lazyFit(facts, own, prior, around)
  }
  const everything = entry(null, null, null, samples, () => start(null))
  const entries = [everything]
  for (const [software, ofStack] of by(samples, (sample) => sample.row.software)) {
    const prior = style === 'aggregated' ? everything.fit : () => start(software)
    const stack = entry(null, null, software, ofStack, prior)
    entries.push(stack)
    for (const [vendor, ofVendor] of by(ofStack, vendorOf)) {
      entries.push(entry(null, vendor, software, ofVendor, stack.fit))
    }
    for (const [device, own] of by(ofStack, (sample) => sample.row.hardware)) {
      if (own.length >= LEAST_ROWS) entries.push(entry(device, null, software, own, stack.fit))
    }
  }
  return entries
}

/**
 * All fits of some runs; none is made before it is asked for.
 * @param around where more runs than these were fitted: what they were linearised around
 */
export function hierarchy(samples: readonly Sample[], around: Around | null = null): LazyFit[] {
  const only = (style: ServingStyle) => samples.filter(({ row }) => row.mode === style)
  const aggregated = ofStyle('aggregated', only('aggregated'), () => START, around)
  const fromAggregated: Start = (software) => {
    const own = aggregated.find(
      (entry) => entry.hardware === null && entry.vendor === null && entry.software === software,
    )
    const all = own ?? aggregated.find(({ hardware: device, software: stack }) => device === null && stack === null)
    return all?.fit() ?? START
  }
  return [
    ...aggregated,
    ...ofStyle('disaggregated', only('disaggregated'), fromAggregated, around),
    ...ofStyle('static', only('static'), fromAggregated, around),
  ]
}
