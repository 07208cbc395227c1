import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Precision } from '#shared/domain/precision.ts'
import type { CoefficientSlot } from '#main/engine/calibration/calibration.ts'
import { calibrationFor, warmed } from '#main/engine/calibration/coefficients.ts'
import { quantile } from '#main/engine/fitting/fit.ts'
import type { Variant } from '#main/engine/calibration/table.ts'
import { createTiming } from '#main/engine/costing/timing.ts'
import { isListed, machineById } from '../../../../../scripts/calibrate/devices.ts'
import { readPoints } from '../../../../../scripts/calibrate/points.ts'

const FOLDER = fileURLToPath(new URL('../../../../../../shared/measured', import.meta.url))
const present = existsSync(FOLDER)
if (!present)
  process.stdout.write('skipped: the public measurements are not beside the repository (../shared/measured)\n')

const PRECISION: Readonly<Record<Variant, Precision>> = {
  bf16: 'bf16',
  any: 'bf16',
  fp8: 'fp8',
  'fp8-block': 'fp8',
  fp4: 'nvfp4',
}

/** Largest median error of the shipped coefficients on the rows they were fitted to, by coefficient set. */
const MEDIANS: Readonly<Partial<Record<CoefficientSlot, number>>> = {
  gemm: 0.06,
  attentionDecode: 0.08,
  attentionDecodeNarrow: 0.08,
  attentionPrefill: 0.07,
  attentionPrefillNarrow: 0.07,
  attentionPrefillFp8: 0.06,
  mlaDecode: 0.1,
  mlaDecodeNarrow: 0.12,
  mlaPrefill: 0.07,
  mlaPrefillNarrow: 0.08,
  moe: 0.12,
  allReduce: 0.08,
  allGather: 0.08,
  reduceScatter: 0.08,
  allToAll: 0.09,
}

describe.skipIf(!present)('the shipped coefficients', () => {
  it('still predict the measurements they come from', () => {
    const out = createTiming()
    const errors = new Map<CoefficientSlot, number[]>()
    for (const point of present ? readPoints(FOLDER) : []) {
      if (!isListed(point.device)) continue
      const precision = PRECISION[point.variant]
      const scales = point.variant === 'fp8-block' ? 'block' : 'tensor'
      const choice = { scales, experts: precision, unpacked: false } as const
      const calibration = warmed(calibrationFor(machineById(point.device), point.software, precision, choice))
      point.predict(calibration, out)
      const known = errors.get(point.slot)
      const error = Math.abs(out.seconds / point.seconds - 1)
      if (known) known.push(error)
      else errors.set(point.slot, [error])
    }
    for (const [slot, limit] of Object.entries(MEDIANS) as [CoefficientSlot, number][]) {
      const sorted = (errors.get(slot) ?? []).sort((first, second) => first - second)
      expect(sorted.length, slot).toBeGreaterThan(50)
      expect(quantile(sorted, 0.5), slot).toBeLessThan(limit)
    }
  })
})
