import type { InputRange } from './scenario.ts'

/** Inputs an architect may give a range of their own: figures of the device, the load, and what running it costs. */
export function takesRange(path: string): boolean {
  return /^(hardware|workload|economics)\./.test(path) && !NOT_RANGED.has(path)
}

/** Carbon is in no number that is drawn. */
const NOT_RANGED: ReadonlySet<string> = new Set([
  'economics.mode',
  'economics.carbonIntensity',
  'economics.embodiedCarbon',
])

/** A range that holds a value: widened where it leaves it out. */
export function rangeAround(value: number, { low, high }: InputRange): InputRange {
  return { low: Math.min(low, value), high: Math.max(high, value) }
}
