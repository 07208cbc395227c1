import type { HardwareProfile } from './hardware.ts'
import { SOFTWARE_STACKS, type Software } from './software.ts'

/** That a stack runs on a maker's devices of a kind, because it was measured there. */
export interface StackFact {
  readonly vendor: string
  readonly kind: HardwareProfile['kind']
  readonly software: Software
}

/** Stacks that a maker writes for its own devices, where none of them was measured yet. */
const MADE_BY: Readonly<Partial<Record<Software, string>>> = { 'tt-metal': 'Tenstorrent', sambaflow: 'SambaNova' }

/** What a stack's documentation lists as a place to run it on. */
interface Documented {
  readonly software: Software
  readonly vendor: string
  readonly kind: HardwareProfile['kind']
}

/**
 * Places that the documentation of vLLM lists: platforms of its main branch in 2026, then plugins of their makers
 * (docs.vllm.ai/en/v0.11.2/getting_started/installation). Neuron stood there until v0.9.2.
 */
const DOCUMENTED: readonly Documented[] = [
  { software: 'vllm', vendor: 'NVIDIA', kind: 'gpu' },
  { software: 'vllm', vendor: 'NVIDIA', kind: 'unified' },
  { software: 'vllm', vendor: 'AMD', kind: 'gpu' },
  { software: 'vllm', vendor: 'Intel', kind: 'gpu' },
  { software: 'vllm', vendor: 'Apple', kind: 'unified' },
  { software: 'vllm', vendor: 'Intel', kind: 'cpu' },
  { software: 'vllm', vendor: 'AMD', kind: 'cpu' },
  { software: 'vllm', vendor: 'Google', kind: 'tpu' },
  { software: 'vllm', vendor: 'Huawei', kind: 'accelerator' },
  { software: 'vllm', vendor: 'Intel', kind: 'accelerator' },
]

type Maker = Pick<HardwareProfile, 'vendor' | 'kind'>

/** Whether its documentation lists a maker's devices of a kind as a place to run a stack on. */
function isDocumentedFor({ vendor, kind }: Maker, stack: Software): boolean {
  return DOCUMENTED.some((each) => each.software === stack && each.vendor === vendor && each.kind === kind)
}

/** Whether a stack was measured on devices of a maker and kind. */
function isMeasuredOn({ vendor, kind }: Maker, stack: Software, facts: readonly StackFact[]): boolean {
  return facts.some((fact) => fact.software === stack && fact.vendor === vendor && fact.kind === kind)
}

/**
 * The stack a device is compared on: that of what it is compared with, where it was measured on devices of its maker and
 * kind; null: the best-calibrated one of its own.
 * @param stack that of what it is compared with; null: not known
 */
export function stackInCommon(device: Maker, stack: Software | null, facts: readonly StackFact[]): Software | null {
  return stack !== null && isMeasuredOn(device, stack, facts) ? stack : null
}

/**
 * The stacks that exist for a device: those measured on devices of its maker and kind, those whose documentation lists
 * such devices, its maker's own, and the uncalibrated one, which every device has.
 */
export function stacksFor(device: Maker, facts: readonly StackFact[]): readonly Software[] {
  return SOFTWARE_STACKS.filter(
    (stack) =>
      stack === 'generic' ||
      MADE_BY[stack] === device.vendor ||
      isDocumentedFor(device, stack) ||
      isMeasuredOn(device, stack, facts),
  )
}
