/**
 * Words of keys that decide what a model is made of. A key with one of them that a reader passed over may mean a part the
 * profile lacks, so it is told or refused, never dropped.
 */
const STRUCTURAL = [
  'expert',
  'moe',
  'mamba',
  'ssm',
  'wkv',
  'rwkv',
  'recurrent',
  'lru_',
  'linear_attn',
  'linear_num',
  'linear_key',
  'linear_value',
  'lightning',
  'sliding',
  'window',
  'swa_',
  'chunk_size',
  'lora',
  'latent',
  '_rank',
  'sparse',
  'sparsity',
  'index_n_heads',
  'index_topk',
  'index_head',
  'indexer',
  'compress',
  'conv_kernel',
  'd_conv',
  'd_state',
  'state_size',
  'layer_types',
  'block_type',
  'layers_block',
  'attn_type',
  'attn_layer',
  'attention_type',
  'pattern',
  'cross_attention',
  'encoder_layers',
  'encoder_decoder',
  'kv_shared',
  'shared_layers',
  'shared_kv',
  'hybrid',
  'per_layer',
  'altup',
  'laurel',
  'n_layer_skip',
  'parallel_attn',
  'num_memory',
  'hash_layers',
  'output_gate',
  'local_attention',
  'global_attn',
  'full_attn',
  'full_attention',
] as const

/** Structural by their words, yet they change neither weights nor bytes moved: routing scores, losses, kernels, formats. */
const HARMLESS =
  /^mtp_|rope_theta|aux_loss|jitter|router_(?:dtype|scaling|activation|bias|score)|scaling_factor|routing_bias|router_bias|router_logits|renormalize|use_norm|_dtype$|hidden_act|proj_bias|conv_bias|sink_bias|kernels$|norm_topk|scoring|rope_interleave|gate_lower_bound|expert_overlap|feed_forward_proj|chunk_size_feed_forward|prefill_chunk|context_window|gating_func|weights_(?:norm|scale)|expert_group|z_loss|output_gate_type|moe_layer_start_index|loss_weight|moe_capacity|moe_gate(?:_act)?$|use_aux_free|correction_bias|normalize_expert|uniform_expert/

/** Parts of a configuration that speak of something else than what the model is made of. */
const OTHER_SUBJECTS: ReadonlySet<string> = new Set([
  'quantization_config',
  'rope_scaling',
  'rope_parameters',
  'auto_map',
  'id2label',
  'label2id',
  'task_specific_params',
  'vision_config',
  'audio_config',
])

/**
 * Whether a key a reader passed over may stand for a part of the model.
 * @param key as written in the file, without its path
 * @param value what stands there; what is switched off (null, false, 0, empty) means nothing
 */
export function isStructural(key: string, value: unknown): boolean {
  if (isOff(value) || OTHER_SUBJECTS.has(key)) return false
  if (typeof value === 'object' && !Array.isArray(value) && value !== null) {
    if (Object.entries(value).some(([inner, item]) => isStructural(inner, item))) return true
  }
  const word = key.toLowerCase()
  return STRUCTURAL.some((part) => word.includes(part)) && !HARMLESS.test(word)
}

/** Words of keys that are met in every configuration and decide neither weights nor bytes moved. */
const COMMON =
  /token|dropout|pdrop|rope|rotary|_eps$|epsilon|init|bias|_act$|activation|dtype|version|use_cache|_loss|loss_|norm|architectures|auto_map|implementation|pretraining|quantization|vision|audio|image|video|label|sample|temperature|top_[kp]$|typical_p|beam|penalty|_length$|max_position|position_embed|softcap|scal|^tie_|^is_|problem_type|prefix|output_|return_|torchscript|bfloat16|finetuning|generat|_name|cache_impl|mrope|task_specific|tf_legacy/

/**
 * Whether a key a reader passed over is none that is met everywhere: in an architecture nobody knows it is worth telling.
 * @param key as written in the file, without its path @param value what is switched off means nothing
 */
export function isUnfamiliar(key: string, value: unknown): boolean {
  return !isOff(value) && !COMMON.test(key.toLowerCase())
}

function isOff(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === 0 || value === '') return true
  if (Array.isArray(value)) return value.every(isOff)
  return typeof value === 'object' && Object.keys(value).length === 0
}
