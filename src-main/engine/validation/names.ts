import type { Software } from '#shared/domain/software.ts'
import type { Precision } from '#shared/domain/precision.ts'

/** Library ids by the names published measurements use. */
const DEVICES: ReadonlyMap<string, string> = new Map([
  ['NVIDIA A100-SXM4-80GB', 'a100-sxm-80'],
  ['NVIDIA A100', 'a100-sxm-80'],
  ['A100', 'a100-sxm-80'],
  ['NVIDIA A100 SXM', 'a100-sxm-80'],
  ['NVIDIA A100 SXM 80GB', 'a100-sxm-80'],
  ['NVIDIA A100 DGX (NVSwitch)', 'a100-sxm-80'],
  ['NVIDIA A100 (8x, NVLink 3)', 'a100-sxm-80'],
  ['NVIDIA A100 (2 nodes x 8)', 'a100-sxm-80'],
  ['Nvidia A100 GPU', 'a100-sxm-40'],
  ['NVIDIA H100 80GB HBM3', 'h100-sxm'],
  ['NVIDIA H100 (H200 table in repo is byte-identical)', 'h100-sxm'],
  ['NVIDIA H100', 'h100-sxm'],
  ['NVIDIA H100 DGX (NVSwitch)', 'h100-sxm'],
  ['NVIDIA H100 SXM', 'h100-sxm'],
  ['NVIDIA H100 SXM 80GB', 'h100-sxm'],
  ['Nvidia H100 GPU', 'h100-sxm'],
  ['h100_sxm', 'h100-sxm'],
  ['NVIDIA H100 PCIe 80GB', 'h100-pcie'],
  ['NVIDIA H200', 'h200-sxm'],
  ['NVIDIA H200-SXM-141GB', 'h200-sxm'],
  ['NVIDIA H200 (8x, NVLink 4)', 'h200-sxm'],
  ['NVIDIA H200 SXM', 'h200-sxm'],
  ['NVIDIA H200 SXM 141GB', 'h200-sxm'],
  ['h200_sxm', 'h200-sxm'],
  ['NVIDIA H20', 'h20'],
  ['NVIDIA B200', 'b200-sxm'],
  ['NVIDIA B200 SXM', 'b200-sxm'],
  ['NVIDIA B200 180GB', 'b200-sxm'],
  ['NVIDIA B200 (AWS P6-B200, NVLink 5)', 'b200-sxm'],
  ['NVIDIA B200 (AWS P6-B200, NVLink 5, 8x EFAv4 50 GB/s per node)', 'b200-sxm'],
  ['b200_sxm', 'b200-sxm'],
  ['NVIDIA B200-SXM-180GB', 'b200-sxm'],
  ['NVIDIA B300 SXM6 AC', 'b300-sxm'],
  ['NVIDIA B300 SXM', 'b300-sxm'],
  ['b300_sxm', 'b300-sxm'],
  ['NVIDIA B300-SXM-270GB', 'b300-sxm'],
  ['NVIDIA GB200', 'gb200-nvl72'],
  ['NVIDIA GB200 SXM', 'gb200-nvl72'],
  ['NVIDIA GB200 192GB', 'gb200-nvl72'],
  ['gb200', 'gb200-nvl72'],
  ['NVIDIA GB300', 'gb300-nvl72'],
  ['gb300', 'gb300-nvl72'],
  ['NVIDIA L40S', 'l40s'],
  ['NVIDIA L40S 48GB', 'l40s'],
  ['NVIDIA 4090 24GB', 'rtx-4090'],
  ['AMD MI250 GPU', 'mi250x'],
  ['AMD MI300X GPU', 'mi300x'],
  ['AMD MI300X', 'mi300x'],
  ['AMD MI325X', 'mi325x'],
  ['AMD MI355X', 'mi355x'],
  ['AMD Instinct MI355X 288GB HBM3e', 'mi355x'],
  ['AMD Instinct MI300X 192GB HBM3', 'mi300x'],
  ['Habana Gaudi2', 'gaudi2'],
  ['Intel Gaudi 2', 'gaudi2'],
  ['Intel Gaudi 3', 'gaudi3'],
  ['SambaNova SN40L', 'sn40l'],
  ['Apple M2 Ultra 76-Core GPU 192GB', 'm2-ultra'],
  ['Cerebras WSE-2', 'cerebras-wse2'],
  ['Cerebras CS-3 / WSE-3', 'cerebras-wse3'],
  ['Cerebras CS-3 / WSE-3 cloud', 'cerebras-wse3'],
])

