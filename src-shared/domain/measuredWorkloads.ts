/** How many tokens requests carry, of all in a trace. Null: not told. */
export interface TokenSpread {
  readonly mean: number | null
  readonly half: number
  readonly ninety: number | null
  readonly ninetyNine: number | null
}

/** A load that was recorded: what its requests carry, and how widely that spreads. */
export interface MeasuredWorkload {
  readonly id: 'azure-chat' | 'azure-code' | 'mooncake-chat' | 'servegen-reasoning' | 'coding-agent'
  /** Requests it was worked out from; null: not told. */
  readonly requests: number | null
  readonly inputTokens: TokenSpread
  readonly outputTokens: TokenSpread
  /** Share of input tokens an unlimited prefix cache would find; null: not told. */
  readonly cachedShare: number | null
  /** Where the trace is kept. */
  readonly address: string
}

/** Recorded loads, each worked out from the trace its source names. Grade: measured. */
export const MEASURED_WORKLOADS: readonly MeasuredWorkload[] = [
  // Azure LLM inference trace 2023, conversation: one hour of 16 November 2023; CC BY 4.0.
  {
    id: 'azure-chat',
    requests: 19_366,
    inputTokens: { mean: 1154.7, half: 1020, ninety: 2735, ninetyNine: 4142 },
    outputTokens: { mean: 211.1, half: 129, ninety: 424, ninetyNine: 601 },
    cachedShare: null,
    address: 'https://github.com/Azure/AzurePublicDataset/blob/b469a11/data/AzureLLMInferenceTrace_conv.csv',
  },
  // Azure LLM inference trace 2023, code: the same hour; CC BY 4.0.
  {
    id: 'azure-code',
    requests: 8819,
    inputTokens: { mean: 2047.8, half: 1469, ninety: 5186, ninetyNine: 7436 },
    outputTokens: { mean: 27.9, half: 13, ninety: 55, ninetyNine: 252 },
    cachedShare: null,
    address: 'https://github.com/Azure/AzurePublicDataset/blob/b469a11/data/AzureLLMInferenceTrace_code.csv',
  },
  // Mooncake, conversation trace of Kimi, 59 minutes; what is cached counts blocks of 512 tokens; Apache 2.0.
  {
    id: 'mooncake-chat',
    requests: 12_031,
    inputTokens: { mean: 12_035.1, half: 6909, ninety: 27_367, ninetyNine: 85_401 },
    outputTokens: { mean: 342.6, half: 350, ninety: 597, ninetyNine: 1120 },
    cachedShare: 0.3664,
    address: 'https://github.com/kvcache-ai/Mooncake/blob/3b5a594/FAST25-release/traces/conversation_trace.jsonl',
  },
  // ServeGen of Alibaba, DeepSeek-R1: mixture of 73 clients by their rates, 2024 to 2025; Apache 2.0.
  {
    id: 'servegen-reasoning',
    requests: null,
    inputTokens: { mean: 1268.2, half: 208, ninety: 2092, ninetyNine: 23_423 },
    outputTokens: { mean: 1527.4, half: 792, ninety: 3432, ninetyNine: 12_607 },
    cachedShare: null,
    address: 'https://github.com/alibaba/ServeGen/tree/f891d11/data/reason/deepseek-r1',
  },
  // TraceLab, 43 developers, 2026; the input of a step is the replayed prefix; CC BY 4.0.
  {
    id: 'coding-agent',
    requests: 357_000,
    inputTokens: { mean: null, half: 126_000, ninety: null, ninetyNine: null },
    outputTokens: { mean: null, half: 252, ninety: null, ninetyNine: null },
    cachedShare: 0.958,
    address: 'https://github.com/uw-syfi/TraceLab/tree/0b8a262/artifacts',
  },
]
