import { existsSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { CoefficientSlot } from '../../src-main/engine/calibration/calibration.ts'
import { generationPool, vendorPool } from '../../src-main/engine/calibration/inherit.ts'
import type { Table, TableEntry } from '../../src-main/engine/calibration/table.ts'
import { accuracyRows, writeAccuracy } from './accuracy.ts'
import { achievedEntries } from './achieved.ts'
import { isListed, machineById } from './devices.ts'
import { climb, stepOf } from './ladder.ts'
import { operatorErrors } from './operatorErrors.ts'
import { crossValidate, fitPoints, predict, summarise, thin, type Outcome } from './fitting.ts'
import type { Point } from './point.ts'
import { readPoints } from './points.ts'
import { operatorTables } from './tables.ts'
import { fitWafer } from './wafer.ts'

/** Date of the measurements' collection, which is what the coefficients are as old as. */
const DATE = '2026-11-23'
const FOLDS = 6
/** Fewer rows than this make no fit of their own. */
const FEWEST = 12
/** Rows of one device that enter a pool: each device weighs alike. */
const POOL_ROWS = 60

function grouped<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const name = key(item)
    const group = groups.get(name)
    if (group) group.push(item)
    else groups.set(name, [item])
  }
  return new Map([...groups].sort(([first], [second]) => (first < second ? -1 : 1)))
}

interface DeviceFit {
  readonly entry: TableEntry
  readonly points: readonly Point[]
  readonly outcomes: readonly Outcome[]
}

/** Operators whose rows leave whole conditions out on some devices: numbers of devices, shapes of experts. */
const COMPLETED: ReadonlySet<CoefficientSlot> = new Set([
  'moe',
  'allReduce',
  'allGather',
  'reduceScatter',
  'allToAll',
  'tokenExchange',
])

/**
 * Rows of the same stack on devices of the same generation, for conditions a device's own rows do not have. Measured on
 * numbers of devices left out, they halve the error of collectives (17 to 10 % for all-reduce).
 */
function sisterPoints(all: readonly Point[], own: Point): (kept: readonly Point[]) => readonly Point[] {
  if (!COMPLETED.has(own.slot)) return () => []
  const generation = byGeneration(own)
  const sisters = all.filter(
    (point) =>
      point.device !== own.device &&
      point.slot === own.slot &&
      point.software === own.software &&
      point.variant === own.variant &&
      byGeneration(point) === generation,
  )
  return (kept) => {
    const known = new Set(kept.map(({ group }) => group))
    return thin(
      sisters.filter(({ group }) => !known.has(group)),
      POOL_ROWS,
    )
  }
}

function fitDevices(points: readonly Point[]): DeviceFit[] {
  const fits: DeviceFit[] = []
  for (const group of grouped(points, (point) =>
    [point.device, point.software, point.slot, point.variant].join('|'),
  ).values()) {
    const first = group[0]
    if (first === undefined || group.length < FEWEST) continue
    const beside = sisterPoints(points, first)
    const outcomes = crossValidate(group, first.slot, FOLDS, beside)
    const summary = outcomes.length > 0 ? summarise(outcomes) : null
    fits.push({
      entry: {
        subject: first.device,
        software: first.software,
        slot: first.slot,
        variant: first.variant,
        coefficients: fitPoints([...group, ...beside(group)], first.slot),
        points: group.length,
        medianError: summary?.median ?? null,
        residual: summary?.residual ?? null,
      },
      points: group,
      outcomes,
    })
  }
  return fits
}

interface Pool {
  readonly subject: string
  /** What is left out together to measure how well the pool serves a stranger. */
  readonly leaveOut: (point: Point) => string
}

function byGeneration({ device }: Point): string {
  const { generation, serving } = machineById(device)
  return generationPool(generation, serving.kind)
}

function poolsOf(point: Point): Pool[] {
  const machine = machineById(point.device)
  return [
    { subject: byGeneration(point), leaveOut: (other) => other.device },
    { subject: vendorPool(machine.vendor, machine.serving.kind), leaveOut: byGeneration },
    { subject: machine.vendor, leaveOut: byGeneration },
    { subject: 'all', leaveOut: (other) => machineById(other.device).vendor },
  ]
}

function balanced(points: readonly Point[]): readonly Point[] {
  return [...grouped(points, (point) => `${point.device}|${point.software}`).values()].flatMap((group) =>
    thin(group, POOL_ROWS),
  )
}

function fitPool(
  subject: string,
  software: TableEntry['software'],
  points: readonly Point[],
  leaveOut: Pool['leaveOut'],
): DeviceFit | null {
  const first = points[0]
  if (first === undefined || points.length < FEWEST) return null
  const outcomes: Outcome[] = []
  const strangers = grouped(points, leaveOut)
  if (strangers.size > 1) {
    for (const group of strangers.values()) {
      const out = new Set(group)
      const coefficients = fitPoints(balanced(points.filter((point) => !out.has(point))), first.slot)
      for (const point of group) outcomes.push({ point, predicted: predict(point, coefficients) })
    }
  }
  const summary = outcomes.length > 0 ? summarise(outcomes) : null
  return {
    entry: {
      subject,
      software,
      slot: first.slot,
      variant: first.variant,
      coefficients: fitPoints(balanced(points), first.slot),
      points: points.length,
      medianError: summary?.median ?? null,
      residual: summary?.residual ?? null,
    },
    points,
    outcomes,
  }
}