/**
 * Library ids of models by what their published names contain. Qwen2 7B and 72B have the dimensions of Qwen2.5, the coder
 * of 30B those of Qwen3-30B-A3B. Models that also read pictures are not those of the library.
 */
const MODELS: readonly (readonly [RegExp, string])[] = [
  [/DeepSeek-V3\.2/i, 'deepseek-v3.2'],
  [/DeepSeek-R1/i, 'deepseek-r1'],
  [/DeepSeek-V3/i, 'deepseek-v3'],
  [/gpt-oss-120b/i, 'gpt-oss-120b'],
  [/gpt-oss-20b/i, 'gpt-oss-20b'],
  [/MiniMax-M2/i, 'minimax-m2'],
  [/Llama.?3\.[13].?405B/i, 'llama-3.1-405b'],
  [/Llama.?3\.[13].?70B/i, 'llama-3.1-70b'],
  [/Llama.?3\.1.?8B/i, 'llama-3.1-8b'],
  [/Llama.?4.?Scout/i, 'llama-4-scout'],
  [/Llama.?4.?Maverick/i, 'llama-4-maverick'],
  [/Llama-?3-8B/i, 'llama-3-8b'],
  [/Llama-?3-70B/i, 'llama-3-70b'],
  [/Llama-?2-7b/i, 'llama-2-7b'],
  [/Llama-?2-13b/i, 'llama-2-13b'],
  [/Llama-?2-70b/i, 'llama-2-70b'],
  [/^LLaMA 7B$/, 'llama-2-7b'],
  [/^LLaMA 70B$/, 'llama-2-70b'],
  [/Qwen3\.5-397B/i, 'qwen3.5-397b-a17b'],
  [/Qwen3-235B/i, 'qwen3-235b-a22b'],
  [/Qwen3-(Coder-)?30B-A3B/i, 'qwen3-30b-a3b'],
  [/Qwen3-32B/i, 'qwen3-32b'],
  [/Qwen3-8B/i, 'qwen3-8b'],
  [/Qwen2-7B/i, 'qwen2.5-7b'],
  [/Qwen2-72B/i, 'qwen2.5-72b'],
  [/Mistral-7B/i, 'mistral-7b-v0.1'],
  [/Mixtral-8x7B/i, 'mixtral-8x7b'],
]

/** Stacks by the first word of what the files call them. */
const STACKS: ReadonlyMap<string, Software> = new Map<string, Software>([
  ['vllm', 'vllm'],
  ['trtllm', 'trtllm'],
  ['tensorrt-llm', 'trtllm'],
  ['sglang', 'sglang'],
  ['deepspeed', 'deepspeed'],
  ['deepspeed-mii', 'deepspeed'],
  ['llama.cpp', 'llamacpp'],
  ['sambaflow', 'sambaflow'],
])

/** @returns the library's id of a device as a file names it; null: none we know */
export function deviceIdOf(name: string): string | null {
  return DEVICES.get(name.trim()) ?? null
}

/** @returns the library's id of a model as a file names it; null: none we know */
export function modelIdOf(name: string): string | null {
  return MODELS.find(([pattern]) => pattern.test(name.slice(0, 200)))?.[1] ?? null
}

/** @returns the stack that a file names, by its first word; null: none we know */
export function stackOf(name: string): Software | null {
  return STACKS.get((name.trim().split(' ')[0] ?? '').toLowerCase()) ?? null
}

/** A number format as a file names it. */
export interface NamedFormat {
  readonly precision: Precision
  /** A scale per block of weights (DeepSeek), a kernel of its own. */
  readonly blockScaled: boolean
}

/** @returns the format that a kernel benchmark names; null: none we know */
export function kernelFormat(name: string): NamedFormat | null {
  switch (name) {
    case 'bfloat16':
    case 'bf16':
    case 'half':
    case 'fp16':
      return { precision: 'bf16', blockScaled: false }
    case 'fp8':
    case 'fp8_e4m3fn':
      return { precision: 'fp8', blockScaled: false }
    case 'fp8_block':
      return { precision: 'fp8', blockScaled: true }
    case 'nvfp4':
      return { precision: 'nvfp4', blockScaled: false }
    default:
      return null
  }
}
