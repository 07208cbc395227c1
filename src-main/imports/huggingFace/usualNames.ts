import { isObject, own, type Json } from './fields.ts'

/**
 * Other names for what most families call by the first: of one fact, as paths. A name is looked for only where the usual one
 * is absent. Sources: the configurations of GPT-2 and its line (`n_embd`), MPT and DBRX (`d_model`, parts of their own for
 * attention and feed-forward), ERNIE 4.5 (`moe_k`), Hunyuan, OLMo, ChatGLM and Mistral's own `params.json`.
 */
const OTHER_NAMES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  hidden_size: [['d_model'], ['n_embd'], ['dim']],
  num_hidden_layers: [['n_layers'], ['n_layer'], ['num_layers']],
  num_attention_heads: [['n_heads'], ['n_head']],
  num_key_value_heads: [
    ['attn_config', 'kv_n_heads'],
    ['n_kv_heads'],
    ['num_kv_heads'],
    ['n_head_kv'],
    ['multi_query_group_num'],
  ],
  head_dim: [['kv_channels']],
  intermediate_size: [['ffn_config', 'ffn_hidden_size'], ['ffn_hidden_size'], ['hidden_dim'], ['ffn_dim'], ['n_inner']],
  vocab_size: [['padded_vocab_size']],
  max_position_embeddings: [['max_seq_len'], ['max_sequence_length'], ['n_positions'], ['seq_length']],
  hidden_act: [['ffn_config', 'ffn_act_fn', 'name']],
  num_experts: [['ffn_config', 'moe_num_experts'], ['moe_num_experts']],
  num_experts_per_tok: [['ffn_config', 'moe_top_k'], ['moe_k'], ['moe_top_k']],
  num_shared_experts: [['moe_num_shared_experts'], ['num_shared_expert']],
}

function at(config: Json, path: readonly string[]): unknown {
  let value: unknown = config
  for (const key of path) value = isObject(value) ? own(value, key) : undefined
  return value
}

function otherwise(config: Json, usual: string): unknown {
  for (const path of OTHER_NAMES[usual] ?? []) {
    const value = at(config, path)
    if (value !== undefined && value !== null) return value
  }
  return undefined
}

/**
 * A configuration that answers to the usual names whatever it calls them itself. Nothing is copied, so that what was asked
 * for can still be told from what was passed over.
 */
export function withUsualNames(config: Json): Json {
  const found = new Map<string, unknown>()
  /** What is said under another name where nothing stands under the usual one. */
  const elsewhere = (key: string | symbol): unknown => {
    if (typeof key !== 'string' || !Object.hasOwn(OTHER_NAMES, key)) return undefined
    if (!found.has(key)) found.set(key, otherwise(config, key))
    return found.get(key)
  }
  return new Proxy(config, {
    get: (target, key) => {
      const given = typeof key === 'string' ? own(target, key) : undefined
      return given ?? elsewhere(key) ?? given
    },
    getOwnPropertyDescriptor(target, key) {
      const given = Reflect.getOwnPropertyDescriptor(target, key)
      // Of what stands there nothing is read by asking whether it does.
      if ((given?.value ?? null) !== null) return given
      const value = elsewhere(key)
      return value === undefined ? given : { configurable: true, enumerable: true, writable: true, value }
    },
  })
}
