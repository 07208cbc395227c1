import { describe, expect, it } from 'vitest'
import { heldAgainst, type LibraryFacts } from '#main/imports/againstLibrary.ts'
import { devicesOfName, modelsOfName } from '#main/imports/namesakes.ts'
import { readForeignFile } from '#main/imports/readForeignFile.ts'
import { CodedError } from '#shared/contract/errors.ts'
import { importedProfileSchema } from '#shared/contract/imports.ts'
import {
  CONFIGURATIONS,
  configuration,
  ggufFile,
  LLAMA_METADATA,
  llamaTensors,
  safetensorsHead,
} from '../../../support/foreignFiles.ts'
import { mutated, seeded } from '../../../support/hostileFiles.ts'
import { device, shipped, shippedModel } from '../../resources/libraryProfiles.ts'
import { draws } from '../../../support/draws.ts'

const text = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value, null, 1))
const CONFIG = {
  model_type: 'deepseek_v3',
  ...{
    hidden_size: 7168,
    num_hidden_layers: 61,
    num_attention_heads: 128,
    vocab_size: 129280,
    intermediate_size: 18432,
  },
  ...{ kv_lora_rank: 512, q_lora_rank: 1536, qk_nope_head_dim: 128, qk_rope_head_dim: 64, v_head_dim: 128 },
  ...{ n_routed_experts: 256, num_experts_per_tok: 8, moe_intermediate_size: 2048, n_shared_experts: 1 },
  ...{ first_k_dense_replace: 3, rope_scaling: { factor: 40 }, quantization_config: { quant_method: 'fp8' } },
}
const head = safetensorsHead({
  'model.embed_tokens.weight': { dtype: 'BF16', shape: [1000, 64] },
  'model.layers.0.mlp.up_proj.weight': { dtype: 'F8_E4M3', shape: [64, 256] },
})

/** One good file of each kind, and the bytes the whole would have. */
const SAMPLES: readonly (readonly [name: string, bytes: Buffer, size?: number])[] = [
  ['config.json', text(CONFIG)],
  [
    'tiny.gguf',
    Buffer.from(
      ggufFile(
        { ...LLAMA_METADATA, 'tokenizer.ggml.tokens': ['a', 'b'], 'tokenizer.ggml.token_type': [1, 1] },
        llamaTensors().slice(0, 30),
      ),
    ),
  ],
  ['model.safetensors', Buffer.from(head.bytes), head.size],
  ['model.safetensors.index.json', text({ metadata: { total_size: 100 }, weight_map: { a: 'b.safetensors' } })],
  ['device.json', text(device('b200-sxm'))],
  ['model.json', text(shippedModel('deepseek-v3'))],
  [
    'devices.csv',
    text('Name,Memory,Bandwidth,FP8 (PFLOP/s),Price\nOne,80 GB,2 TB/s,1.5,"$30,000"\nTwo,192 GiB,=8*1 TB/s,,\n'),
  ],
  [
    'models.csv',
    text(
      'Name,Layers,Hidden size,Heads,Vocabulary,Intermediate size,Experts,Experts per token,Expert size\nA,32,4096,32,128k,14336,8,2,1024\n',
    ),
  ],
  [
    'H100.csv',
    text('GPU,Memory [GiB],Bandwidth TB/s,Peak FP16 Performance (TFLOPS),Scale-up (GB/s)\nH100 SXM,80,3.35,1979,900\n'),
  ],
  [
    'ERNIE-4.5-21B-A3B_config.json',
    text({
      ...{ model_type: 'ernie4_5_moe', hidden_size: 2560, intermediate_size: 12288, num_hidden_layers: 28 },
      ...{ num_attention_heads: 20, num_key_value_heads: 4, vocab_size: 103424, moe_num_experts: 64, moe_k: 6 },
      ...{ moe_intermediate_size: 1536, moe_layer_start_index: 1, moe_layer_end_index: 27, moe_layer_interval: 1 },
    }),
  ],
  [
    'dbrx_config.json',
    text({
      ...{ model_type: 'dbrx', d_model: 6144, n_heads: 48, n_layers: 40, vocab_size: 100352 },
      ...{ attn_config: { kv_n_heads: 8 }, ffn_config: { ffn_hidden_size: 10752, moe_num_experts: 16, moe_top_k: 4 } },
    }),
  ],
  [
    'omni-7B_config.json',
    text({
      model_type: 'omni',
      thinker_config: {
        text_config: {
          ...{
            model_type: 'qwen2',
            hidden_size: 3584,
            num_hidden_layers: 28,
            num_attention_heads: 28,
            vocab_size: 152064,
          },
          ...{ intermediate_size: 18944, sliding_window: 512, sliding_window_pattern: 'LLLG', hidden_act: 'silu' },
        },
      },
    }),
  ],
  ...CONFIGURATIONS.filter((name) => name.startsWith('nvidia--Nemotron-H')).map((name): readonly [string, Buffer] => [
    name,
    Buffer.from(configuration(name)),
  ]),
]

const LIBRARY: LibraryFacts = {
  devices: (name) => devicesOfName(name, shipped.hardware),
  models: (name) => modelsOfName(name, shipped.models),
}

const ROUNDS = draws(1500)

describe('a hostile file', () => {
  const cases = SAMPLES.map(([name, ...rest]) => [name, rest] as const)
  it.each(cases)(
    `%s, changed in ${ROUNDS} ways, is read or refused in one sentence`,
    (name, [bytes, size]) => {
      const random = seeded(20_260_801)
      const codes = new Map<string, number>()
      const before = process.memoryUsage().arrayBuffers
      for (let round = 0; round < ROUNDS; round += 1) {
        const changed = mutated(bytes, random)
        let outcome: string
        try {
          const file = { name, bytes: changed, size: Math.max(changed.length, size ?? 0) }
          const wishes = {
            id: null,
            name: round % 3 === 0 ? 'Some/One 7B' : null,
            against: shippedModel('deepseek-v3'),
          }
          const reading = heldAgainst(readForeignFile(file, wishes), LIBRARY, round % 2 === 0)
          for (const entry of reading.entries) importedProfileSchema.parse(entry)
          for (const sentence of [...reading.problems, ...reading.assumed, ...reading.doubts])
            expect(sentence).toMatch(/^\S[^\n]*\.$/s)
          outcome = reading.problems.length > 0 ? 'problem' : 'read'
        } catch (thrown) {
          if (!(thrown instanceof CodedError)) throw thrown
          expect(['document-broken', 'document-foreign', 'document-too-large']).toContain(thrown.code)
          expect(thrown.message).toMatch(/^\S[^\n]*\.$/)
          expect(thrown.message.length).toBeLessThan(500)
          outcome = thrown.code
        }
        codes.set(outcome, (codes.get(outcome) ?? 0) + 1)
      }
      // Both happen, or the changes would not reach the readers.
      expect(codes.get('document-broken') ?? 0).toBeGreaterThan(draws(50))
      expect(codes.size).toBeGreaterThan(2)
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200e6)
      expect('polluted' in {}).toBe(false)
    },
    60_000,
  )
})
