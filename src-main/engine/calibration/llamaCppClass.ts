import type { Machine } from '../machine/machine.ts'

/**
 * Kinds of devices that llama.cpp runs alike on: by their maker's kernels and by the memory they read. `geforce` and
 * `workstation` are NVIDIA boards with GDDR, whose tensor units add in fp32 at half and at full rate; `shared` are devices
 * that share LPDDR with their host and are not Apple's.
 */
export const LLAMA_CPP_CLASSES = ['apple', 'geforce', 'workstation', 'hbm', 'radeon', 'arc', 'shared', 'cpu'] as const
/** A kind of devices that llama.cpp runs alike on. */
export type LlamaCppClass = (typeof LLAMA_CPP_CLASSES)[number]

/** Times the vector rate below which a tensor unit adds in fp32 at half of its rate: 2 on GeForce boards, 4 on others. */
const HALF_RATE = 3

/**
 * Share of the peak that products of a single warp reach where the peak takes four warps together: 63 % on an H100 (Luo et
 * al., Benchmarking and Dissecting the Nvidia Hopper GPU Architecture, arXiv 2402.13499). llama.cpp has no others. The same
 * is assumed of Blackwell's data centre parts.
 */
export const WARP_SHARE = 0.63
const WIDER_THAN_A_WARP: ReadonlySet<string> = new Set(['hopper', 'blackwell'])

/**
 * Rate of 16-bit products as llama.cpp can use it, FLOP/s; a device without matrix units multiplies on its vector units.
 * @returns not finite, or 0: not known
 */
export function productRate({ peaks, vectorRate, generation, serving }: Machine): number {
  const { rate } = peaks.bf16
  if (!(rate > 0)) return vectorRate
  return serving.kind === 'hbm' && WIDER_THAN_A_WARP.has(generation) ? rate * WARP_SHARE : rate
}

/** @returns null: an accelerator llama.cpp has no kernels for */
export function llamaCppClassOf(machine: Machine): LlamaCppClass | null {
  const { kind, vendor, serving } = machine
  if (kind === 'cpu') return 'cpu'
  if (kind !== 'gpu' && kind !== 'unified') return null
  if (vendor === 'Apple') return 'apple'
  if (serving.kind === 'hbm') return 'hbm'
  if (serving.kind === 'lpddr' || serving.kind === 'ddr') return 'shared'
  if (serving.kind !== 'gddr') return null
  if (vendor === 'AMD') return 'radeon'
  if (vendor === 'Intel') return 'arc'
  return machine.peaks.bf16.rate < HALF_RATE * machine.vectorRate ? 'geforce' : 'workstation'
}
