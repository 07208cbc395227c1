import type { Cause, OperatorGroup, Phase, Resource } from '../domain/result.ts'
import type { Precision } from '../domain/precision.ts'

/** Names of causes as charts and tables print them. */
export const CAUSE_NAMES: Readonly<Record<Cause, string>> = {
  weights: 'Weights',
  kv: 'KV cache',
  activations: 'Activations',
  state: 'State',
  collective: 'Collectives',
  kvTransfer: 'KV transfer',
  hostTransfer: 'Host transfer',
  weightStreaming: 'Weight streaming',
  compute: 'Compute',
  launch: 'Launch',
  stepOverhead: 'Step overhead',
  queue: 'Queue',
  idle: 'Idle',
}

/** Names of binding resources where the machine's own memory is not known. */
export const RESOURCE_NAMES: Readonly<Record<Resource, string>> = {
  compute: 'Compute',
  sram: 'On-chip SRAM',
  memory: 'Memory',
  link: 'Link',
  host: 'Host',
  overhead: 'Overhead',
}

/** Names of phases. */
export const PHASE_NAMES: Readonly<Record<Phase, string>> = {
  prefill: 'Prefill',
  decode: 'Decode',
  transfer: 'Transfer',
}

/** Names of operator groups, short enough for a label beside a dot. */
export const GROUP_NAMES: Readonly<Record<OperatorGroup, string>> = {
  qkv: 'QKV',
  attention: 'Attention',
  attentionOutput: 'Attention output',
  feedForward: 'FFN',
  experts: 'Experts',
  router: 'Router',
  mixer: 'Mixer',
  normalisation: 'Normalisation',
  embedding: 'Embedding',
  head: 'LM head',
  collective: 'Collectives',
  transfer: 'Transfer',
  step: 'Step overhead',
}

/** Names of number formats. */
export const PRECISION_NAMES: Readonly<Record<Precision, string>> = {
  fp32: 'FP32',
  bf16: 'BF16',
  fp16: 'FP16',
  fp8: 'FP8',
  int8: 'INT8',
  fp6: 'FP6',
  nvfp4: 'NVFP4',
  mxfp4: 'MXFP4',
  int4: 'INT4',
}

/** Memory technologies, longest spelling first, as they open the name of a level. */
const TECHNOLOGIES = /\b(HBM|GDDR|LPDDR|DDR)/i

/**
 * One word for the off-chip memory of one or more machines.
 * @param levelNames names of their memory levels, e.g. "HBM3e"
 * @returns "HBM" when all are HBM, and so on; "Memory" when they differ or say nothing
 */
export function memoryWord(levelNames: readonly string[]): string {
  const words = new Set(levelNames.map((name) => TECHNOLOGIES.exec(name)?.[1]?.toUpperCase() ?? 'Memory'))
  const [only] = words
  return words.size === 1 && only !== undefined ? only : RESOURCE_NAMES.memory
}

/** The name of a resource, with off-chip memory named by its technology. */
export function resourceName(resource: Resource, memory: string = RESOURCE_NAMES.memory): string {
  return resource === 'memory' ? memory : RESOURCE_NAMES[resource]
}

/** The resource within a sentence: "HBM", "links", "on-chip SRAM", "overhead". */
export function resourceWord(resource: Resource, memory: string = RESOURCE_NAMES.memory): string {
  switch (resource) {
    case 'memory':
      return memory === RESOURCE_NAMES.memory ? 'memory' : memory
    case 'link':
      return 'links'
    case 'sram':
      return 'on-chip SRAM'
    default:
      return RESOURCE_NAMES[resource].toLowerCase()
  }
}