function devicesOf(points: readonly Point[]): number {
  return new Set(points.map(({ device }) => device)).size
}

function fitPools(points: readonly Point[]): DeviceFit[] {
  const members = new Map<string, { pool: Pool; points: Point[] }>()
  for (const point of points) {
    for (const pool of poolsOf(point)) {
      for (const software of [point.software, 'any']) {
        const key = [pool.subject, software, point.slot, point.variant].join('|')
        const known = members.get(key)
        if (known) known.points.push(point)
        else members.set(key, { pool, points: [point] })
      }
    }
  }
  return [...members]
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .flatMap(([key, { pool, points: group }]) => {
      const software = (key.split('|')[1] ?? 'any') as TableEntry['software']
      const any = members.get([pool.subject, 'any', group[0]?.slot, group[0]?.variant].join('|'))
      // A pool of one stack adds nothing to the pool of any that holds no other.
      if (software === 'any' || any === undefined || any.points.length > group.length || devicesOf(group) > 1) {
        const fit = fitPool(pool.subject, software, group, pool.leaveOut)
        return fit === null ? [] : [fit]
      }
      return []
    })
}

/** Keeps JSON lines short: one entry a line. */
function serialise(table: Table): string {
  const lines = (entries: readonly TableEntry[]): string =>
    entries.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n')
  const steps = Object.entries(table.steps)
    .map(([family, value]) => `    ${JSON.stringify(family)}: ${JSON.stringify(value)}`)
    .join(',\n')
  return `{\n  "date": ${JSON.stringify(table.date)},\n  "sources": ${JSON.stringify(SOURCES)},\n  "entries": [\n${lines(table.entries)}\n  ],\n  "pools": [\n${lines(table.pools)}\n  ],\n  "steps": {\n${steps}\n  }\n}\n`
}

const SOURCES = [
  'ai-dynamo/aiconfigurator @095f58a (Apache-2.0): GEMM, attention, MLA, MoE and collective tables',
  'alibaba/InferSim @f2293da (Apache-2.0): H20 and H800 kernels',
  'microsoft/vidur @7d47513 (MIT): layer norms on A100, H100 and A40, pairs on A100 and H100',
  'stas00/ml-engineering @744d01e (CC-BY-SA): best achieved matrix multiplications',
  'WaferLLM, He et al., OSDI 2025 (arXiv 2502.04563v3): layers on WSE-2',
]

/** Fits everything the folder of measurements holds and writes `resources/calibration/operators.json` and its README. */
function main(folder: string): void {
  const points = readPoints(folder)
  process.stdout.write(`${points.length} measured operators\n`)
  const wafer = fitWafer(folder)
  const fitted = [...fitDevices(points), wafer]
  process.stdout.write(`${fitted.length} device fits\n`)
  const pooled = fitPools(points)
  process.stdout.write(`${pooled.length} pool fits\n`)
  const ladder = climb(fitted, pooled)
  const devices = fitted.map((fit) => ({ ...fit, entry: { ...fit.entry, ...ladder.judge(fit, 'fitted') } }))
  const pools = pooled.map((fit) => ({ ...fit, entry: { ...fit.entry, ...ladder.judge(fit, stepOf(fit.entry)) } }))
  const table: Table = {
    date: DATE,
    entries: [
      ...devices.filter((fit) => isListed(fit.entry.subject)).map((fit) => fit.entry),
      ...achievedEntries(
        folder,
        pools.map((fit) => fit.entry),
      ),
    ],
    // Other wafers of the vendor are cut from the same cloth; nobody published their regions.
    pools: [
      ...pools.map((fit) => fit.entry),
      { ...wafer.entry, subject: 'Cerebras', residual: null, medianError: null },
    ],
    steps: ladder.steps,
  }
  const resources = new URL('../../resources/calibration/', import.meta.url)
  writeFileSync(fileURLToPath(new URL('operators.json', resources)), serialise(table))
  writeAccuracy('operators', { date: DATE, sources: SOURCES, rows: accuracyRows(operatorErrors(devices, pools)) })
  const tables = operatorTables(devices, pools, ladder.outcomes, ladder.coverage)
  writeFileSync(fileURLToPath(new URL('operators.md', resources)), tables)
  process.stdout.write(tables)
}

const folder = process.argv[2] ?? fileURLToPath(new URL('../../../shared/measured', import.meta.url))
if (!existsSync(folder)) {
  process.stderr.write(`No measurements at ${folder}: name their folder.\n`)
  process.exit(1)
}
main(folder)
