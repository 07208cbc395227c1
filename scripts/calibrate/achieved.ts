import { join } from 'node:path'
import type { Software } from '#shared/domain/software.ts'
import type { TableEntry } from '../../src-main/engine/calibration/table.ts'
import { numberOf, readRows } from './csv.ts'
import { deviceId, machineById } from './devices.ts'

const VARIANTS: Readonly<Record<string, 'bf16' | 'fp8'>> = { bf16: 'bf16', fp8_e4m3fn: 'fp8' }

/**
 * Devices of which only the best matrix multiplication is published: the shape of the curve comes from all measured
 * devices, its height from that one figure.
 * @param pools the fits of pools, among which that of all devices
 */
export function achievedEntries(folder: string, pools: readonly TableEntry[]): TableEntry[] {
  const rows = readRows(join(folder, 'matmul_mamf_mlengineering.csv'))
  return rows.flatMap((row): TableEntry[] => {
    const device = deviceId(row['hardware'] ?? '')
    const variant = VARIANTS[row['dtype'] ?? '']
    if (device === null || variant === undefined) return []
    const machine = machineById(device)
    if (machine.vendor === 'NVIDIA') return []
    const pool = pools.find(
      (entry) =>
        entry.subject === 'all' && entry.software === 'any' && entry.slot === 'gemm' && entry.variant === variant,
    )
    const rate = machine.peaks[variant].rate
    if (pool === undefined || !(rate > 0)) return []
    const software: Software = machine.vendor === 'AMD' ? 'rocm' : 'generic'
    const achieved = (numberOf(row, 'measured_TFLOPS') * 1e12) / rate
    return [
      {
        ...pool,
        subject: device,
        software,
        coefficients: { ...pool.coefficients, compute: Number(Math.min(0.99, achieved).toFixed(4)), throttle: 0 },
        points: 1,
      },
    ]
  })
}
