import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { resolveScenario } from '#shared/domain/resolve.ts'
import { parseDocument } from '#shared/document/parse.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { predictRequest } from '#main/engine/predict/predict.ts'
import { FACTS } from '../../../../support/engineScenarios.ts'

const CASES = fileURLToPath(new URL('../../../../../../shared/cases/', import.meta.url))
const here = existsSync(CASES)
if (!here) process.stdout.write('skipped: the public cases are not beside the repository (../shared/cases)\n')

interface Answer {
  readonly ttft: number
  readonly fits: boolean | null
}

/** Answers to the lines of a case, by their id. */
function answers(name: string): ReadonlyMap<string, Answer> {
  const lines = readFileSync(`${CASES}${name}/input.jsonl`, 'utf8').trim().split('\n')
  return new Map(
    lines.map((line) => {
      const request = JSON.parse(line) as { readonly id: string }
      const answer = predictRequest(request, FACTS)
      if (!('ttft' in answer)) throw new Error(JSON.stringify(answer))
      return [request.id, answer]
    }),
  )
}

/** Bytes of KV cache of the first scenario of a file, all its requests. */
function keysAndValues(name: string): number {
  const parsed = parseDocument(readFileSync(`${CASES}${name}`, 'utf8'))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed))
  const { workspace } = parsed
  const [first] = workspace.scenarios
  const resolved = first && resolveScenario(workspace, first)
  if (!resolved) throw new Error('nothing to evaluate')
  return evaluate(resolved).fit?.kv ?? Number.NaN
}

describe.skipIf(!here)('public figures of models with an indexer', () => {
  const found = here ? answers('01-sparse-index-prefill') : new Map<string, Answer>()
  const first = (id: string): number => found.get(id)?.ttft ?? Number.NaN

  it('DeepSeek-V4-Flash on eight B200: the first token of a million after 30 to 130 s, of 128K after 1.5 to 8 s', () => {
    expect(first('v4flash-1M')).toBeGreaterThan(30)
    expect(first('v4flash-1M')).toBeLessThan(130)
    expect(first('v4flash-128K')).toBeGreaterThan(1.5)
    expect(first('v4flash-128K')).toBeLessThan(8)
  })

  it('GLM-5.2 on eight H200: the first token of 8K after 0.45 to 1 s', () => {
    expect(first('glm52-8K')).toBeGreaterThan(0.45)
    expect(first('glm52-8K')).toBeLessThan(1)
  })

  it('DeepSeek-V3.2 takes at most 1.3 times as long as V3 for 128K', () => {
    expect(first('v32-128K') / first('v3-128K')).toBeLessThan(1.3)
  })
})

describe.skipIf(!here)('public figures of KV caches', () => {
  it('Gemma 4 keeps keys and values of its global layers: 11.6 and 2.9 GB at 131,072 tokens', () => {
    expect(keysAndValues('02-gemma4-global-kv/input-31b.memwall')).toBeGreaterThan(11.5e9)
    expect(keysAndValues('02-gemma4-global-kv/input-31b.memwall')).toBeLessThan(11.7e9)
    expect(keysAndValues('02-gemma4-global-kv/input-26b.memwall')).toBeGreaterThan(2.85e9)
    expect(keysAndValues('02-gemma4-global-kv/input-26b.memwall')).toBeLessThan(3.05e9)
  })

  it('so neither of the two loads fits on one H200', () => {
    for (const { fits } of answers('02-gemma4-global-kv').values()) expect(fits).toBe(false)
  })

  it('DeepSeek-V4-Pro keeps an index key per four tokens: 8.6 to 9.7 GiB a request of a million', () => {
    const perRequest = keysAndValues('03-v4-index-keys-uncompressed/input.memwall') / 16 / 2 ** 30
    expect(perRequest).toBeGreaterThan(8.6)
    expect(perRequest).toBeLessThan(9.7)
  })
})
