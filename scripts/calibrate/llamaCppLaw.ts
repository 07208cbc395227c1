import { minimise, type Parameter } from '../../src-main/engine/fitting/fit.ts'
import type { LlamaCppRow } from './llamaCppRows.ts'

/** What the law of one kind of devices is made of; see `LlamaCppEntry`. Seconds and shares. */
export interface LlamaCppLaw {
  readonly memoryQuantised: number
  readonly memoryPlain: number
  readonly perLayer: number
  /** Builds of 2024. */
  readonly oldPerLayer: number
  readonly oldCache: number
  readonly promptQuantised: number
  readonly promptPlain: number
  readonly oldAttention: number
}

const PLAIN_BITS = 16
const CACHE_BYTES = 2
/** Bytes a layer's norms, gates and sums move per element of its width, as the engine lowers them (Llama-2-7B: 44). */
const STREAMED_BYTES = 44

/**
 * Shares that builds with flash attention reach, which these rows hardly exercise: keys and values at the rate of the
 * weights (ggml-org/llama.cpp pull request 26284: 4,096 tokens of context add 0.67 ms on an RX 7900 XTX, 0.8 of its
 * bandwidth), attention of prompts at half of what products reach (the same, and 17505 on an RTX 3090).
 */
export const CACHE = 0.8
export const ATTENTION_OF_PROMPT = 0.55

/** Seconds per token of a run under a law. */
export function lawSeconds(row: LlamaCppRow, law: LlamaCppLaw): number {
  const { device, bits, weights, layers, tokens, isOld } = row
  const isPlain = bits >= PLAIN_BITS
  const perLayer = isOld ? law.oldPerLayer : law.perLayer
  if (row.kind === 'decode') {
    const share = isPlain ? law.memoryPlain : law.memoryQuantised
    const cache = (CACHE_BYTES * row.cacheElements * tokens) / 2 / (isOld ? law.oldCache : CACHE)
    return (weights * bits) / 8 / (device.bandwidth * share) + cache / device.bandwidth + layers * perLayer
  }
  const share = isPlain ? law.promptPlain : law.promptQuantised
  const attention = isOld ? law.oldAttention : ATTENTION_OF_PROMPT * law.promptPlain
  // Half of the pairs, a product for the scores and one for the values.
  const pairs = 2 * row.headWidth * layers * tokens
  const streamed = (STREAMED_BYTES * row.headWidth * layers) / device.bandwidth
  return (
    (2 * weights) / (device.products * share) +
    pairs / (device.products * attention) +
    streamed +
    (layers * perLayer) / tokens
  )
}

const DECODE: readonly (Parameter & { readonly scale: number })[] = [
  { name: 'memoryQuantised', start: 0.85, low: 0.05, high: 0.97, scale: 0.5 },
  { name: 'memoryPlain', start: 0.85, low: 0.05, high: 0.97, scale: 0.5 },
  { name: 'perLayer', start: 5e-5, low: 5e-6, high: 5e-4, scale: 1 },
  { name: 'oldPerLayer', start: 8e-5, low: 5e-6, high: 5e-4, scale: 1 },
  { name: 'oldCache', start: 0.3, low: 0.02, high: 0.97, scale: 1 },
]
const PROMPT: readonly (Parameter & { readonly scale: number })[] = [
  { name: 'promptQuantised', start: 0.35, low: 0.01, high: 0.97, scale: 0.7 },
  { name: 'promptPlain', start: 0.4, low: 0.01, high: 0.97, scale: 0.7 },
  { name: 'oldAttention', start: 0.1, low: 0.01, high: 0.97, scale: 1 },
]

/** Weight of a run of today's builds, which are what is predicted, beside one of 2024, whose lengths repeat each other. */
const TODAY = 10

function solve(
  parameters: readonly (Parameter & { readonly scale: number })[],
  rows: readonly LlamaCppRow[],
  known: Partial<LlamaCppLaw>,
): Partial<LlamaCppLaw> {
  const lawOf = (values: readonly number[]): LlamaCppLaw =>
    ({ ...known, ...Object.fromEntries(parameters.map(({ name }, index) => [name, values[index]])) }) as LlamaCppLaw
  const { values } = minimise(
    parameters,
    (candidate) => {
      const law = lawOf(candidate)
      const errors = rows.reduce(
        (sum, row) => sum + (row.isOld ? 1 : TODAY) * Math.abs(Math.log(row.seconds / lawSeconds(row, law))),
        0,
      )
      // What no row exercises stays where it starts.
      const prior = parameters.reduce(
        (sum, { start, scale }, index) => sum + (Math.log((candidate[index] ?? start) / start) / scale) ** 2,
        0,
      )
      return errors + prior / 2
    },
    { restarts: 4, iterations: 400 },
  )
  return lawOf(values)
}

/** The law that lies nearest to some runs of one kind of devices, by absolute error on the logarithm. */
export function fitLaw(rows: readonly LlamaCppRow[]): LlamaCppLaw {
  const of = (wanted: LlamaCppRow['kind']): LlamaCppRow[] => rows.filter(({ kind }) => kind === wanted)
  // Prompts launch a layer's kernels as decode does, once for all of their tokens.
  const decode = solve(DECODE, of('decode'), {})
  return solve(PROMPT, of('prompt'), decode) as LlamaCppLaw
}
