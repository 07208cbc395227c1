import type { Software } from '#shared/domain/software.ts'
import type { Precision } from '#shared/domain/precision.ts'
import type { Calibration, FittedSlot } from '../../src-main/engine/calibration/calibration.ts'
import type { Variant } from '../../src-main/engine/calibration/table.ts'
import type { Timing } from '../../src-main/engine/costing/timing.ts'
import type { Machine } from '../../src-main/engine/machine/machine.ts'
import type { Row } from './csv.ts'
import { deviceId, machineById } from './devices.ts'

/** One measured operator. */
export interface Point {
  readonly device: string
  readonly software: Software
  readonly slot: FittedSlot
  readonly variant: Variant
  /** Rows of one group are left out together in cross-validation. */
  readonly group: string
  readonly seconds: number
  readonly file: string
  /** Predicts it. */
  readonly predict: (calibration: Calibration, out: Timing) => void
}

const STACKS: Readonly<Record<string, Software>> = { VLLM: 'vllm', TRTLLM: 'trtllm', SGLANG: 'sglang' }

/** How a row multiplies. */
export interface Arithmetic {
  readonly precision: Precision
  readonly variant: Variant
  readonly weightBytes: number
}

/** @returns how a data type named in the files is multiplied; null: one the engine does not cost */
export function arithmetic(text: string): Arithmetic | null {
  switch (text) {
    case 'bfloat16':
    case 'half':
    case 'fp16':
      return { precision: 'bf16', variant: 'bf16', weightBytes: 2 }
    case 'fp8':
      return { precision: 'fp8', variant: 'fp8', weightBytes: 1 }
    case 'fp8_block':
      return { precision: 'fp8', variant: 'fp8-block', weightBytes: 1 }
    case 'nvfp4':
      return { precision: 'nvfp4', variant: 'fp4', weightBytes: 4.5 / 8 }
    default:
      return null
  }
}

/** On devices without an fp8 unit, fp8 weights are multiplied in 16 bits: their rows belong to no fp8 fit. */
export function fits(machine: Machine, work: Arithmetic): boolean {
  return work.precision === 'bf16' || machine.peaks[work.precision].bytes < 2
}

/** What was measured. */
export interface Subject {
  readonly device: string
  readonly machine: Machine
  readonly software: Software
}

/** @returns the device and stack of a row; null when either is unknown */
export function subject(row: Row): Subject | null {
  const device = deviceId(row['hardware'] ?? '')
  const software = STACKS[(row['framework'] ?? '').split(' ')[0] ?? '']
  return device === null || software === undefined ? null : { device, machine: machineById(device), software }
}
