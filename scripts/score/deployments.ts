import type { Measure, Request } from '../../src-main/engine/validation/reading.ts'
import { offlineLayouts, type OfflineRun } from '../../src-main/engine/validation/layouts/offlineLayouts.ts'

/** A public figure of one deployment, and the requests that ask for it; of several layouts the best counts. */
export interface Deployment {
  readonly name: string
  /** Where the figure is published. */
  readonly source: string
  readonly requests: readonly Request[]
  readonly field: Measure['field']
  /** Seconds; joules for an energy. For `deviceTime`, of one device and output token. */
  readonly measured: number
}

const llama = (
  hardware: string,
  model: string,
  weightDtype: 'int4' | 'mxfp4',
  inputTokens: number,
  outputTokens: number,
): Request => ({
  mode: 'static',
  hardware,
  software: 'llamacpp',
  model,
  weightDtype,
  kvDtype: 'fp16',
  batch: 1,
  inputTokens,
  outputTokens,
})

/** One request on a machine that spreads layers over devices and matrices over groups of them. */
function single(
  hardware: string,
  model: string,
  weightDtype: 'bf16' | 'fp8' | 'int8',
  [tp, pp]: readonly [number, number],
  [inputTokens, outputTokens]: readonly [number, number],
): Request {
  return {
    mode: 'static',
    hardware,
    model,
    weightDtype,
    kvDtype: 'bf16',
    devices: tp * pp,
    tp,
    pp,
    batch: 1,
    inputTokens,
    outputTokens,
  }
}

/** An offline maximum, in the layouts a submitter may choose among within a node. */
function offline(run: Omit<OfflineRun, 'software'>): Request[] {
  return offlineLayouts({ ...run, software: null }, [1, 2, 4, 8], [128, 512, 1024, 2048, 4096])
}

