import type { Machine } from '../machine/machine.ts'

/** An assumption of the power model: nobody publishes it per device. */
export interface PowerAssumption {
  readonly value: number
  readonly grade: 'estimate' | 'guess'
  readonly why: string
}

/** Idle power over board limit, where a profile has no idle figure. */
export const IDLE_SHARE: PowerAssumption = {
  value: 0.15,
  grade: 'estimate',
  why: 'Data-centre GPUs idle at 60 to 140 W of 400 to 1,000 W.',
}
/** Share of the dynamic power that memory at full bandwidth draws. */
const MEMORY_SHARE: PowerAssumption = {
  value: 0.55,
  grade: 'estimate',
  why: 'Memory-bound decode on A100 and H100 draws half to two thirds of the board limit (Argonne, NVML averages).',
}
/** Share of the dynamic power that matrix units at their dense peak draw. */
const COMPUTE_SHARE: PowerAssumption = {
  value: 1,
  grade: 'estimate',
  why: 'Large matrix products run at the board limit.',
}
/** Share of the dynamic power a device draws while it is busy with neither: clocks, caches and links. */
const BUSY_SHARE: PowerAssumption = {
  value: 0.2,
  grade: 'guess',
  why: 'Clocks and caches of a busy device that waits on latencies.',
}

/** Watts of an idle device. Null: unknown. */
export function idlePower(machine: Machine): number | null {
  const { board, idle } = machine.profile.power
  if (board.value === null) return null
  // A draw may move the board limit below what the device rests at.
  return Math.min(board.value, idle.value ?? board.value * IDLE_SHARE.value)
}

/**
 * Shares of a device's power: what does not depend on the work, what memory draws, what matrix units draw. These sum to 1.
 * `idle` is the part of `static` that a device at rest draws too.
 */
export interface PowerParts {
  readonly static: number
  readonly idle: number
  readonly memory: number
  readonly compute: number
}

/** Mean watts of one device and their parts. */
export interface DevicePower {
  readonly watts: number
  readonly parts: PowerParts
}

/**
 * Mean power of one device that does `flops` operations and moves `bytes` in `seconds`, capped by the board limit. Under
 * the cap every dynamic part shrinks alike: the device lowers its clocks.
 * @param peak dense operations per second @param bandwidth bytes per second of the level the model lives in
 * @returns null: the board limit is unknown
 */
export function devicePower(
  machine: Machine,
  flops: number,
  bytes: number,
  seconds: number,
  peak: number,
  bandwidth: number,
): DevicePower | null {
  const idle = idlePower(machine)
  const board = machine.profile.power.board.value
  if (board === null || idle === null || !(seconds > 0) || !Number.isFinite(seconds)) return null
  const compute = peak > 0 ? (COMPUTE_SHARE.value * flops) / (peak * seconds) : 0
  const memory = bandwidth > 0 ? (MEMORY_SHARE.value * bytes) / (bandwidth * seconds) : 0
  const share = BUSY_SHARE.value + compute + memory
  const watts = Math.min(board, idle + (board - idle) * share)
  const dynamic = watts > 0 ? Math.max(0, watts - idle) / (share * watts) : 0
  const parts = { memory: dynamic * memory, compute: dynamic * compute }
  const still = 1 - parts.memory - parts.compute
  return { watts, parts: { ...parts, static: still, idle: watts > 0 ? Math.min(still, idle / watts) : still } }
}
