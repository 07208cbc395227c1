import { describe, expect, it } from 'vitest'
import { parseForeignJson } from '#main/imports/foreignJson.ts'
import { readHuggingFaceConfig } from '#main/imports/huggingFace/reading.ts'
import { CodedError } from '#shared/contract/errors.ts'
import { modelProfileSchema } from '#shared/domain/model.ts'
import { countParameters } from '#shared/domain/parameters.ts'
import { CONFIGURATIONS, configuration } from '../../../../support/foreignFiles.ts'
import { sharedFacts, shippedModel } from '../../../resources/libraryProfiles.ts'

const read = (name: string) =>
  readHuggingFaceConfig(parseForeignJson(new TextDecoder().decode(configuration(name)), name))

/** One entry of the shared facts, as far as it is compared. */
interface Fact {
  readonly id: string
  readonly config_file: string | null
  readonly total_params_published: number | null
  readonly derived: { readonly total_params_computed: number | null } | null
}

/** A name says 30 billion of 31.6: it was rounded to one digit, and nothing else is published. */
const ROUNDED_TO_ONE_DIGIT: ReadonlySet<string> = new Set(['nemotron-3-nano-30b-a3b'])

describe.skipIf(CONFIGURATIONS.length === 0)('published configurations', () => {
  it('are all read, valid, without a problem and with what they leave open told', () => {
    for (const name of CONFIGURATIONS) {
      const { profile, assumed, problems } = read(name)
      expect(problems, name).toEqual([])
      expect(modelProfileSchema.safeParse(profile).error?.message, name).toBeUndefined()
      expect(assumed.length, name).toBeGreaterThan(0)
      expect(countParameters(profile).total, name).toBeGreaterThan(5e8)
    }
    expect(CONFIGURATIONS.length).toBeGreaterThan(90)
  })

  const facts = (sharedFacts('models.json') ?? []) as readonly Fact[]
  const published = facts.filter((fact) => fact.config_file !== null && fact.total_params_published !== null)
  it.each(published.map((fact) => [fact.id, fact] as const))(
    '%s has its published parameters within 2 %%, or what its rounded name stands for',
    (id, { config_file: file, total_params_published: total, derived }) => {
      const counted = countParameters(read((file ?? '').replace('hf-configs/', '')).profile).total
      const off = (other: number | null | undefined) => (other ? Math.abs(counted / other - 1) : Infinity)
      if (ROUNDED_TO_ONE_DIGIT.has(id)) expect(Number(counted.toPrecision(1))).toBe(total)
      else expect(Math.min(off(total), off(derived?.total_params_computed))).toBeLessThan(0.02)
    },
  )

  it('leave at most nine totals to the recomputed count: names that publishers rounded', () => {
    const outside = published.filter(({ config_file: file, total_params_published: total }) => {
      const counted = countParameters(read((file ?? '').replace('hf-configs/', '')).profile).total
      return Math.abs(counted / (total ?? NaN) - 1) > 0.02
    })
    expect(published.length).toBeGreaterThan(30)
    expect(outside.length).toBeLessThanOrEqual(9)
  })

  it.each([
    ['deepseek-ai--DeepSeek-V3_config.json', 'fp8 (block 128×128)', 1],
    ['nvidia--GLM-5.2-NVFP4_config.json', 'NVFP4 (modelopt)', 1],
    ['openai--gpt-oss-20b_config.json', 'mxfp4', 0],
    ['moonshotai--Kimi-K3_config.json', 'mxfp4-pack-quantized (compressed-tensors)', 0],
    ['meta-llama--Meta-Llama-3.1-8B_config.json', 'bfloat16', 0],
  ])('%s says it is published in %s', (name, format, predictionLayers) => {
    expect(read(name).profile).toMatchObject({ nativeFormat: format, predictionLayers })
  })

  it('tell the keys of a known architecture that are not read and may matter', () => {
    const { assumed } = read('deepseek-ai--DeepSeek-V4-Pro_config.json')
    expect(assumed).toContain('“num_hash_layers” is not read: the profile is as if it were not there.')
    expect(read('zai-org--GLM-5_config.json').assumed.join()).not.toContain('not read:')
  })
})

const plain = {
  model_type: 'llama',
  hidden_size: 1024,
  num_hidden_layers: 4,
  num_attention_heads: 8,
  num_key_value_heads: 2,
  intermediate_size: 4096,
  vocab_size: 32000,
  hidden_act: 'silu',
  tie_word_embeddings: false,
}

