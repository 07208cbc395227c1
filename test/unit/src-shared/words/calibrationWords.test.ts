import { describe, expect, it } from 'vitest'
import { CALIBRATION_STEPS, type ServingUse } from '#shared/domain/calibrationUse.ts'
import { donorName } from '#shared/words/accuracyNames.ts'
import {
  calibrationLine,
  calibrationSentences,
  rivalsBrief,
  rivalsNotOwn,
  rivalsSentence,
  stackText,
  stacksDiffer,
  stepName,
  stepWithin,
} from '#shared/words/calibrationWords.ts'

const use: ServingUse = {
  software: 'vllm',
  source: 'fitted',
  step: 'fitted',
  donor: 'h200-sxm/vllm',
  version: '2026-03',
  level: { tpot: 1.124, ttft: 0.9, points: 39 },
  unexercised: [],
  points: 212,
  medianError: 0.087,
}
const nameOf = (id: string): string | null => (id === 'h200-sxm' ? 'NVIDIA H200 SXM' : null)

describe('how far a scenario is from measurements', () => {
  it('has a name and a sentence of its own for each step', () => {
    expect(new Set(CALIBRATION_STEPS.map(stepName)).size).toBe(CALIBRATION_STEPS.length)
    const sentences = CALIBRATION_STEPS.map((step) => calibrationSentences({ ...use, step }, nameOf)[0])
    expect(new Set(sentences).size).toBe(CALIBRATION_STEPS.length)
    for (const sentence of sentences) expect(sentence).toMatch(/^\S.*\.$/)
  })

  it('names the runs, the version that is assumed, the model’s level and the error', () => {
    expect(calibrationSentences(use, nameOf)).toEqual([
      'Fitted to 212 runs of this device and stack, this model among them.',
      'The version measured last is assumed: vLLM, measured 2026-03.',
      'Runs of this model (39) take 1.12 × the stack’s time per token and 0.90 × its time to first token.',
      'Median error 9 % on runs left out.',
    ])
  })

  it('says only what is known, and whose runs stand in', () => {
    const relative = { ...use, step: 'relative', version: null, level: null, medianError: null } as const
    expect(calibrationSentences(relative, nameOf)).toEqual([
      'This device was not measured so with this stack: 212 runs of NVIDIA H200 SXM with vLLM stand in, and the interval is wider.',
      'Its error was never measured.',
    ])
    expect(calibrationSentences({ ...relative, step: 'generic', points: 0 }, nameOf)[0]).toMatch(/^Nobody has measured/)
    expect(calibrationSentences({ ...relative, step: 'own', donor: 'Mine' }, nameOf)[0]).toContain('“Mine”')
  })

  it('assumes no version for somebody who runs another', () => {
    expect(calibrationSentences({ ...use, step: 'versionUnseen' }, nameOf).join(' ')).not.toContain('assumed')
  })

  it('stands in a sentence without its capital', () => {
    expect(CALIBRATION_STEPS.map(stepWithin)).toContain('a relative’s')
  })

  it('fits in one line of a terminal’s report', () => {
    expect(calibrationLine({ ...use, step: 'modelUnseen', version: '0.19.0' }, nameOf)).toMatch(
      /^Calibration: vLLM 0\.19\.0; model not measured\. Fitted to 212 runs/,
    )
  })
})

it('a stack is named with its version, or with the month where sources say no other', () => {
  expect(stackText({ software: 'vllm', version: '2024' })).toBe('vLLM, measured 2024')
  expect(stackText({ software: 'trtllm', version: '1.2.0rc6.post3' })).toBe('TensorRT-LLM 1.2.0rc6.post3')
  expect(stackText({ software: 'sglang', version: null })).toBe('SGLang')
  expect(stackText({ software: 'generic', version: '2026-06' })).toBe('Generic')
})

it('scenarios differ in their stacks, not in what else is said of them', () => {
  expect(stacksDiffer([{ software: 'vllm' }, { software: 'vllm' }])).toBe(false)
  expect(stacksDiffer([{ software: 'vllm' }, { software: 'sglang' }])).toBe(true)
  expect(stacksDiffer([])).toBe(false)
})

it('those who stand in are named as people write them, a device at hand or not', () => {
  const named = (donor: string) => donorName(donor, nameOf)
  expect(named('h200-sxm/vllm')).toBe('NVIDIA H200 SXM with vLLM')
  expect(named('b300-sxm/sglang')).toBe('b300-sxm with SGLang')
  expect(named('NVIDIA devices/vllm')).toBe('measured NVIDIA devices with vLLM')
  expect(named('hopper hbm/any')).toBe('measured Hopper HBM devices')
  expect(named('all devices/all stacks')).toBe('all measured devices')
})

describe('a scenario calibrated to own measurements', () => {
  const others = [
    { name: 'B', calibration: { step: 'fitted' } },
    { name: 'C', calibration: { step: 'own' } },
    { name: 'D', calibration: { step: 'generic' } },
  ] as const

  it('names those it is compared with that are not', () => {
    const rivals = rivalsNotOwn({ step: 'own' }, others)
    expect(rivals).toEqual(['B', 'D'])
    expect(rivalsBrief(rivals)).toBe('B and D are not')
    expect(rivalsBrief(['B'])).toBe('B is not')
    expect(rivalsSentence(rivals)).toBe(
      'B and D are not calibrated to measurements of yours: part of the difference may be that.',
    )
  })

  it('says nothing where all are, or itself is not', () => {
    expect(rivalsNotOwn({ step: 'own' }, [others[1]])).toEqual([])
    expect(rivalsNotOwn({ step: 'fitted' }, others)).toEqual([])
    expect([rivalsBrief([]), rivalsSentence([])]).toEqual(['', ''])
  })
})
