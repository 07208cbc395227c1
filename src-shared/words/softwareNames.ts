import type { Software } from '#shared/domain/software.ts'

/** Names of software stacks. */
export const SOFTWARE_NAMES: Readonly<Record<Software, string>> = {
  generic: 'Generic',
  vllm: 'vLLM',
  trtllm: 'TensorRT-LLM',
  sglang: 'SGLang',
  nccl: 'NCCL',
  llamacpp: 'llama.cpp',
  deepspeed: 'DeepSpeed',
  wafer: 'Wafer',
  rocm: 'ROCm',
  'tt-metal': 'TT-Metal',
  sambaflow: 'SambaFlow',
}
