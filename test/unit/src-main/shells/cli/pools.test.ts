import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildWorkspace, type ScenarioSketch } from '#main/documents/create.ts'
import type { Precision } from '#shared/domain/precision.ts'
import { proposeDeployment } from '#shared/domain/proposal/proposeDeployment.ts'
import { proposePlace, proposePools } from '#shared/domain/proposal/proposePools.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import { runCommand } from '../../../../support/commandLine.ts'
import { deployment, hardware, model } from '../../../../support/engineScenarios.ts'
import { temporaryFolder } from '../../../../support/folders.ts'
import { hasPoppler, pageTexts } from '../../../../support/reportPdf.ts'

const LOAD = { inputTokens: 1024, outputTokens: 256, concurrency: 8, cachedShare: 0 }
const MODEL = 'llama-3.1-70b'

/** A scenario of two devices, as the window proposes it. */
function pair(id: string, prefillId: string, decodeId: string, format: Precision): ScenarioSketch {
  const [own, other] = [hardware(decodeId), hardware(prefillId)]
  const like = deployment({ weightPrecision: format, activationPrecision: format, kvPrecision: format })
  const proposed = proposeDeployment(own, model(MODEL), LOAD, like)
  const prefill = proposePlace(other, proposed)
  const wanted = { hardware: own, model: model(MODEL), workload: LOAD, deployment: proposed }
  const pools = proposePools({ ...wanted, prefill: { hardware: other, place: prefill } })
  return { id, hardware: decodeId, model: MODEL, prefill, deployment: { ...proposed, ...pools } }
}

const PAIRS = [
  pair('a', 'trainium2', 'cerebras-wse3', 'fp16'),
  pair('b', 'b200-sxm', 'h200-sxm', 'fp8'),
  pair('c', 'h100-sxm', 'groq-chip1', 'int8'),
]

async function inFile(): Promise<{ readonly folder: string; readonly file: string }> {
  const folder = temporaryFolder()
  const file = path.join(folder, 'pairs.memwall')
  const workspace = buildWorkspace({ title: 'Pairs', workload: LOAD, scenarios: PAIRS }, { hardware, model })
  await writeFile(file, serializeDocument(workspace))
  return { folder, file }
}

describe('three pairs of pools of two kinds', () => {
  it('are evaluated from a file, each with the part that binds', { timeout: 120_000 }, async () => {
    const { folder, file } = await inFile()
    const { code, output, errors } = await runCommand(['evaluate', file], folder)
    expect({ code, errors }).toMatchObject({ code: 0 })
    expect(output.match(/binds at [\d.,]+ requests a second/g)).toHaveLength(3)
    for (const device of ['Trainium2', 'CS-3', 'B200', 'H200', 'H100', 'GroqChip1']) expect(output).toContain(device)
    expect(output).toMatch(/laid out anew/)
    const json = await runCommand(['evaluate', file, '--json'], folder)
    const { scenarios } = JSON.parse(json.output) as {
      scenarios: { name: string; result: { pools: { binds: string; apart: boolean } | null } }[]
    }
    expect(scenarios.map(({ result }) => result.pools?.apart)).toEqual([true, true, true])
    expect(scenarios[1]?.name).toMatch(/^\d+ × B200 \+ \d+ × H200$/)
  })

  it('are printed with their tables', { timeout: 300_000, skip: !hasPoppler() }, async () => {
    const { folder, file } = await inFile()
    const report = path.join(folder, 'pairs.pdf')
    const { code, errors } = await runCommand(['report', file, '-o', report], folder)
    expect({ code, errors }).toMatchObject({ code: 0 })
    const text = pageTexts(new Uint8Array(await readFile(report))).join(' ')
    expect(text.match(/binds at [\d.,]+ requests a second/g)).toHaveLength(3)
    expect(text).toMatch(/Pools of \d+ × B200 \+ \d+ × H200/)
    // Figures of both devices are in the register.
    for (const device of ['AWS Trainium2', 'Cerebras CS-3', 'NVIDIA B200', 'NVIDIA H200', 'NVIDIA H100', 'Groq']) {
      expect(text).toContain(device)
    }
  })

  it('are answered line by line', { timeout: 120_000 }, async () => {
    const requests = PAIRS.map(({ id, hardware: decodes, prefill, deployment: of }) => {
      const { pools } = of
      if (!pools || !prefill) throw new Error('no pools')
      const cut = ({
        workers,
        tensorParallel: tp,
        pipelineParallel: pp,
        dataParallel: dp,
        batch,
      }: typeof pools.prefill) => ({
        workers,
        tp,
        pp,
        dp,
        batch,
      })
      const { weightPrecision, activationPrecision, kvPrecision } = prefill
      return JSON.stringify({
        id,
        mode: 'disaggregated',
        hardware: decodes,
        model: MODEL,
        weightDtype: of.weightPrecision,
        activationDtype: of.activationPrecision,
        kvDtype: of.kvPrecision,
        inputTokens: LOAD.inputTokens,
        outputTokens: LOAD.outputTokens,
        concurrency: LOAD.concurrency,
        prefill: {
          ...cut(pools.prefill),
          hardware: prefill.hardware,
          weightDtype: weightPrecision,
          activationDtype: activationPrecision,
          kvDtype: kvPrecision,
        },
        decode: cut(pools.decode),
      })
    })
    const { output } = await runCommand(['predict'], temporaryFolder(), { input: `${requests.join('\n')}\n` })
    const answers = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; pools?: { binds: string }; error?: unknown })
    expect(answers.map(({ id, pools, error }) => [id, typeof pools?.binds, error])).toEqual([
      ['a', 'string', undefined],
      ['b', 'string', undefined],
      ['c', 'string', undefined],
    ])
  })
})
