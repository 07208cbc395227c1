import { LLAMA_CPP_DEVICES, type LlamaCppDevice } from './llamaCppDevices.ts'
import { readCsv } from './servingRows.ts'

/** One run of llama-bench in the terms of the law. */
export interface LlamaCppRow {
  readonly name: string
  readonly device: LlamaCppDevice
  /** Builds of 2024 spent more on each layer and on attention. */
  readonly isOld: boolean
  readonly kind: 'decode' | 'prompt'
  /** Weights that a token is multiplied with: of a prompt, without the head, which sees its last token alone. */
  readonly weights: number
  /** Bits a weight in the file. */
  readonly bits: number
  readonly layers: number
  /** Elements of keys and values that a token adds over all layers. */
  readonly cacheElements: number
  /** Width of all heads of a layer. */
  readonly headWidth: number
  /** Tokens generated from an empty context, or of the prompt. */
  readonly tokens: number
  /** Measured, per token. */
  readonly seconds: number
}

/** Dimensions of a dense model; parameters count the embedding and the head, each of vocabulary × hidden size. */
interface Dimensions {
  readonly parameters: number
  readonly ends: number
  readonly layers: number
  readonly cacheElements: number
  readonly headWidth: number
  /** Weights that one token is multiplied with, where they are not all of them. */
  readonly active?: number
}

const LLAMA_3_8B: Dimensions = {
  parameters: 8.03e9,
  ends: 128_256 * 4096,
  layers: 32,
  cacheElements: 65_536,
  headWidth: 4096,
}
const LLAMA_3_70B: Dimensions = {
  parameters: 70.55e9,
  ends: 128_256 * 8192,
  layers: 80,
  cacheElements: 163_840,
  headWidth: 8192,
}
const LLAMA_2_7B: Dimensions = {
  parameters: 6.74e9,
  ends: 32_000 * 4096,
  layers: 32,
  cacheElements: 262_144,
  headWidth: 4096,
}
const QWEN_2_7B: Dimensions = {
  parameters: 7.62e9,
  ends: 152_064 * 3584,
  layers: 28,
  cacheElements: 28_672,
  headWidth: 3584,
}
const QWEN_3_8B: Dimensions = {
  parameters: 8.19e9,
  ends: 151_936 * 4096,
  layers: 36,
  cacheElements: 73_728,
  headWidth: 4096,
}
const QWEN_3_30B: Dimensions = {
  parameters: 30.5e9,
  ends: 151_936 * 2048,
  layers: 48,
  cacheElements: 49_152,
  headWidth: 4096,
  active: 3.04e9,
}

function row(
  name: string,
  model: Dimensions,
  bits: number,
  kind: LlamaCppRow['kind'],
  tokens: number,
  rate: number,
  isOld: boolean,
): LlamaCppRow {
  const device = LLAMA_CPP_DEVICES[name]
  if (device === undefined) throw new Error(`no facts of ${name}`)
  const { layers, cacheElements, headWidth } = model
  const generated = model.active ?? model.parameters - model.ends
  const weights = kind === 'decode' ? generated : generated - model.ends
  return { name, device, isOld, kind, weights, bits, layers, cacheElements, headWidth, tokens, seconds: 1 / rate }
}

/** Prompt rows of 2024 that the source's own notes call anomalous. */
const ODD_PROMPTS: ReadonlySet<string> = new Set(['NVIDIA A100 SXM 80GB F16', 'NVIDIA L40S 48GB F16'])

