/*
 * Results of benchmark programs as they write them, with figures of published runs, shortened to what is read and a few
 * keys that are not.
 */

const successful = (mean: number) => ({ successful: { mean, median: mean, count: 278 } })

/** Keys of one benchmark of guidellm 0.5: 16 streams of 264 tokens in and 128 out to Qwen3-0.6B. */
export const GUIDELLM_BENCHMARK = {
  type_: 'generative_benchmark',
  config: { run_index: 0, strategy: { type_: 'concurrent', worker_count: 10, max_concurrency: 16, streams: 16 } },
  scheduler_metrics: { requests_made: { successful: 278, errored: 0, incomplete: 42, total: 320 } },
  metrics: {
    requests_per_second: successful(4.616666666666666),
    request_concurrency: { successful: { mean: 15.50074272553126 }, total: { mean: 15.99686233997345 } },
    request_latency: successful(3.345599185648582),
    prompt_token_count: successful(264),
    output_token_count: successful(128),
    time_to_first_token_ms: successful(121.15237266897297),
    time_per_output_token_ms: successful(26.1343122868658),
    inter_token_latency_ms: successful(25.386138583069677),
    output_tokens_per_second: successful(594.2772925521201),
    output_tokens_per_iteration: successful(1),
  },
  duration: 60,
  requests: { successful: [], errored: [], incomplete: [] },
}

/** A report of guidellm. */
export const guidellmReport = (...benchmarks: readonly object[]): object => ({
  metadata: { version: 1, guidellm_version: '0.5.0' },
  args: { profile: 'concurrent', rate: [16] },
  benchmarks,
})

/** A summary of inference-perf: gpt-oss-120b on 16 H200, prefill apart, 1K in and 1K out. */
export const INFERENCE_PERF_SUMMARY = {
  load_summary: { count: 10500, schedule_delay: { mean: 77.6067300104108, median: 69.96205037651816 } },
  successes: {
    count: 10500,
    latency: {
      request_latency: { mean: 16.949693734689514, median: 17.363681015442125 },
      normalized_time_per_output_token: { mean: 0.017395157922218466 },
      time_per_output_token: { mean: 0.015854782856094884, p90: 0.020181560415274 },
      time_to_first_token: { mean: 1.0639281511114733, median: 0.7006767939892597 },
      inter_token_latency: { mean: 0.015854732319313614 },
    },
    throughput: {
      input_tokens_per_sec: 13641.337272379991,
      output_tokens_per_sec: 12925.396206067344,
      total_tokens_per_sec: 26566.733478447335,
      requests_per_sec: 13.241470097289648,
    },
    prompt_len: { mean: 1030.1980952380952 },
    output_len: { mean: 976.13 },
  },
  failures: { count: 0, request_latency: null, prompt_len: null },
}

/** Keys of a result of `vllm bench serve` of 2026. */
export const VLLM_RESULT = {
  date: '20260714-101112',
  endpoint_type: 'openai',
  backend: 'openai',
  label: null,
  model_id: 'meta-llama/Llama-3.1-8B-Instruct',
  tokenizer_id: 'meta-llama/Llama-3.1-8B-Instruct',
  num_prompts: 100,
  request_rate: 'inf',
  burstiness: 1,
  max_concurrency: 16,
  duration: 41.24,
  completed: 100,
  failed: 0,
  total_input_tokens: 99_744,
  total_output_tokens: 100_000,
  request_throughput: 2.43,
  output_throughput: 2425.01,
  total_token_throughput: 4843.81,
  max_output_tokens_per_s: 2742,
  max_concurrent_requests: 32,
  rtfx: 0,
  mean_ttft_ms: 60.77,
  median_ttft_ms: 58.2,
  mean_tpot_ms: 6.53,
  median_tpot_ms: 6.55,
  mean_itl_ms: 6.53,
  median_itl_ms: 6.4,
}

/** Keys of a line of `sglang.bench_serving`. */
export const SGLANG_LINE = {
  tag: null,
  backend: 'sglang',
  dataset_name: 'random',
  request_rate: 'inf',
  max_concurrency: 8,
  random_input_len: 1024,
  random_output_len: 512,
  random_range_ratio: 1,
  server_info: { tp_size: 1 },
  duration: 51.2,
  completed: 80,
  total_input_tokens: 81_920,
  total_output_tokens: 40_960,
  total_output_tokens_retokenized: 40_900,
  request_throughput: 1.5625,
  output_throughput: 800,
  mean_e2e_latency_ms: 5050,
  mean_ttft_ms: 95,
  mean_tpot_ms: 9.7,
  mean_itl_ms: 9.7,
  concurrency: 7.89,
  accept_length: null as number | null,
}

/** Keys of an export of GenAI-Perf: metrics beside their units, the load in `input_config`. */
export const GENAI_PERF_EXPORT = {
  request_throughput: { unit: 'requests/sec', avg: 4.2 },
  request_latency: { unit: 'ms', avg: 3780, p50: 3770 },
  time_to_first_token: { unit: 'ms', avg: 130, p50: 128 },
  inter_token_latency: { unit: 'ms', avg: 14.3, p50: 14.2 },
  output_token_throughput: { unit: 'tokens/sec', avg: 1075 },
  output_token_throughput_per_user: { unit: 'tokens/sec/user', avg: 69.9 },
  output_sequence_length: { unit: 'tokens', avg: 256 },
  input_sequence_length: { unit: 'tokens', avg: 550 },
  input_config: { model_names: ['llama'], perf_analyzer: { stimulus: { concurrency: 16 } } as object },
}