/** Twenty deployments from public sources, of as many kinds as there are; none is used to fit the engine but where named. */
export const DEPLOYMENTS: readonly Deployment[] = [
  {
    name: 'WSE-2, Llama-3-8B, 4,096 in and out',
    source: 'He et al., WaferLLM, OSDI 2025, arXiv 2502.04563, table 2: 2,459 tokens/s',
    requests: [{ ...single('cerebras-wse2', 'llama-3-8b', 'bf16', [1, 1], [4096, 4096]), software: 'wafer' }],
    field: 'e2e',
    measured: 4096 / 2459,
  },
  {
    name: 'WSE-3, Llama-3.1-8B, hosted',
    source:
      'sambanova.ai/blog/sn40l-chip-best-inference-solution, 2024-09-10, after Artificial Analysis: 1,837 tokens/s',
    requests: [single('cerebras-wse3', 'llama-3.1-8b', 'bf16', [1, 1], [1000, 1000])],
    field: 'tpot',
    measured: 1 / 1837,
  },
  {
    name: 'WSE-3 × 4, Llama-3.1-70B, hosted before speculation',
    source: 'cerebras.ai/blog/introducing-cerebras-inference-ai-at-instant-speed, 2024-08: 450 tokens/s',
    requests: [single('cerebras-wse3', 'llama-3.1-70b', 'bf16', [1, 4], [1000, 1000])],
    field: 'tpot',
    measured: 1 / 450,
  },
  {
    name: 'Groq LPU × 576, Llama-3.1-70B, hosted',
    source: 'sambanova.ai/blog/sn40l-chip-best-inference-solution, 2024-09-10, after Artificial Analysis: 250 tokens/s',
    requests: [single('groq-chip1', 'llama-3.1-70b', 'int8', [8, 72], [1000, 1000])],
    field: 'tpot',
    measured: 1 / 250,
  },
  {
    name: 'SN40L × 8, Llama-3-70B, one request',
    source: 'argonne-lcf/LLM-Inference-Bench @4211f5d, All_results.csv: 512 in and out in 6.13 s',
    requests: [single('sn40l', 'llama-3-70b', 'bf16', [8, 1], [512, 512])],
    field: 'e2e',
    measured: 6.1317,
  },
  {
    name: 'SN40L × 16, DeepSeek-R1, hosted',
    source: 'SambaNova, 62nd DAC, session SSSN027: 198 tokens/s on one rack of 16',
    requests: [{ ...single('sn40l', 'deepseek-r1', 'bf16', [16, 1], [1000, 1000]), ep: 16 } as Request],
    field: 'tpot',
    measured: 1 / 198,
  },
  {
    name: 'M2 Ultra, Llama-2-7B Q4_0, decode',
    source: 'ggml-org/llama.cpp discussion 4167: 94.27 tokens/s; used to fit the law of Apple devices',
    requests: [llama('m2-ultra', 'llama-2-7b', 'int4', 1, 128)],
    field: 'tpot',
    measured: 1 / 94.27,
  },
  {
    name: 'M4 Max, Llama-2-7B Q4_0, a prompt of 512',
    source: 'ggml-org/llama.cpp discussion 4167: 885.68 tokens/s; used to fit the law of Apple devices',
    requests: [llama('m4-max', 'llama-2-7b', 'int4', 512, 2)],
    field: 'ttft',
    measured: 512 / 885.68,
  },
  {
    name: 'RTX 5090, Qwen3-8B Q4_K_M, decode',
    source: 'CambrianTech/continuum pull request 1627: 221.7 tokens/s; used to fit the law of GeForce boards',
    requests: [llama('rtx-5090', 'qwen3-8b', 'int4', 1, 128)],
    field: 'tpot',
    measured: 1 / 221.7,
  },
  {
    name: 'MI300X × 8, Llama-3.1-405B fp8, one request',
    source: 'blogs.oracle.com, Serving Llama 3.1 405B on OCI MI300X: 128 in and out in 3.53 s',
    requests: [{ ...single('mi300x', 'llama-3.1-405b', 'fp8', [8, 1], [128, 128]), software: 'vllm' }],
    field: 'e2e',
    measured: 3.53,
  },
  {
    name: 'MI355X, Llama-2-70B mxfp4, offline',
    source: 'mlcommons/inference_results_v6.0, AMD, 8xMI355X_2xEPYC_9575F: 12,935 tokens/s a device',
    requests: offline({
      hardware: 'mi355x',
      model: 'llama-2-70b',
      weightDtype: 'mxfp4',
      inputTokens: 294,
      outputTokens: 283,
      hasExperts: false,
    }),
    field: 'deviceTime',
    measured: 1 / 12_935,
  },
  {
    name: 'Gaudi 3 × 8, Llama-3.1-70B fp8, 600 requests',
    source: 'intel.com, Gaudi model performance, SynapseAI 1.18: 128 in, 2,048 out in 78.2 s',
    requests: [
      { ...single('gaudi3', 'llama-3.1-70b', 'fp8', [8, 1], [128, 2048]), kvDtype: 'fp8', batch: 600 } as Request,
    ],
    field: 'e2e',
    measured: 78.21,
  },
  {
    name: 'Trainium2 × 16, Llama-3.1-405B, decode',
    source:
      'aws-neuron/aws-neuron-sdk, nxd-inference/tutorials/llama405b_perf_comparison.csv: 37.9 ms at 10,000 tokens',
    requests: [single('trainium2', 'llama-3.1-405b', 'bf16', [16, 1], [10_000, 1500])],
    field: 'tpot',
    measured: 0.0379,
  },
  {
    name: 'Trainium2 × 16, Llama-3.3-70B, first token',
    source:
      'aws-neuron/aws-neuron-sdk, nxd-inference/tutorials/llama70b_perf_comparison.csv: 575.6 ms at 10,000 tokens',
    requests: [single('trainium2', 'llama-3.1-70b', 'bf16', [16, 1], [10_000, 1500])],
    field: 'ttft',
    measured: 0.5756,
  },
  {
    name: 'TPU7x, Qwen3-32B, 135 requests',
    source: 'AI-Hypercomputer/tpu-recipes, inference/ironwood/vLLM: 6,556.7 tokens/s',
    requests: [
      {
        mode: 'aggregated',
        hardware: 'tpu7x',
        software: 'vllm',
        model: 'qwen3-32b',
        weightDtype: 'bf16',
        kvDtype: 'fp8',
        devices: 1,
        concurrency: 135,
        inputTokens: 1024,
        outputTokens: 1024,
      },
    ],
    field: 'deviceTime',
    measured: 1 / 6556.72,
  },
  {
    name: 'H100 × 32, DeepSeek-R1, a prompt step of 16,384 tokens a device',
    source: 'lmsys.org/blog/2025-05-05-large-scale-ep: 6,880 input tokens/s a device at 4,096 tokens',
    requests: [
      {
        mode: 'static',
        hardware: 'h100-sxm',
        software: 'sglang',
        model: 'deepseek-r1',
        weightDtype: 'fp8',
        kvDtype: 'bf16',
        devices: 32,
        tp: 1,
        dp: 32,
        ep: 32,
        batch: 128,
        inputTokens: 4096,
        outputTokens: 2,
      },
    ],
    field: 'prefill',
    measured: 16_384 / 6880,
  },
  {
    name: 'GB200 × 48, DeepSeek-R1, 768 requests a device',
    source: 'lmsys.org/blog/2025-09-25-gb200-part-2: 13,386 output tokens/s a device at 2,048 tokens',
    requests: [
      {
        mode: 'static',
        hardware: 'gb200-nvl72',
        software: 'sglang',
        model: 'deepseek-r1',
        weightDtype: 'nvfp4',
        kvDtype: 'fp8',
        devices: 48,
        tp: 1,
        dp: 48,
        ep: 48,
        batch: 768 * 48,
        inputTokens: 2048,
        outputTokens: 1000,
      },
    ],
    field: 'tpot',
    measured: 768 / 13_386,
  },
  {
    name: 'B300, DeepSeek-R1 nvfp4, offline',
    source: 'mlcommons/inference_results_v6.0, Cisco, C880A_M8_B300_288GBx8: 8,656 tokens/s a device',
    requests: offline({
      hardware: 'b300-sxm',
      model: 'deepseek-r1',
      weightDtype: 'nvfp4',
      inputTokens: 800,
      outputTokens: 3749,
      hasExperts: true,
    }),
    field: 'deviceTime',
    measured: 1 / 8656.4,
  },
  {
    name: 'H20 × 8, DeepSeek-V4-Flash, a prompt of 182,700',
    source: 'vllm-project/vllm pull request 45350: 25.2 s to the first token',
    requests: [
      {
        mode: 'static',
        hardware: 'h20',
        software: 'vllm',
        model: 'deepseek-v4-flash',
        weightDtype: 'fp8',
        kvDtype: 'fp8',
        devices: 8,
        tp: 8,
        ep: 8,
        batch: 1,
        inputTokens: 182_700,
        outputTokens: 2,
      },
    ],
    field: 'ttft',
    measured: 25.2,
  },
  {
    name: 'H100 × 4, Llama-3.3-70B, 64 requests, energy of an output token',
    source: 'ml-energy/leaderboard @0cd52da, lm-arena-chat: 0.822 J',
    requests: [
      {
        mode: 'aggregated',
        hardware: 'h100-sxm',
        software: 'vllm',
        model: 'llama-3.1-70b',
        weightDtype: 'bf16',
        kvDtype: 'bf16',
        devices: 4,
        tp: 4,
        concurrency: 64,
        inputTokens: 150,
        outputTokens: 409,
      },
    ],
    field: 'energyPerOutputToken',
    measured: 0.822,
  },
]
