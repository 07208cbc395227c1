import type { Quantity } from '../../src-shared/domain/comparedQuantity.ts'
import type { Placed } from '../../src-main/engine/validation/summary.ts'
import type { ScoreLine, ScoreSection } from './scoreLine.ts'

const SERVING = 'e2e_serving_ttft_tpot_aic_silicon.csv'
const OTHER_SITES = 'serving_2026_second_half.csv'
const LEADERBOARD = 'ml_energy.csv'
const LLAMA_BENCH = 'llamacpp_batch1_llama3_xiongjiedai.csv'

const of =
  (file: string, ...quantities: readonly Quantity[]) =>
  (row: Placed): boolean =>
    row.file === file && quantities.includes(row.quantity)
const ofAny =
  (...quantities: readonly Quantity[]) =>
  (row: Placed): boolean =>
    quantities.includes(row.quantity)
const byRun = ({ device, stack, model }: Placed): string => `${device}, ${stack}, ${model}`
const byDevice = ({ device }: Placed): string => device

const OPERATORS: readonly ScoreLine[] = (
  [
    ['matrix products', ['gemm'], ['gemm']],
    ['matrix products, block-scaled', ['gemmBlockScaled'], []],
    ['attention, decode', ['attentionDecode'], ['attentionDecode']],
    ['attention, prompt', ['attentionPrefill'], ['attentionPrefill']],
    ['latent attention, decode', ['mlaDecode'], ['mlaDecode']],
    ['latent attention, prompt', ['mlaPrefill'], ['mlaPrefill']],
  ] as const
).map(([title, quantities, stored]) => ({ title, takes: ofAny(...quantities), stored }))

/** The scoreboard, in the order in which it is printed. */
export const SCORE_SECTIONS: readonly ScoreSection[] = [
  {
    title: 'Aggregated serving, devices and models of the fit',
    goal: 'TPOT 10.5 %, unseen 16; TTFT 27 %, unseen 33',
    lines: [
      { title: 'TPOT', takes: of(SERVING, 'tpotAggregated'), stored: ['tpot'] },
      { title: 'TTFT', takes: of(SERVING, 'ttftAggregated'), stored: ['ttft'] },
      { title: 'TTFT, stalled rows out', takes: of(SERVING, 'ttftAggregated'), withoutStalled: true },
    ],
  },
  {
    title: 'Separate pools',
    goal: 'TTFT 46 %, stalled rows out 42',
    lines: [
      { title: 'TPOT', takes: of(SERVING, 'tpotDisaggregated'), stored: ['tpotDisaggregated'] },
      { title: 'TTFT', takes: of(SERVING, 'ttftDisaggregated'), stored: ['ttftDisaggregated'] },
      { title: 'TTFT, stalled rows out', takes: of(SERVING, 'ttftDisaggregated'), withoutStalled: true },
    ],
  },
  {
    title: 'Another site or version of the same stacks',
    goal: 'TPOT 33 %, 70 % inside',
    lines: [
      { title: 'TPOT', takes: of(OTHER_SITES, 'tpotAggregated', 'tpotMedian'), by: byRun },
      { title: 'TPOT at constant rates', takes: of('blis_training_stages.csv', 'tpotAtRate'), by: byRun },
      { title: 'TTFT, means', takes: of(OTHER_SITES, 'ttftAggregated'), by: byRun },
      { title: 'TTFT, medians', takes: of(OTHER_SITES, 'ttftMedian'), by: byRun },
      { title: 'output tokens per second', takes: of(OTHER_SITES, 'deviceTime'), asRate: true, by: byRun },
      { title: 'whole runs, fixed batch', takes: of(OTHER_SITES, 'fixedBatchRun'), by: byRun },
      { title: 'first tokens, fixed batch', takes: of(OTHER_SITES, 'fixedBatchFirstToken'), by: byRun },
    ],
  },
  {
    title: 'Energy leaderboard under vLLM',
    goal: 'TPOT 17 %, 70 % inside',
    lines: [
      { title: 'median step', takes: of(LEADERBOARD, 'interTokenMedian'), by: byRun },
      { title: 'energy of an output token', takes: of(LEADERBOARD, 'outputTokenEnergy'), by: byRun },
    ],
  },
  {
    title: 'llama.cpp, one request',
    goal: 'decode 25 %, prompt 40 %, on devices left out',
    lines: [
      { title: 'decode, llama-bench of 2024', takes: of(LLAMA_BENCH, 'batchOneDecode'), by: byDevice },
      { title: 'prompt, llama-bench of 2024', takes: of(LLAMA_BENCH, 'batchOnePrefill'), by: byDevice },
      { title: 'decode, threads of 2026', takes: of(OTHER_SITES, 'batchOneDecode'), by: byDevice },
      { title: 'prompt, threads of 2026', takes: of(OTHER_SITES, 'batchOnePrefill'), by: byDevice },
    ],
  },
  {
    title: 'Audited offline maxima, per device, best of layouts',
    goal: '22 %',
    lines: [
      { title: 'v6.0', takes: of(OTHER_SITES, 'offlineDeviceTime'), asRate: true, by: byRun },
      { title: 'v6.1', takes: of('mlperf_v61.csv', 'offlineDeviceTime'), asRate: true, by: byRun },
    ],
  },
  {
    title: 'Experts and collectives',
    goal: '72 % inside',
    lines: [
      { title: 'experts', takes: ofAny('moe', 'moeBlockScaled'), stored: ['moe'] },
      {
        title: 'collectives',
        takes: ofAny('allReduce', 'allGather', 'reduceScatter', 'allToAll', 'expertExchange'),
        stored: ['allReduce', 'allGather', 'reduceScatter', 'allToAll'],
      },
    ],
  },
  { title: 'Operators, others', goal: 'no worse than before', lines: OPERATORS },
  {
    title: 'Fixed batches',
    goal: 'none',
    lines: [
      {
        title: 'whole runs by their stack',
        takes: of('argonne_e2e_latency_throughput.csv', 'fixedBatchRun'),
        stored: ['fixedBatch'],
        by: byDevice,
      },
      { title: 'by kind of parallelism', takes: of('argonne_parallelism_a100.csv', 'fixedBatchRun') },
      { title: 'by weight format', takes: of('argonne_quant_llama3_8b.csv', 'fixedBatchRun') },
      { title: 'TensorRT-LLM of 2023', takes: of('trtllm_v05_v06_static_batch.csv', 'fixedBatchRun') },
    ],
  },
  {
    title: 'Wafers',
    goal: 'none',
    lines: [{ title: 'steps, prompts and runs', takes: ofAny('waferDecode', 'waferPrefill', 'waferRun') }],
  },
]
