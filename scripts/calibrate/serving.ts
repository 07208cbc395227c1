/**
 * Fits what serving stacks add to the sum of their operators, per (device, stack, style), from public serving runs, and
 * writes `resources/calibration/serving.json` with errors on rows left out of the fit. Run after the operators are
 * calibrated: node scripts/calibrate/serving.ts [folder of measurements]. Deterministic: the same data gives the same file.
 */
import { existsSync, writeFileSync } from 'node:fs'
import type { AccuracyKind, AccuracyQuantity } from '../../src-shared/domain/accuracy.ts'
import type { Software } from '../../src-shared/domain/software.ts'
import { medianError, residualOf } from '../../src-main/engine/fitting/servingFit.ts'
import type { MeasuredDomain, MeasuredRange } from '../../src-main/engine/calibration/measuredDomain.ts'
import {
  UNSEEN,
  type ServingEntry,
  type ServingStyle,
  type UnseenErrors,
} from '../../src-main/engine/calibration/servingTable.ts'
import { accuracyRows, writeAccuracy, type LeftOut } from './accuracy.ts'
import { aroundFits, hierarchy, levelKey, type LazyFit } from './servingHierarchy.ts'
import { ladder, type LeftOutOf, type Outcome } from './servingLadder.ts'
import type { ServingRow } from './servingRows.ts'
import { models } from '../libraryProfiles.ts'
import { servingSamples, type Sample } from './servingSamples.ts'
import { stalledRuns } from './stalledRuns.ts'

const folder = process.argv[2] ?? new URL('../../../shared/measured', import.meta.url).pathname
const resources = new URL('../../resources/', import.meta.url).pathname

/** Date of the measurements' collection. */
const DATE = '2026-11-28'
const SOURCES = [
  'ai-dynamo/aiconfigurator @095f58a (Apache-2.0): serving runs',
  'argonne-lcf/LLM-Inference-Bench @4211f5d (BSD-3-Clause): fixed batches',
  // Written by `llamaCpp.ts`, which runs after this and adds its rows.
  'XiongjieDai/GPU-Benchmarks-on-LLM-Inference @aa72e0e and ggml-org/llama.cpp discussions: llama.cpp at batch 1',
  'InferenceX of June and February 2026, NVIDIA NIM 1.8.0, Oracle, Intel Gaudi: runs of other sites',
  'ml-energy/leaderboard @0cd52dab: steps under vLLM',
]
const STYLES: readonly ServingStyle[] = ['aggregated', 'disaggregated', 'static']

/** What was left out, as the file of errors names it; the rest only widens intervals. */
const KINDS: Readonly<Partial<Record<LeftOutOf, AccuracyKind>>> = {
  group: 'groupLeftOut',
  model: 'modelLeftOut',
  version: 'versionLeftOut',
  device: 'deviceLeftOut',
  site: 'siteLeftOut',
}

function stepQuantity(row: ServingRow): AccuracyQuantity {
  if (row.mode === 'disaggregated') return 'tpotDisaggregated'
  if (row.mode === 'aggregated') return 'tpot'
  return row.tpot === null ? 'fixedBatch' : 'batchOne'
}

/** An outcome as the file of errors has it: one line a time. */
function leftOutOf({ sample: { row }, unseen, step, first }: Outcome): LeftOut[] {
  const kind = KINDS[unseen]
  if (kind === undefined) return []
  const { hardware: device, software } = row
  const family = models.get(row.model)?.family ?? null
  const line = (quantity: AccuracyQuantity, log: number | null): LeftOut[] =>
    log === null
      ? []
      : [{ device, software, quantity, family, kind, interval: `${device}|${software}|${quantity}`, log }]
  return [...line(stepQuantity(row), step), ...line(row.mode === 'disaggregated' ? 'ttftDisaggregated' : 'ttft', first)]
}

const steps = (outcomes: readonly Outcome[]): number[] => outcomes.flatMap(({ step }) => step ?? [])
const firsts = (outcomes: readonly Outcome[]): number[] => outcomes.flatMap(({ first }) => first ?? [])

/** Requests on one attention rank of the workers that decode, as the run names them. */
function perRank({ concurrency, dataParallel, pools }: ServingRow): number {
  return concurrency / (pools ? pools.decode.workers * pools.decode.dataParallel : dataParallel)
}

/** The loads some runs were made under. */
function domainOf(fittedTo: readonly Sample[]): MeasuredDomain {
  const range = (of: (row: ServingRow) => number): MeasuredRange => {
    const values = fittedTo.map(({ row }) => of(row))
    return [Math.min(...values), Math.max(...values)]
  }
  return {
    requestsPerRank: range(perRank),
    inputTokens: range((row) => row.inputTokens),
    contextTokens: range((row) => row.inputTokens + row.outputTokens),
  }
}

