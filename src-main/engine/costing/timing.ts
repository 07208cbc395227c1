/**
 * Seconds of one operator on one device, by what could bind it. `seconds` = `overhead` + the soft maximum of the others;
 * the candidates are what each resource alone would take. A reusable out-parameter: costing functions write every field.
 */
export interface Timing {
  seconds: number
  /** Multiply-adds at the achievable rate. */
  compute: number
  /** Traffic of the level that holds the model. */
  memory: number
  /** Traffic of the last-level cache or the on-wafer mesh. */
  cache: number
  /** Traffic between devices. */
  link: number
  /** Launch, synchronisation and pipeline latency: what remains when bytes and operations are free. */
  overhead: number
}

/** A timing that may be in parts: what `writeKernel` makes one of, kept until `overlap` does. */
export interface Parts extends Timing {
  latency: number
  extra: number
  /** Compute, memory, overhead, latency and extra are the parts, and nothing else is written; else the timing is whole. */
  apart: boolean
}

/** @returns a timing of zero seconds, to be filled by costing functions */
export function createTiming(): Timing {
  return { seconds: 0, compute: 0, memory: 0, cache: 0, link: 0, overhead: 0 }
}

/** @returns parts of nothing, to be filled */
export function createParts(): Parts {
  return { ...createTiming(), latency: 0, extra: 0, apart: false }
}

/** Writes one timing into another. */
export function copyTiming(from: Readonly<Timing>, out: Timing): void {
  out.seconds = from.seconds
  out.compute = from.compute
  out.memory = from.memory
  out.cache = from.cache
  out.link = from.link
  out.overhead = from.overhead
}

/** Makes a timing one of zero seconds. @param out written in full */
export function clearTiming(out: Timing): void {
  out.seconds = 0
  out.compute = 0
  out.memory = 0
  out.cache = 0
  out.link = 0
  out.overhead = 0
}

/**
 * Soft maximum of two non-negative times: (a³+b³)^⅓, never below either, at most 26 % above the larger when both are
 * equal. The exponent is the one that fits measured matrix multiplications best among 2, 3 and 4.
 * @returns seconds
 */
export function softMaximum(first: number, second: number): number {
  const larger = first > second ? first : second
  const soft = Math.cbrt(first * first * first + second * second * second)
  // Rounding must not put a prediction below its floor, and what is unknown stays so.
  return soft < larger ? larger : soft
}

/**
 * Writes a kernel's timing: two resources and a latency that overlap each other, and an overhead that does not.
 * What the latency adds to the resources is booked as overhead, for no faster memory or unit would shorten it.
 * @param latency seconds of dependent steps that run whatever the rates are (k-loop of one tile, walk over a KV cache)
 * @param extra seconds of traffic before or after the kernel, booked as memory
 */
export function writeKernel(
  out: Timing,
  overhead: number,
  compute: number,
  memory: number,
  latency: number,
  extra: number,
): void {
  const resources = softMaximum(compute, memory)
  const body = softMaximum(resources, latency)
  out.compute = compute
  out.memory = memory + extra
  out.cache = 0
  out.link = 0
  out.overhead = overhead + (body - resources)
  out.seconds = overhead + body + extra
}

/** Keeps what `writeKernel` takes apart, until `overlap`. */
export function writeParts(
  out: Parts,
  overhead: number,
  compute: number,
  memory: number,
  latency: number,
  extra: number,
): void {
  out.compute = compute
  out.memory = memory
  out.overhead = overhead
  out.latency = latency
  out.extra = extra
  out.apart = true
}

/** Writes the timing of parts that are apart; one that is whole stays as it is. */
export function overlap(out: Parts): void {
  if (!out.apart) return
  writeKernel(out, out.overhead, out.compute, out.memory, out.latency, out.extra)
  out.apart = false
}
