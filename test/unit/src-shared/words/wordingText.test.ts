import { describe, expect, it } from 'vitest'
import { amount } from '#shared/units/amount.ts'
import type { Wording } from '#shared/domain/wording.ts'
import { inWords } from '#shared/words/inWords.ts'
import { wordingText } from '#shared/words/say.ts'

/** Spaces between number and unit, as one types them. */
const said = (wording: Wording) => wordingText(wording).replaceAll('\u00a0', ' ')

const degrees = { tensor: 8, pipeline: 1, data: 1, product: 16, devices: 8 }
const short = { weights: amount(1.5e12, 'bytes', { trim: true }), missing: amount(4e11, 'bytes', { trim: true }) }
const cache = { requests: 64, kv: amount(3e9, 'bytes'), input: 8192, output: 1024, missing: amount(2e9, 'bytes') }
const price = { device: 'B200', mode: 'own', other: 'yes' } as const

describe('what the core tells', () => {
  it.each<[Wording, string]>([
    [
      { code: 'degrees-devices', parameters: { ...degrees, context: 1 } },
      'Tensor 8 × pipeline 1 × data parallel 1 make 16 devices, but the deployment has 8: set them so that they multiply to 8.',
    ],
    [
      { code: 'degrees-devices', parameters: { ...degrees, context: 2 } },
      'Tensor 8 × pipeline 1 × data parallel 1 × context parallel 2 make 16 devices, but the deployment has 8: set them so that they multiply to 8.',
    ],
    [
      { code: 'expert-width', parameters: { degree: 3, width: 8, allowed: { oneOf: ['1', '2', '4', '8'] } } },
      'Expert parallel 3 does not divide tensor × data parallel = 8: set 1, 2, 4 or 8.',
    ],
    [
      { code: 'weights-do-not-fit', parameters: { ...short, devices: 8, device: 'H100', needed: 0 } },
      'The weights take 1.5 TB and do not fit: 400 GB are missing on 8 × H100. No number of such devices holds it.',
    ],
    [
      { code: 'kv-does-not-fit', parameters: { ...cache, held: 0, needed: 12 } },
      'Not one request of 8192 input and 1024 output tokens fits beside the weights: 2.00 GB are missing. 12 such devices would hold it.',
    ],
    [
      { code: 'kv-does-not-fit', parameters: { ...cache, held: 1, needed: 12 } },
      '64 requests in flight need 3.00 GB of KV; 1 fit at once and the rest wait. 12 such devices would hold it.',
    ],
    [
      { code: 'context-exceeded', parameters: { tokens: 140000, model: 'Llama', context: 131072 } },
      '140000 tokens exceed the published context of Llama, 131072 tokens.',
    ],
    [
      { code: 'stack-own', parameters: { points: 9, stack: 'Mine', judged: 'yes', error: 0.125 } },
      'Calibrated on 9 of your own points, “Mine”, 13 % off on points left out.',
    ],
    [
      { code: 'stack-own', parameters: { points: 9, stack: 'Mine', judged: 'no', error: 0 } },
      'Calibrated on 9 of your own points, “Mine”.',
    ],
    [
      { code: 'movement-share', parameters: { share: 0.004, onDie: 0.846, wall: 'no', within: 'yes' } },
      '0 % of the time per token is spent moving data off the die, 85 % moving it on the die.',
    ],
    [
      { code: 'movement-share', parameters: { share: 0.62, onDie: 0, wall: 'yes', within: 'no' } },
      '62 % of the time per token is spent moving data off the die: this scenario stands at the memory wall.',
    ],
    [
      { code: 'reason.noPrice', parameters: price },
      'No purchase price of B200 is known: set dollars per device, or count it as rented.',
    ],
    [
      { code: 'reason.noPrice', parameters: { ...price, mode: 'rent' } },
      'No rental price of B200 is known: set dollars per device and hour, or count it as owned.',
    ],
    [
      { code: 'reason.noPriceToSearch', parameters: { ...price, other: 'no' } },
      'No purchase price of B200 is known: set dollars per device, or choose by tokens per device.',
    ],
    [
      { code: 'formula.tpot', parameters: { causes: { sum: [{ code: 'cause.weights' }, { code: 'cause.kv' }] } } },
      'time per output token = weights + KV cache',
    ],
  ])('%o', (wording, sentence) => {
    expect(said(wording)).toBe(sentence)
  })

  it('is said anywhere in an answer, and a finding keeps its code', () => {
    const part = { part: 'link' } as const
    const answer = {
      code: 'invalid-input',
      findings: [{ severity: 'note', code: 'bottleneck', parameters: part }],
      reasons: [{ code: 'reason.notKnown' }, null],
    }
    expect(inWords(answer)).toEqual({
      code: 'invalid-input',
      findings: [{ severity: 'note', code: 'bottleneck', text: 'The link between the pools limits the throughput.' }],
      reasons: ['not known', null],
    })
  })
})