/** XiongjieDai/GPU-Benchmarks-on-LLM-Inference @aa72e0e: llama-bench of May 2024. Prompts over several cards overlap and are left out. */
export function rowsOf2024(folder: string): LlamaCppRow[] {
  return readCsv(`${folder}/llamacpp_batch1_llama3_xiongjiedai.csv`).flatMap((record) => {
    const name = record['hardware'] ?? ''
    const isDecode = record['metric'] === 'decode_tokens_per_s'
    const isOdd = Number(record['n_devices']) > 1 || ODD_PROMPTS.has(`${name} ${record['weight_dtype']}`)
    if (LLAMA_CPP_DEVICES[name] === undefined || (!isDecode && isOdd)) return []
    const model = /70B/.test(record['model'] ?? '') ? LLAMA_3_70B : LLAMA_3_8B
    const bits = record['weight_dtype'] === 'F16' ? 16 : 4.85
    const tokens = Number(record[isDecode ? 'output_len' : 'input_len'])
    return [row(name, model, bits, isDecode ? 'decode' : 'prompt', tokens, Number(record['value']), true)]
  })
}

/** tokens/s of 128 generated tokens and of a prompt of 512. */
type Llama7B = readonly [name: string, bits: number, decode: number, prompt: number | null]

/** Llama-2-7B: ggml-org/llama.cpp discussions 4167 (Apple), 15013 (CUDA), 15021 (ROCm) and 10879 (Vulkan), 2026. */
const THREADS: readonly Llama7B[] = [
  ['Apple M2 Ultra 76-Core GPU 192GB', 16, 41.02, 1401.85],
  ['Apple M2 Ultra 76-Core GPU 192GB', 8.5, 66.64, 1248.59],
  ['Apple M2 Ultra 76-Core GPU 192GB', 4.5, 94.27, 1238.48],
  ['Apple M4 Max 40-Core GPU', 16, 31.64, 922.83],
  ['Apple M4 Max 40-Core GPU', 8.5, 54.05, 891.94],
  ['Apple M4 Max 40-Core GPU', 4.5, 83.06, 885.68],
  ['NVIDIA 4090 24GB', 4.5, 186.21, 11_992.7],
  ['NVIDIA H100 SXM 80GB', 4.5, 267.81, 9918.34],
  ['NVIDIA A100 SXM 80GB', 4.5, 190.88, 4849.53],
  ['NVIDIA 3090 24GB', 4.5, 158.16, null],
  ['AMD RX 9070 XT 16GB', 4.5, 137.11, null],
  ['Intel Arc B580 12GB', 4.5, 70.14, null],
]

/** Runs of 2025 and 2026, copied from the pages named. */
export function rowsOf2026(): LlamaCppRow[] {
  const threads = THREADS.flatMap(([name, bits, decode, prompt]) => [
    row(name, LLAMA_2_7B, bits, 'decode', 128, decode, false),
    ...(prompt === null ? [] : [row(name, LLAMA_2_7B, bits, 'prompt', 512, prompt, false)]),
  ])
  return [
    ...threads,
    // ggml-org/llama.cpp pull request 26284, RX 7900 XTX, Llama 8B Q4_K_M, micro-batch 1,024.
    row('AMD RX 7900 XTX 24GB', LLAMA_3_8B, 4.85, 'decode', 64, 105.6, false),
    row('AMD RX 7900 XTX 24GB', LLAMA_3_8B, 4.85, 'prompt', 2048, 3390.8, false),
    // intel/ipex-llm issue 12991, Arc B580, R1-Qwen-7B Q4_K_M over SYCL.
    row('Intel Arc B580 12GB', QWEN_2_7B, 4.85, 'decode', 128, 66.48, false),
    row('Intel Arc B580 12GB', QWEN_2_7B, 4.85, 'prompt', 512, 2335.96, false),
    // CambrianTech/continuum pull request 1627, RTX 5090, Qwen3-8B Q4_K_M: its short prompt is no measure of prompts.
    row('NVIDIA 5090 32GB', QWEN_3_8B, 4.85, 'decode', 128, 221.7, false),
    // ggml-org/llama.cpp discussions 10879: Strix Halo, Qwen3-30B-A3B Q4_K.
    row('AMD Ryzen AI Max+ 395', QWEN_3_30B, 4.85, 'decode', 128, 86.07, false),
  ]
}
