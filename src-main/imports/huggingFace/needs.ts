import { say } from '#shared/words/say.ts'
import { plainLine } from '../plainLine.ts'
import { fail, optional, list, peek, type Json } from './fields.ts'

/** Names under which a configuration may give the number of experts. */
export const EXPERT_COUNTS = ['n_routed_experts', 'num_experts', 'num_local_experts'] as const

/** Architectures all of whose models have experts. Their code has a number for files that give none; we do not guess it. */
const WITH_EXPERTS: ReadonlySet<string> = new Set([
  'mixtral',
  'qwen2_moe',
  'qwen3_moe',
  'qwen3_vl_moe_text',
  'qwen3_next',
  'qwen3_5_moe_text',
  'gpt_oss',
  'llama4_text',
  'minimax_m2',
  'minimax_m3',
  'minimax_m3_vl',
  'deepseek_v2',
  'deepseek_v3',
  'deepseek_v32',
  'deepseek_v4',
  'deepseek_ref',
  'kimi_k2',
  'kimi_linear',
  'glm_moe_dsa',
  'glm4_moe',
  'step3p7',
  'mimo_v2_flash',
  'bailing_moe',
  'bailing_moe_v2',
  'dbrx',
  'ernie4_5_moe',
  'phimoe',
  'qwen3_omni_moe_text',
])
/** Architectures all of whose models have latent attention. */
const WITH_LATENTS: ReadonlySet<string> = new Set([
  'deepseek_v2',
  'deepseek_v3',
  'deepseek_v32',
  'kimi_k2',
  'glm_moe_dsa',
])
/** Architectures all of whose models have linear attention. */
const WITH_LINEAR: ReadonlySet<string> = new Set(['qwen3_next', 'qwen3_5_text', 'qwen3_5_moe_text'])
/** Architectures whose layers differ in a way that only a list tells. */
const WITH_KINDS: ReadonlySet<string> = new Set(['gpt_oss', 'step3p7', 'gemma4_text'])
/** What every model has. */
const OF_ALL = ['num_hidden_layers', 'hidden_size', 'num_attention_heads', 'vocab_size'] as const

/** Sees that a configuration has what every model has, whatever it calls it, and names all that is missing at once. */
function checkDimensions(config: Json, type: string): void {
  const missing = OF_ALL.filter(
    (key) => (peek(config, key) ?? null) === null && !(key === 'num_hidden_layers' && type === 'nemotron_h'),
  )
  if (missing.length === 0) return
  fail(say('import.dimensionsMissing', { type: plainLine(type, 60), names: missing.map((key) => `"${key}"`) }))
}

/**
 * Sees that a configuration has the part that makes its architecture what it is: a file from which it was trimmed would
 * otherwise read as a plainer model.
 * @param type `model_type` @throws CodedError invalid-input naming the key that is missing
 */
export function checkNeeds(config: Json, type: string): void {
  checkDimensions(config, type)
  const need = (key: string, isThere: boolean) => {
    if (!isThere)
      fail(
        `The architecture "${plainLine(type, 60)}" needs "${key}", which the model configuration lacks: give the whole file.`,
      )
  }
  // An unknown architecture that is called after its experts has some.
  if (WITH_EXPERTS.has(type) || /moe(?![a-z])|mixtral/i.test(type))
    need('num_experts', optional(config, ...EXPERT_COUNTS) !== null)
  if (WITH_LATENTS.has(type)) need('kv_lora_rank', optional(config, 'kv_lora_rank') !== null)
  if (WITH_LINEAR.has(type)) need('linear_num_key_heads', optional(config, 'linear_num_key_heads') !== null)
  if (WITH_KINDS.has(type)) need('layer_types', list(config, 'layer_types') !== null)
}
