import { describe, expect, it } from 'vitest'
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
import { device, shippedModel } from '../../resources/libraryProfiles.ts'
import { draws } from '../../../support/draws.ts'

/** Numbers from 0 to 1, always the same ones (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

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
  ...CONFIGURATIONS.filter((name) => name.startsWith('nvidia--Nemotron-H')).map((name): readonly [string, Buffer] => [
    name,
    Buffer.from(configuration(name)),
  ]),
]

/** What text is replaced by: numbers nobody has, names that reach prototypes, brackets without end. */
const WORDS = [
  'Infinity',
  'NaN',
  '1e999',
  '-1',
  '0',
  '9'.repeat(400),
  'null',
  '"64"',
  '[]',
  '{}',
  '['.repeat(500),
  '{"a":'.repeat(500),
  '"__proto__":1,',
  '"model_type":"x",',
  '"',
  '\\',
  '\u0000',
  '\uFEFF',
]
/** Lengths nobody has. */
const LENGTHS = [500_000_000n, 2n ** 31n, 2n ** 32n - 1n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n]

function mutated(bytes: Buffer, random: () => number): Buffer {
  const at = () => Math.floor(random() * bytes.length)
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item
  switch (Math.floor(random() * 7)) {
    case 0: {
      const flipped = Buffer.from(bytes)
      for (let count = 0; count < 1 + random() * 8; count += 1) flipped[at()] = Math.floor(random() * 256)
      return flipped
    }
    case 1:
      return bytes.subarray(0, at())
    case 2: {
      const copy = Buffer.from(bytes)
      const start = Math.min(at(), Math.max(0, copy.length - 8))
      if (copy.length >= 8) copy.writeBigUInt64LE(pick(LENGTHS), start)
      return copy
    }
    case 3: {
      // Twice the same part: keys come twice, layers shift.
      const [start, end] = [at(), at()].sort((left, right) => left - right) as [number, number]
      return Buffer.concat([bytes.subarray(0, end), bytes.subarray(start)])
    }
    case 4: {
      const start = at()
      return Buffer.concat([bytes.subarray(0, start), Buffer.from(pick(WORDS)), bytes.subarray(start)])
    }
    case 5: {
      // A number of the text becomes something else.
      const numbers = [...bytes.toString('latin1').matchAll(/\d+(?:\.\d+)?/g)]
      const match = numbers[Math.floor(random() * numbers.length)]
      if (!match) return bytes
      const end = match.index + match[0].length
      return Buffer.concat([bytes.subarray(0, match.index), Buffer.from(pick(WORDS)), bytes.subarray(end)])
    }
    default:
      return mutated(mutated(bytes, random), random)
  }
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
          const reading = readForeignFile(file, { id: null, against: shippedModel('deepseek-v3') })
          for (const entry of reading.entries) importedProfileSchema.parse(entry)
          for (const sentence of [...reading.problems, ...reading.assumed]) expect(sentence).toMatch(/^\S[^\n]*\.$/s)
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
