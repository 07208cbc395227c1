import { describe, expect, it } from 'vitest'
import { heldAgainst, type LibraryFacts } from '#main/imports/againstLibrary.ts'
import { devicesOfName, modelsOfName } from '#main/imports/namesakes.ts'
import { hardwareProfileSchema } from '#shared/domain/hardware.ts'
import { readWhole } from '../../../support/foreignFiles.ts'
import { device, shipped } from '../../resources/libraryProfiles.ts'

const LIBRARY: LibraryFacts = {
  devices: (name) => devicesOfName(name, shipped.hardware),
  models: (name) => modelsOfName(name, shipped.models),
}
const held = (rows: string, titles: string, dense = false) =>
  heldAgainst(readWhole('sheet.csv', `${titles}\n${rows}\n`), LIBRARY, dense)
const SHEET = 'Name,Memory (GB),Bandwidth (TB/s),FP16 (TFLOPS),FP8 (TFLOPS)'

describe('devices of a name', () => {
  it.each<readonly [string, readonly string[]]>([
    ['H100', ['h100-pcie', 'h100-sxm']],
    ['NVIDIA H100 SXM 80GB', ['h100-sxm']],
    ['H100 PCIe', ['h100-pcie']],
    // A variant nobody lists is one of its chip.
    ['H100 NVL', ['h100-pcie', 'h100-sxm']],
    ['AMD Instinct MI300X', ['mi300x']],
    ['GeForce RTX 4090', ['rtx-4090']],
    ['RTX 3090', []],
    ['Accelerator', []],
    ['B300', ['b300-sxm']],
  ])('%s', (name, ids) => {
    expect(devicesOfName(name, shipped.hardware).map(({ id }) => id)).toEqual(ids)
  })
})

describe('models of a name', () => {
  it.each<readonly [string, readonly string[]]>([
    ['Meta-Llama-3.1-8B-Instruct-FP8', ['llama-3.1-8b']],
    ['Qwen3-30B-A3B-Instruct-2507', ['qwen3-30b-a3b']],
    ['gemma-3-27b-it', ['gemma-3-27b']],
    ['DeepSeek-V3-0324', ['deepseek-v3']],
    ['DeepSeek-V3.1', []],
    ['Instruct', []],
  ])('%s', (name, ids) => {
    expect(modelsOfName(name, shipped.models).map(({ id }) => id)).toEqual(ids)
  })
})

describe('a spec sheet with sparse peaks', () => {
  it('is in the way, with the dense value and what to do', () => {
    const { problems, sparse } = held('H100,80,3.35,1979,3958', SHEET)
    expect(sparse).toBe(2)
    expect(problems).toEqual([
      expect.stringMatching(/^“H100” gives 1\.98\sPFLOP\/s in fp16, twice the dense 989\sTFLOP\/s of NVIDIA H100/),
      expect.stringMatching(/3\.96\sPFLOP\/s in fp8, twice the dense 1\.98\sPFLOP\/s/),
    ])
    expect(problems[0]).toContain('--dense')
  })

  it('enters with the library’s dense ones where they are taken, and says so', () => {
    const { problems, assumed, entries, understood, sparse } = held('H100 SXM,80,3.35,1979,3958', SHEET, true)
    expect([problems, sparse]).toEqual([[], 2])
    expect(assumed.filter((sentence) => sentence.includes('is taken'))).toHaveLength(2)
    const [entry] = entries
    expect(entry?.kind === 'hardware' && entry.profile.peaks).toMatchObject({
      fp16: { value: 989e12, grade: 'derived', published: '1979 TFLOP/s' },
      fp8: { value: 1979e12 },
    })
    expect(hardwareProfileSchema.safeParse(entry?.profile).success).toBe(true)
    expect(understood.find(({ label }) => label.startsWith('fp16'))?.text).toContain('989')
  })

  it('is none where the figures are the dense ones of any variant, or of a device nobody knows', () => {
    for (const rows of [
      'H100,80,3.35,989.5,1979',
      'H100,80,2,756,1513',
      'H100 NVL,94,3.9,835,1671',
      'X100,80,2,1979,3958',
    ]) {
      expect(held(rows, SHEET), rows).toMatchObject({ problems: [], doubts: [], sparse: 0 })
    }
  })

  it.each(['b200-sxm', 'mi300x', 'l40s', 'h200-sxm'])('of %s is told by what the library has of it', (id) => {
    const known = device(id)
    const tera = (of: 'fp16' | 'fp8') => (known.peaks[of]?.value ?? NaN) / 1e12
    const rows = (times: number) => `${known.name},80,3,${times * tera('fp16')},${times * tera('fp8')}`
    expect(held(rows(2), SHEET).sparse).toBe(2)
    expect(held(rows(1), SHEET).sparse).toBe(0)
  })
})

describe('what else differs from the library', () => {
  it('is a link that counts both directions', () => {
    const titles = 'Name,Memory (GB),Bandwidth (TB/s),Scale-up (GB/s)'
    expect(held('H100 SXM,80,3.35,900', titles).doubts).toEqual([
      expect.stringMatching(/900\sGB\/s, twice the 450\sGB\/s per direction of NVIDIA H100/),
    ])
    expect(held('H100 SXM,80,3.35,450', titles).doubts).toEqual([])
  })

  it('is a model of that name with other parameters, which may be entered all the same', () => {
    const config = {
      model_type: 'llama',
      ...{ hidden_size: 4096, num_hidden_layers: 32, num_attention_heads: 32, num_key_value_heads: 8 },
      ...{ intermediate_size: 14336, vocab_size: 128256, tie_word_embeddings: false },
    }
    const read = (more: object) =>
      heldAgainst(
        readWhole('meta-llama--Llama-3.1-8B-Instruct_config.json', JSON.stringify({ ...config, ...more })),
        LIBRARY,
        false,
      )
    expect(read({})).toMatchObject({ doubts: [], problems: [] })
    const wider = read({ intermediate_size: 16384 })
    expect(wider.problems).toEqual([])
    expect(wider.doubts).toEqual([
      expect.stringMatching(
        /^The library has llama-3\.1-8b of this name with 8\.03\sB parameters, .* 8\.84\sB, 10 % more/,
      ),
    ])
  })

  it('is nothing of profiles of our own', () => {
    const own = { ...device('h100-sxm'), peaks: { fp16: { ...device('h100-sxm').peaks.fp16, value: 1979e12 } } }
    expect(heldAgainst(readWhole('h100.json', JSON.stringify(own)), LIBRARY, false).problems).toEqual([])
  })
})