describe('what is not said', () => {
  it('and what is said in a wrong way about the format is no format', () => {
    const format = (sides: unknown) =>
      readHuggingFaceConfig({ ...plain, quantization_config: { quant_method: 'fp8', weight_block_size: sides } })
        .profile.nativeFormat
    expect(format([128, 128])).toBe('fp8 (block 128×128)')
    for (const sides of [[{}, {}], [128], [[128], null], {}, '128']) expect(format(sides)).toBe('fp8')
  })

  it('is assumed in words', () => {
    const { num_key_value_heads: _heads, tie_word_embeddings: _tied, ...silent } = plain
    expect(readHuggingFaceConfig(silent).assumed).toEqual([
      'The file is taken for the publisher’s own configuration.',
      'The file does not say whether embedding and head share one matrix: they are counted as two.',
      'The file has no “num_key_value_heads”: there are as many as query heads.',
    ])
    expect(readHuggingFaceConfig({ ...plain, model_type: 'gemma2', tie_word_embeddings: null }).profile).toMatchObject({
      tiedEmbeddings: true,
    })
  })

  it('of a plain file is nothing, and every key is accounted for', () => {
    const reading = readHuggingFaceConfig({ ...plain, rope_theta: 1, bos_token_id: 1 })
    expect(reading.assumed).toEqual(['The file is taken for the publisher’s own configuration.'])
    expect(reading.ignored).toEqual(['rope_theta', 'bos_token_id'])
  })
})

