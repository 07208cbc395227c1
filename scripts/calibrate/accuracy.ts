/**
 * Errors on rows left out of their fit, as the Accuracy screen shows them. Each calibration run writes its own section of
 * `resources/calibration/accuracy.json`, so that the file never speaks of other coefficients than the ones beside it.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  ACCURACY_KINDS,
  ACCURACY_QUANTITIES,
  type AccuracyFile,
  type AccuracyKind,
  type AccuracyQuantity,
  type AccuracyRow,
  type AccuracySection,
} from '../../src-shared/domain/accuracy.ts'
import type { Software } from '../../src-shared/domain/software.ts'
import { quantile } from '../../src-main/engine/fitting/fit.ts'

/** A prediction of a row its fit had not seen. */
export interface LeftOut {
  readonly device: string
  readonly software: Software
  readonly quantity: AccuracyQuantity
  readonly family: string | null
  readonly kind: AccuracyKind
  /** Rows that share one interval: its ends are taken from these. */
  readonly interval: string
  /** ln(measured / predicted). */
  readonly log: number
}

/** Quantiles kept of each group of rows. */
const STEPS = 20

const rounded = (value: number): number => Number(value.toFixed(4))
const ascending = (first: number, second: number): number => first - second

/** Whether each row lies inside the 80 % interval that the other half of the rows gives; rows alternate between halves. */
function insideOtherHalf(logs: readonly number[]): boolean[] {
  const ends = [0, 1].map((half) => {
    const other = logs.filter((_, index) => index % 2 !== half).sort(ascending)
    return other.length === 0
      ? { low: 0, high: 0 }
      : { low: Math.min(0, quantile(other, 0.1)), high: Math.max(0, quantile(other, 0.9)) }
  })
  return logs.map((log, index) => {
    const end = ends[index % 2]
    return end !== undefined && log >= end.low && log <= end.high
  })
}

function grouped<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const name = key(item)
    const group = groups.get(name)
    if (group) group.push(item)
    else groups.set(name, [item])
  }
  return groups
}

/** Summarises left-out predictions by device, stack, quantity, model family and kind, in a fixed order. */
export function accuracyRows(outcomes: readonly LeftOut[]): AccuracyRow[] {
  const judged = [...grouped(outcomes, (outcome) => `${outcome.kind}|${outcome.interval}`).values()].flatMap(
    (group) => {
      const inside = insideOtherHalf(group.map(({ log }) => log))
      return group.map((outcome, index) => ({ outcome, inside: inside[index] === true }))
    },
  )
  const key = ({ outcome }: (typeof judged)[number]): string =>
    [
      ACCURACY_KINDS.indexOf(outcome.kind),
      String(ACCURACY_QUANTITIES.indexOf(outcome.quantity)).padStart(2, '0'),
      outcome.device,
      outcome.software,
      outcome.family ?? '',
    ].join('|')
  return [...grouped(judged, key)]
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .flatMap(([, group]) => {
      const first = group[0]?.outcome
      if (first === undefined) return []
      const logs = group.map(({ outcome }) => outcome.log).sort(ascending)
      const signed = logs.map((log) => Math.exp(-log) - 1).sort(ascending)
      const errors = signed.map((value) => Math.abs(value)).sort(ascending)
      const { device, software, quantity, family, kind } = first
      return {
        device,
        software,
        quantity,
        family,
        kind,
        count: group.length,
        median: rounded(quantile(errors, 0.5)),
        mean: rounded(errors.reduce((sum, error) => sum + error, 0) / errors.length),
        p90: rounded(quantile(errors, 0.9)),
        bias: rounded(quantile(signed, 0.5)),
        coverage: rounded(group.filter(({ inside }) => inside).length / group.length),
        quantiles: Array.from({ length: STEPS + 1 }, (_, step) => rounded(quantile(logs, step / STEPS))),
      }
    })
}

const FILE = fileURLToPath(new URL('../../resources/calibration/accuracy.json', import.meta.url))

function known(): AccuracyFile {
  const empty: AccuracySection = { date: '', sources: [], rows: [] }
  try {
    return JSON.parse(readFileSync(FILE, 'utf8')) as AccuracyFile
  } catch {
    // The first run of a fresh checkout writes both sections one after the other.
    return { operators: empty, serving: empty }
  }
}

function serialise(section: AccuracySection): string {
  const rows = section.rows.map((row) => `      ${JSON.stringify(row)}`).join(',\n')
  return `{\n    "date": ${JSON.stringify(section.date)},\n    "sources": ${JSON.stringify(section.sources)},\n    "rows": [\n${rows}\n    ]\n  }`
}

/** Replaces one section of the file, one row a line. */
export function writeAccuracy(name: keyof AccuracyFile, section: AccuracySection): void {
  const file = { ...known(), [name]: section }
  writeFileSync(FILE, `{\n  "operators": ${serialise(file.operators)},\n  "serving": ${serialise(file.serving)}\n}\n`)
}

/**
 * Puts rows into a section in place of those that another run wrote, in the order of the file.
 * @param isReplaced which rows of the section go
 */
export function joinAccuracy(
  name: keyof AccuracyFile,
  isReplaced: (row: AccuracyRow) => boolean,
  rows: readonly AccuracyRow[],
): void {
  const section = known()[name]
  writeAccuracy(name, { ...section, rows: [...section.rows.filter((row) => !isReplaced(row)), ...rows] })
}