/** The version that was measured last; among runs without a date, that of the highest number. */
function latestVersion(samples: readonly Sample[]): string | null {
  const dated = samples.map(({ row }) => ({ date: row.measuredOn ?? '', version: row.version }))
  dated.sort(
    (first, second) =>
      first.date.localeCompare(second.date) ||
      (first.version ?? '').localeCompare(second.version ?? '', 'en', { numeric: true }),
  )
  return dated.at(-1)?.version ?? null
}

/** @param outcomes of its rows, with what it stands in for left out */
function entryOf(fit: LazyFit, outcomes: readonly Outcome[]): ServingEntry {
  const { hardware, generation, vendor, software, style, samples, fitted, points } = fit
  return {
    hardware,
    generation,
    vendor,
    software,
    style,
    ...fit.coefficients(),
    levels: [...new Set(samples.map(levelKey))].sort().flatMap((key) => fit.level(key) ?? []),
    version: latestVersion(fitted),
    versions: hardware !== null && software !== null ? fit.versions() : [],
    points,
    medianError: medianError(steps(outcomes)),
    tpot: residualOf(steps(outcomes)),
    ttft: residualOf(firsts(outcomes)),
    domain: domainOf(fitted),
  }
}

function percent(value: number | null): string {
  return value === null ? '–' : `${(100 * value).toFixed(1)} %`
}

function report(style: ServingStyle, outcomes: readonly Outcome[]): void {
  const own = outcomes.filter(({ sample }) => sample.row.mode === style)
  if (own.length === 0) return
  const line = (some: readonly Outcome[]): string =>
    `${some.length} rows, TPOT or run ${percent(medianError(steps(some)))}, TTFT ${percent(medianError(firsts(some)))}`
  console.log(`${style}, left out: ${own[0]?.unseen}: ${line(own)}`)
  for (const site of [...new Set(own.map(({ sample }) => sample.row.site))].sort()) {
    console.log(`  ${site}: ${line(own.filter(({ sample }) => sample.row.site === site))}`)
  }
}

if (!existsSync(folder)) {
  console.log(`No measurements at ${folder}: name their folder.`)
  process.exit(1)
}
const refused = new Map<string, number>()
const all = servingSamples(folder, (why) => refused.set(why, (refused.get(why) ?? 0) + 1))
const stalled = stalledRuns(all)
const without = new Set(stalled.map(({ sample }) => sample))
const samples = all.filter((sample) => !without.has(sample))

const fits = hierarchy(samples)
const around = aroundFits(fits)
const outcomes = new Map<LeftOutOf, Outcome[]>()
for (const unseen of ['group', ...UNSEEN] as const) {
  const found = ladder(samples, around, unseen)
  outcomes.set(unseen, found)
  for (const style of STYLES) report(style, found)
}

const entries = fits.map((fit) => {
  const own = new Set(fit.samples)
  const judged = outcomes.get(fit.hardware === null ? 'device' : 'group') ?? []
  return entryOf(
    fit,
    judged.filter(({ sample }) => own.has(sample)),
  )
})
const stacks = (style: ServingStyle): (Software | null)[] => [
  null,
  ...new Set(samples.filter(({ row }) => row.mode === style).map(({ row }) => row.software)),
]
const unseen = UNSEEN.flatMap((what) =>
  STYLES.flatMap((style) =>
    stacks(style).flatMap((software): UnseenErrors[] => {
      const own = (outcomes.get(what) ?? []).filter(
        ({ sample: { row } }) => row.mode === style && (software === null || row.software === software),
      )
      // A fixed batch's one site is also its one vintage: without it another way of serving would be judged.
      if (own.length === 0 || (style === 'static' && (what === 'version' || what === 'site'))) return []
      return [{ style, software, unseen: what, tpot: residualOf(steps(own)), ttft: residualOf(firsts(own)) }]
    }),
  ),
)
for (const [why, count] of refused) console.log(`left out, ${count} rows: ${why}`)
console.log(`left out, ${stalled.length} rows: stalled before the first token`)
const listed = stalled.map(({ sample: { row }, predicted }) => ({
  hardware: row.hardware,
  software: row.software,
  style: row.mode,
  model: row.model,
  concurrency: row.concurrency,
  inputTokens: row.inputTokens,
  outputTokens: row.outputTokens,
  ttft: Number((row.ttft ?? 0).toPrecision(4)),
  predicted: Number(predicted.toPrecision(4)),
}))
writeFileSync(
  `${resources}calibration/serving.json`,
  `${JSON.stringify({ stalled: listed, unseen, entries }, null, 1)}\n`,
)
const leftOut = [...outcomes.values()].flat().flatMap(leftOutOf)
writeAccuracy('serving', { date: DATE, sources: SOURCES, rows: accuracyRows(leftOut) })
