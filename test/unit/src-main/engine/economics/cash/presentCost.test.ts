import { describe, expect, it } from 'vitest'
import type { CostInput } from '#shared/domain/brief/costInput.ts'
import { perMillion } from '#main/engine/economics/cash/served.ts'
import { presentCost } from '#main/engine/economics/cash/presentCost.ts'
import type { CostPart } from '#shared/domain/brief/verdict.ts'
import {
  B200_FOUR_BITS,
  CHAT,
  CHAT_ALTERNATIVES,
  hostedChat,
  hostedReasoning,
  REASONING,
  REASONING_ALTERNATIVES,
  rented,
} from './workedExamples.ts'

/** Thousand dollars as a table prints them: to 0.1 %, or to what rounding leaves of a small part. */
function expectThousands(dollars: number | null, printed: number): void {
  if (dollars === null) return expect(printed).toBe(0)
  expect(Math.abs(dollars / 1000 - printed)).toBeLessThanOrEqual(Math.max(1e-3 * Math.abs(printed), 0.0501))
}

const COLUMNS = [
  'capital',
  'residual',
  'rent',
  'energy',
  'space',
  'maintenance',
  'people',
  'migration',
  'bridge',
] as const

describe('a chat service on Llama-3.1-70B, part by part', () => {
  it.each([
    ['h100', [288, -55.6, 0, 28.4, 145.1, 107.4, 632.2, 0, 0], 1145.5, 2.381, 0.794],
    ['b200', [880, -148.3, 0, 21.2, 118.7, 81.2, 553.6, 30, 137.1], 1673.5, 3.479, 1.16],
    ['mi355x', [0, 0, 751.5, 0, 0, 0, 306.2, 150, 34.6], 1242.3, 2.582, 0.861],
    ['cs3', [41_200, -6177.5, 0, 164.8, 1437.3, 3434.2, 515.2, 300, 204.1], 41_078.1, 85.392, 28.464],
  ] as const)('%s', (name, columns, total, output, tokens) => {
    const { parts, presentValue } = presentCost(CHAT_ALTERNATIVES[name])
    COLUMNS.forEach((part, at) => expectThousands(parts[part], columns[at] ?? NaN))
    expectThousands(presentValue, total)
    const cost = perMillion(presentValue, CHAT, 0, 0.09, 0, 36)
    expect(cost.output / output).toBeCloseTo(1, 3)
    expect(cost.tokens / tokens).toBeCloseTo(1, 3)
  })

  it('from an interface, by how many people it takes', () => {
    expectThousands(presentCost(hostedChat(20_000)).presentValue, 1579.8)
    expectThousands(presentCost(hostedChat(3000)).presentValue, 1042.5)
  })

  it('what a provider carries is null, and not nothing', () => {
    const { parts } = presentCost(CHAT_ALTERNATIVES.mi355x)
    const without: CostPart[] = ['capital', 'residual', 'energy', 'space', 'maintenance', 'licence', 'tokens', 'other']
    for (const part of without) expect(parts[part]).toBeNull()
    expect(presentCost(CHAT_ALTERNATIVES.h100).parts.rent).toBeNull()
  })

  it('cash that is paid at once: of machines that are there, none', () => {
    expect(presentCost(CHAT_ALTERNATIVES.h100).capital).toBe(0)
    expect(presentCost(CHAT_ALTERNATIVES.b200).capital).toBe(910_000)
    expect(presentCost(CHAT_ALTERNATIVES.mi355x).capital).toBe(150_000)
  })

  it('the dearest month is what the bridge of such nodes costs, but for the resale they lose', () => {
    expect(presentCost(CHAT_ALTERNATIVES.h100).perMonth).toBeCloseTo(34_888.3 - 3 * (72_000 / 36), 1)
  })
})

describe('reasoning on DeepSeek-R1', () => {
  const cases: [string, CostInput, number, number | null][] = [
    ['MI355X rented', REASONING_ALTERNATIVES.mi355x, 3644.3, 1.894],
    ['B200 bought', REASONING_ALTERNATIVES.b200, 4074.6, 2.118],
    ['GB200 rented', REASONING_ALTERNATIVES.gb200, 6197.7, 3.221],
    ['hosted', REASONING_ALTERNATIVES.hosted, 6425.4, 3.339],
    ['H200 bought', REASONING_ALTERNATIVES.h200, 17_210.5, 8.944],
    ['MI355X, one node less', rented(REASONING_ALTERNATIVES.mi355x, 6), 3268.6, null],
    ['GB200, one rack more', rented(REASONING_ALTERNATIVES.gb200, 2), 11_340.5, null],
    ['hosted, 20 % cheaper a year', hostedReasoning(-0.2), 4732.4, null],
    ['B200 in four bits', B200_FOUR_BITS, 3120.2, null],
  ]
  it.each(cases)('%s', (_name, input, total, output) => {
    const { presentValue } = presentCost(input)
    expectThousands(presentValue, total)
    if (output === null) return
    expect(perMillion(presentValue, REASONING, 0, 0.09, 0, 36).output / output).toBeCloseTo(1, 3)
  })
})
