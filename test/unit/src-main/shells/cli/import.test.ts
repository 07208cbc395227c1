import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runCommand } from '../../../../support/commandLine.ts'
import { temporaryFolder } from '../../../../support/folders.ts'
import { ggufFile, LLAMA_METADATA, llamaTensors, safetensorsHead } from '../../../../support/foreignFiles.ts'

const home = mkdtempSync(path.join(tmpdir(), 'memwall-home-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))
const memwall = (...typed: string[]) => runCommand(typed, home)

function fileOf(name: string, content: string | Uint8Array): string {
  const file = path.join(temporaryFolder(), name)
  writeFileSync(file, content)
  return file
}

const config = {
  model_type: 'llama',
  hidden_size: 4096,
  num_hidden_layers: 32,
  num_attention_heads: 32,
  num_key_value_heads: 8,
  intermediate_size: 14336,
  vocab_size: 128256,
  tie_word_embeddings: false,
}

describe('memwall import', () => {
  it('shows a file, enters it, and predict then knows it as it knows the shipped one', async () => {
    const file = fileOf('Example--Own-8B_config.json', JSON.stringify(config))
    const dry = await memwall('import', file, '--dry-run')
    expect(dry).toMatchObject({ code: 0, errors: '' })
    expect(dry.output).toContain('own-8b')
    expect(dry.output).toMatch(/8\.03\u00a0B/)
    expect(dry.output).toContain('Nothing was entered: this was a dry run.')
    expect((await memwall('library', 'show', 'own-8b')).code).not.toBe(0)
    const entered = await memwall('import', file, '--json')
    expect(JSON.parse(entered.output)).toMatchObject({
      preview: { kind: 'huggingFaceConfig', problems: [], entries: [{ kind: 'model', known: 'nothing' }] },
      accepted: { entered: [{ kind: 'model', id: 'own-8b' }], notice: null },
    })
    const request = (model: string) =>
      JSON.stringify({
        ...{ id: 1, mode: 'static', hardware: 'h100-sxm', software: 'vllm', model, batch: 4 },
        inputTokens: 512,
        outputTokens: 64,
      })
    const both = await runCommand(['predict'], home, { input: `${request('own-8b')}\n${request('llama-3.1-8b')}\n` })
    const [own, shipped] = both.output.trimEnd().split('\n')
    expect(own).toContain('"tpot"')
    expect(JSON.parse(own ?? '').tpot).toBe(JSON.parse(shipped ?? '').tpot)
    const twice = await memwall('import', file)
    expect(twice).toMatchObject({ code: 1, output: '', errors: expect.stringContaining('of yours') })
    expect(await memwall('import', file, '--replace')).toMatchObject({ code: 0 })
    expect(await memwall('import', file, '--name', 'other')).toMatchObject({ code: 0 })
  }, 60_000)

  it('calls a model as it is told, and holds the size in its name against it', async () => {
    const file = fileOf('config.json', JSON.stringify(config))
    const { output } = await memwall('import', file, '--called', 'Someone/Own-70B', '--dry-run')
    expect(output).toContain('In doubt')
    expect(output).toMatch(/“Own-70B” names 70\.0\sB parameters, and the dimensions give 8\.03\sB, 89 % less/)
    const entered = await memwall('import', file, '--called', 'Someone/Own-8B-of-ours', '--json')
    expect(JSON.parse(entered.output)).toMatchObject({
      preview: {
        unnamed: true,
        doubts: [],
        entries: [{ profile: { name: 'Own-8B-of-ours', organisation: 'Someone' } }],
      },
      accepted: { entered: [{ id: 'own-8b-of-ours' }] },
    })
    expect(await memwall('import', file, '--called', '  ')).toMatchObject({ code: 2 })
  }, 60_000)

  it('keeps sparse peaks out, and takes the library’s dense ones with --dense', async () => {
    const sheet = fileOf('sheet.csv', 'Name,Memory (GB),Bandwidth (TB/s),FP16 (TFLOPS)\nH100 SXM ours,80,3.35,1979\n')
    const refused = await memwall('import', sheet)
    expect(refused.code).toBe(1)
    expect(refused.output).toMatch(/twice the dense 989\sTFLOP\/s of NVIDIA H100/)
    const taken = JSON.parse((await memwall('import', sheet, '--dense', '--json')).output)
    expect(taken.accepted.entered).toMatchObject([{ id: 'h100-sxm-ours' }])
    expect(taken.preview.entries[0].profile.peaks.fp16.value).toBe(989e12)
  }, 60_000)

  it('enters nothing of a file with a problem', async () => {
    const file = fileOf('config.json', JSON.stringify({ ...config, model_type: 'novel', mamba_d_state: 16 }))
    const { code, output } = await memwall('import', file, '--name', 'novel')
    expect(code).toBe(1)
    expect(output).toContain('“mamba_d_state” speaks of a part')
    expect(output).toContain('Nothing was entered: see the problems above.')
    expect((await memwall('library', 'show', 'novel')).code).not.toBe(0)
  })

  it('compares stored weights with a model', async () => {
    const gguf = await memwall('import', fileOf('m.gguf', ggufFile(LLAMA_METADATA, llamaTensors())), '--dry-run')
    expect(gguf.output).toContain('Q4_K')
    const { bytes, size } = safetensorsHead({ 'model.embed_tokens.weight': { dtype: 'BF16', shape: [1000, 64] } })
    const file = fileOf('model.safetensors', Buffer.concat([bytes, Buffer.alloc(size - bytes.length)]))
    const alone = await memwall('import', file)
    expect(alone).toMatchObject({ code: 0, output: expect.stringContaining('BF16: 64,000') })
    const against = await memwall('import', file, '--against', 'llama-3.1-8b')
    expect(against).toMatchObject({ code: 1, output: expect.stringContaining('a part of the model is not described') })
  })

  it.each<readonly [string, string[], number, RegExp]>([
    ['a file that is missing', ['/none.json'], 3, /“none\.json” was not found/],
    ['a folder', [tmpdir()], 3, /is a folder; give a config\.json, weights/],
    ['no id', ['/none.json', '--name', 'Not An Id'], 2, /is no id/],
    ['no model to compare with', ['/none.json', '--against', 'none'], 1, /has no model “none”/],
  ])('of %s ends with the code for it', async (_name, typed, code, message) => {
    const ended = await memwall('import', ...typed)
    expect(ended).toMatchObject({ code, output: '' })
    expect(ended.errors).toMatch(message)
  })
})
