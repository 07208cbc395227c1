import type { Wording } from '#shared/domain/wording.ts'
import { FAMILIES, type Family } from '../kernels/families.ts'
import { familyOf } from '../kernels/familyOf.ts'
import { csvRows } from '../text/csvRows.ts'
import { readLines } from '../text/lines.ts'
import type { ByteSource } from '../timeline/source.ts'
import type { Watch } from '../timeline/watch.ts'

/** All launches of one kernel. */
export interface KernelSum {
  readonly name: string
  readonly family: Family
  readonly launches: number
  readonly seconds: number
  /** Of the time of all kernels, 0 to 1: of no other time. */
  readonly share: number
}

/** Time of kernels without a timeline: nothing is known of idle time, overlap or copies. */
export interface KernelSums {
  readonly kernels: readonly KernelSum[]
  readonly launches: number
  readonly seconds: number
  /** Shares of the time of kernels, by what they do. */
  readonly families: Readonly<Record<Family, number>>
}

/** A table of kernels, read whole, in part for a reason, or refused for a reason. */
export type KernelSumReading =
  | { readonly read: 'whole'; readonly reason: null; readonly sums: KernelSums }
  | { readonly read: 'partial'; readonly reason: Wording; readonly sums: KernelSums }
  | { readonly read: 'refused'; readonly reason: Wording; readonly sums: null }

const MOST_KERNELS = 200_000
/** Lines that nsys prints before its table. */
const MOST_BEFORE = 200

/** Places of the titles of `nsys stats --report cuda_gpu_kern_sum --format csv`; null: it is another table. */
export function kernelSumTitles(
  cells: readonly string[],
): Readonly<Record<'time' | 'launches' | 'name', number>> | null {
  const place = (pattern: RegExp): number => cells.findIndex((cell) => pattern.test(cell.trim()))
  const time = place(/^Total Time \(ns\)$/)
  const [launches, name] = [place(/^Instances$/), place(/^Name$/)]
  return time >= 0 && launches >= 0 && name >= 0 ? { time, launches, name } : null
}

/**
 * Reads the table of kernels that `nsys stats` prints: their time, and shares of that alone.
 * @throws CodedError cancelled, and what the source throws
 */
export async function readKernelSums(source: ByteSource, watch: Watch): Promise<KernelSumReading> {
  let titles: ReturnType<typeof kernelSumTitles> = null
  let before = 0
  let unread = 0
  const kernels: { name: string; launches: number; time: number }[] = []
  const rows = csvRows((cells) => {
    if (titles === null) {
      titles = kernelSumTitles(cells)
      return titles !== null || ++before < MOST_BEFORE
    }
    const [time, launches] = [wholeNumber(cells[titles.time]), wholeNumber(cells[titles.launches])]
    const name = cells[titles.name]
    if (time === null || launches === null || name === undefined || kernels.length >= MOST_KERNELS) unread += 1
    else kernels.push({ name, launches, time })
    return true
  })
  const { ending, bytes } = await readLines(source, watch, (line) => rows.feed(`${line}\n`))
  rows.end()
  unread += rows.lost()
  if (bytes === 0) return { read: 'refused', reason: { code: 'trace.refused.empty' }, sums: null }
  if (titles === null) return { read: 'refused', reason: { code: 'kernelSums.refused.noTable' }, sums: null }
  const seconds = kernels.reduce((sum, { time }) => sum + time, 0) / 1e9
  if (seconds === 0) return { read: 'refused', reason: { code: 'kernelSums.refused.noKernels' }, sums: null }
  const sums = sumsOf(kernels, seconds)
  if (ending === 'broken') return { read: 'partial', reason: { code: 'trace.partial.brokenGzip' }, sums }
  if (unread > 0) {
    return { read: 'partial', reason: { code: 'trace.partial.malformed', parameters: { count: unread } }, sums }
  }
  return { read: 'whole', reason: null, sums }
}

function wholeNumber(text: string | undefined): number | null {
  const plain = (text ?? '').replaceAll(',', '').trim()
  return /^\d{1,15}$/.test(plain) ? Number(plain) : null
}

function sumsOf(
  read: readonly { readonly name: string; readonly launches: number; readonly time: number }[],
  seconds: number,
): KernelSums {
  const families = Object.fromEntries(FAMILIES.map((family) => [family, 0])) as Record<Family, number>
  const kernels = read.map(({ name, launches, time }) => {
    const family = familyOf(name)
    const share = time / 1e9 / seconds
    families[family] += share
    return { name, family, launches, seconds: time / 1e9, share }
  })
  return { kernels, launches: read.reduce((sum, { launches }) => sum + launches, 0), seconds, families }
}
