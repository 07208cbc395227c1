import type { Precision } from '#shared/domain/precision.ts'
import type { Work } from '#shared/domain/lowering/work.ts'
import type { Calibration } from '../calibration/calibration.ts'
import type { Machine } from '../machine/machine.ts'
import { computeSeconds } from './roofline.ts'
import { writeKernel, type Timing } from './timing.ts'

/**
 * The scan of an indexer: scores of every query against the keys before it on the matrix units, written in 32 bits, and
 * the choice of the highest, a kernel of its own that reads them all again. Coefficients: `resources/calibration/sparse.json`.
 * @param precision format of queries and keys
 * @param prefill rows of prompts: keys are reused by many queries; else of decode, where each request reads its own
 * @param work operations, key bytes (`kv`) and score bytes, written and read (`activations`)
 * @param gather bytes of choices that ranks sharing the queries send one another; 0: each rank scans for itself
 * @param out written in full
 */
export function indexScanTime(
  machine: Machine,
  calibration: Calibration,
  precision: Precision,
  prefill: boolean,
  work: Readonly<Work>,
  gather: number,
  out: Timing,
): void {
  const { overhead, choice, compute, memory } = prefill ? calibration.indexPrompt : calibration.indexDecode
  const bandwidth = machine.serving.bandwidth * memory
  const scores = work.activations / 2
  const link = machine.link ?? machine.network ?? machine.host
  const exchange = gather > 0 && link !== null ? gather / (link.bandwidth * calibration.allGather.link) : 0
  writeKernel(
    out,
    overhead + choice + exchange,
    computeSeconds(machine, precision, work.flops, compute),
    (work.kv + scores) / bandwidth,
    0,
    scores / bandwidth,
  )
}
