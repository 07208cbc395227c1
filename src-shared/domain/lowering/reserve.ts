import type { Grade } from '../provenance.ts'
import type { Software } from '../software.ts'

/**
 * Share of the memory a machine reports that a stack keeps from weights, KV and activations: runtime, graphs, collective
 * buffers and fragmentation. Capacities are what the machine reports, so this is the only thing taken off them, and once.
 */
export interface MemoryReserve {
  readonly share: number
  /** Both ends of what is usual, as an 80 % range: stacks are set by hand between their defaults and what just runs. */
  readonly low: number
  readonly high: number
  readonly grade: Grade
  /** Address of the page that says so; null: nobody does. */
  readonly address: string | null
}

/** What stacks plan with unless told otherwise, where nobody documents it: the default of those that do. */
const USUAL: MemoryReserve = { share: 0.1, low: 0.05, high: 0.15, grade: 'estimate', address: null }

const TOLD: Readonly<Partial<Record<Software, MemoryReserve>>> = {
  // gpu_memory_utilization is 0.9; 0.95 to 0.97 is where people set it by hand.
  vllm: {
    share: 0.1,
    low: 0.05,
    high: 0.15,
    grade: 'secondary',
    address: 'https://unsloth.ai/docs/basics/inference-and-deployment/vllm-guide/vllm-engine-arguments',
  },
  // mem_fraction_static is 0.9.
  sglang: {
    share: 0.1,
    low: 0.05,
    high: 0.15,
    grade: 'vendor',
    address: 'https://docs.sglang.io/docs/advanced_features/server_arguments',
  },
  // free_gpu_memory_fraction is 0.9 of what weights leave, so a tenth of the device is the most it keeps by that; runtime and
  // graphs come beside it. Public runs on devices nearly full of weights agree with a tenth, and not with a twentieth.
  trtllm: {
    share: 0.1,
    low: 0.025,
    high: 0.15,
    grade: 'derived',
    address: 'https://nvidia.github.io/TensorRT-LLM/examples/kvcacheconfig.html',
  },
}

/** What a stack keeps back. @param software null: the stack is not named */
export function memoryReserve(software: Software | null): MemoryReserve {
  return (software === null ? undefined : TOLD[software]) ?? USUAL
}
