import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { evaluate } from '#main/engine/evaluate.ts'
import { parseDocument } from '#shared/document/parse.ts'
import { resolveScenario } from '#shared/domain/resolve.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { wordingText } from '#shared/words/say.ts'
import { model, scenario } from '../../../support/engineScenarios.ts'

const folder = fileURLToPath(new URL('../../../../../shared/cases/07-quantised-checkpoints/', import.meta.url))
if (!existsSync(folder)) console.log('skipped: ../shared/cases/07-quantised-checkpoints is not there')

function caseOf(name: string): ResolvedScenario {
  const read = parseDocument(readFileSync(`${folder}input-${name}.memwall`, 'utf8'))
  const [first] = read.ok ? read.workspace.scenarios : []
  const resolved = read.ok && first ? resolveScenario(read.workspace, first) : null
  if (resolved === null) throw new Error(`${name} is not read`)
  return resolved
}

const gigabytes = (of: ResolvedScenario): number => evaluate(of).fit.weights / 1e9
const said = (of: ResolvedScenario): string => {
  const finding = evaluate(of).findings.find(({ code }) => code === 'weights-cover')
  return finding === undefined ? '' : wordingText(finding)
}

describe.skipIf(!existsSync(folder))('files with quantised checkpoints', () => {
  it('Qwen2.5-7B in int4 takes 5.4 to 5.7 GB, in int8 8.6 to 8.9', () => {
    expect(gigabytes(caseOf('int4'))).toBeGreaterThan(5.4)
    expect(gigabytes(caseOf('int4'))).toBeLessThan(5.7)
    expect(gigabytes(caseOf('int8'))).toBeGreaterThan(8.6)
    expect(gigabytes(caseOf('int8'))).toBeLessThan(8.9)
  })

  it('a profile without published forms says what its precision is taken to cover', () => {
    expect(said(caseOf('int4'))).toContain('embedding and head in bf16')
    expect(said(caseOf('405b-fp8'))).toContain('as such checkpoints usually are')
  })

  it('Llama-3.1-405B with the library’s profile of today takes 496 GB within 2 %', () => {
    const today = { ...caseOf('405b-fp8'), model: model('llama-3.1-405b') }
    expect(Math.abs(gigabytes(today) / 496.1 - 1)).toBeLessThan(0.02)
    expect(said(today)).toContain('meta-llama/Llama-3.1-405B-FP8')
  })
})

describe('what a precision covers is said', () => {
  it('of every scenario whose parts are held differently, whether it fits or not', () => {
    const cut = { weightPrecision: 'fp8', activationPrecision: 'fp8' } as const
    expect(said(scenario('h100-sxm', 'llama-3.1-8b', cut))).toContain('embedding and head in bf16')
    expect(said(scenario('l4', 'deepseek-v3', cut))).toContain('deepseek-ai/DeepSeek-V3')
    expect(said(scenario('h100-sxm', 'llama-3.1-8b'))).toBe('')
  })
})