describe('an architecture nobody knows', () => {
  it('without special parts is read as the plain decoder it says it is, and told so', () => {
    const { assumed, problems, profile } = readHuggingFaceConfig({ ...plain, model_type: 'brandnew' })
    expect(problems).toEqual([])
    expect(assumed.join()).toContain('“brandnew” is not known')
    expect(profile.layerGroups).toHaveLength(1)
    expect(readHuggingFaceConfig({ ...plain, model_type: 'brandnew', hidden_act: 'relu2' }).assumed.join()).toContain(
      'two matrices',
    )
    const { profile: ungated } = readHuggingFaceConfig({ ...plain, model_type: 'gpt_neox', hidden_act: 'gelu' })
    expect(ungated.layerGroups[0]?.feedForward).toMatchObject({ gated: false })
  })

  it('tells every other key that is not met everywhere', () => {
    const { assumed, problems, ignored } = readHuggingFaceConfig({
      ...plain,
      ...{
        model_type: 'brandnew',
        num_loops: 4,
        rope_theta: 1e4,
        bos_token_id: 1,
        use_cache: true,
        rms_norm_eps: 1e-6,
      },
    })
    expect(problems).toEqual([])
    expect(assumed.at(-1)).toBe('“num_loops” is not read: the profile is as if it were not there.')
    expect(ignored).toEqual(['rope_theta', 'bos_token_id', 'use_cache', 'rms_norm_eps'])
  })

  it('with experts under the usual words is a model of experts, not a dense one', () => {
    const { profile } = readHuggingFaceConfig({
      ...plain,
      model_type: 'brandnew',
      num_experts: 64,
      num_experts_per_tok: 8,
      moe_intermediate_size: 512,
    })
    expect(profile.layerGroups[0]?.feedForward).toMatchObject({ kind: 'moe', experts: 64, perToken: 8 })
  })

  it.each<readonly [string, unknown]>([
    ['moe_every_n_layers', 2],
    ['num_routed_experts', 64],
    ['expert_layer_period', 2],
    ['mamba_d_state', 128],
    ['ssm_cfg', { d_state: 128 }],
    ['attn_config', { kind: { sliding_window_size: 4096 } }],
    ['block_types', ['recurrent', 'attention']],
    ['lru_width', 2560],
    ['linear_attn_heads', 16],
    ['lightning_heads', 8],
    ['sliding_window', 4096],
    ['attention_chunk_size', 8192],
    ['compressed_latent_dim', 512],
    ['kv_latent_rank', 512],
    ['sparse_topk', 64],
    ['num_kv_shared_layers', 10],
    ['hidden_size_per_layer_input', 256],
    ['cross_attention_layers', [3, 8]],
    ['rwkv_head_size', 64],
    ['is_encoder_decoder', true],
  ])('is refused for %s', (key, value) => {
    const { problems } = readHuggingFaceConfig({ ...plain, model_type: 'brandnew', [key]: value })
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^“${key}” speaks of a part of “brandnew” .*\\.$`))])
    // Switched off it means nothing.
    for (const off of [null, false, 0, []]) {
      expect(readHuggingFaceConfig({ ...plain, model_type: 'brandnew', [key]: off }).problems).toEqual([])
    }
    // In an architecture that is read in full it is told.
    expect(readHuggingFaceConfig({ ...plain, [key]: value }).assumed.join()).toContain(`“${key}” is not read`)
  })
})

describe('a value that is not understood', () => {
  it.each<readonly [Record<string, unknown>, RegExp]>([
    [{ num_local_experts: '64' }, /"num_local_experts"/],
    [{ num_experts: -8 }, /"num_experts"/],
    [{ num_experts: [8] }, /"num_experts"/],
    [{ num_experts: 8, n_routed_experts: 16, num_experts_per_tok: 2 }, /8 in "num_experts"|16 in "n_routed_experts"/],
    [{ num_experts: 8 }, /"num_experts_per_tok"/],
    [{ num_attention_heads: 7 }, /"head_dim"/],
    [{ layer_types: ['full_attention', 'conv', 'conv', 'conv'] }, /Layer 2 /],
    [{ layer_types: [] }, /Layer 1 /],
    [{ attn_type_list: [1, 0, 1, 1] }, /Layer 2 /],
    [{ hidden_size: 1e300 }, /"hidden_size"/],
    [{ model_type: 'qwen2', use_sliding_window: true, sliding_window: 4096 }, /"max_window_layers"/],
    [{ num_hidden_layers: 1e7 }, /at most 2000/],
    [{ model_type: 'nemotron_h', hybrid_override_pattern: '****M' }, /as many letters/],
    [{ model_type: 'nemotron_h', head_dim: 128, hybrid_override_pattern: '***?' }, /Block 4 /],
  ])('%j is a failure, never a plainer model', (given, message) => {
    const attempt = () => readHuggingFaceConfig({ ...plain, ...given })
    expect(attempt).toThrow(CodedError)
    expect(attempt).toThrow(message)
  })

  it('windows count only where they are used', () => {
    const windows = (given: object) =>
      readHuggingFaceConfig({ ...plain, ...given }).profile.layerGroups.map(({ count, mixer }) => [
        count,
        mixer.kind === 'attention' ? mixer.window : undefined,
      ])
    expect(windows({ model_type: 'mistral', sliding_window: 4096 })).toEqual([[4, 4096]])
    expect(windows({ model_type: 'qwen2', sliding_window: 4096, use_sliding_window: false })).toEqual([[4, null]])
    const upper = { model_type: 'qwen2', sliding_window: 4096, use_sliding_window: true, max_window_layers: 3 }
    expect(windows(upper)).toEqual([
      [3, null],
      [1, 4096],
    ])
  })
})

describe('a trimmed configuration', () => {
  const latent = { kv_lora_rank: 512, qk_nope_head_dim: 128, qk_rope_head_dim: 64, v_head_dim: 128 }
  it.each<readonly [string, object, string]>([
    ['mixtral', {}, 'num_experts'],
    ['gpt_oss', { layer_types: [] }, 'num_experts'],
    ['deepseek_v3', latent, 'num_experts'],
    ['deepseek_v3', { n_routed_experts: 8, num_experts_per_tok: 2 }, 'kv_lora_rank'],
    ['qwen3_next', { num_experts: 8, num_experts_per_tok: 2 }, 'linear_num_key_heads'],
    ['gpt_oss', { num_local_experts: 8, num_experts_per_tok: 2 }, 'layer_types'],
    ['novel_moe', {}, 'num_experts'],
  ])('of %s is refused for what makes it one, never read as a plainer model', (type, more, key) => {
    expect(() => readHuggingFaceConfig({ ...plain, model_type: type, ...more })).toThrow(`needs "${key}"`)
  })

  it('of a family that may have a window says that it is read without', () => {
    const silent = readHuggingFaceConfig({ ...plain, model_type: 'mistral' })
    expect(silent.assumed).toContain('The file has no “sliding_window”: every layer attends to everything.')
    const stated = readHuggingFaceConfig({ ...plain, model_type: 'mistral', sliding_window: null })
    expect(stated.assumed.join()).not.toContain('sliding_window')
  })
})

describe.skipIf(CONFIGURATIONS.length === 0)('families', () => {
  const facts = (sharedFacts('models.json') ?? []) as readonly Fact[]
  it('are called as the library calls them', () => {
    const pairs = facts.flatMap(({ id, config_file: file }) =>
      file === null ? [] : [[id, read(file.replace('hf-configs/', '')).profile.family] as const],
    )
    expect(pairs.length).toBeGreaterThan(30)
    expect(pairs).toEqual(pairs.map(([id]) => [id, shippedModel(id).family]))
  })
})
