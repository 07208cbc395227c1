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
/*
 * The three shares below are one least-squares fit to mean NVML power of 237 runs on H100 and B200 (ml-energy/leaderboard
 * @0cd52da, vLLM), with bytes and operations of the engine over the measured time of a step: 11 % off in the median. One
 * of the two devices left out: 14 % on B200, 17 % on H100.
 */
/** Share of the dynamic power that memory at full bandwidth draws. */
const MEMORY_SHARE: PowerAssumption = {
  value: 0.41,
  grade: 'estimate',
  why: 'Fitted: decode at two thirds of the bandwidth draws a quarter of the range above that of a busy device.',
}
/** Share of the dynamic power that matrix units would draw at their dense peak: the board limit is met at 5/9 of it. */
const COMPUTE_SHARE: PowerAssumption = {
  value: 1.8,
  grade: 'estimate',
  why: 'Fitted: large matrix products run at the board limit, well below the dense peak.',
}
/** Share of the dynamic power a device draws while it is busy with neither: clocks, caches and links. */
const BUSY_SHARE: PowerAssumption = {
  value: 0.41,
  grade: 'estimate',
  why: 'Fitted: small batches draw half of the board limit whatever they read.',
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
