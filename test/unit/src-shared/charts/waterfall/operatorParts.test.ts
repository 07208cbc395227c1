import { wordingText } from '#shared/words/say.ts'
import { verbatim } from '../../../../support/verbatim.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from '#main/engine/evaluate.ts'
import { deltaWaterfall, partDeltas } from '#shared/charts/waterfall/deltaWaterfall.ts'
import { operatorDifferences, partsByOperator } from '#shared/charts/waterfall/operatorParts.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import type { EvaluatedScenario } from '../../../../../src-shared/domain/evaluated.ts'
import type { OperatorSeconds } from '#shared/domain/result.ts'
import { anyScenario } from '../../../../support/engineScenarios.ts'
import { A, B, C } from '../../../../support/results.ts'
import { draws } from '../../../../support/draws.ts'

const light = chartTheme('light')
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

interface Bar {
  readonly name: string
  readonly value: number
}
/** Bars between the ends, with their signs: what a bar starts from is where the one before ended. */
function signedBars(
  from: EvaluatedScenario,
  to: EvaluatedScenario,
): { steps: number[]; names: string[]; ends: [number, number] } {
  const { option } = deltaWaterfall({ from, to }, light, { by: 'operator' })
  const series = option['series'] as unknown as { readonly id?: string; readonly data: readonly unknown[] }[]
  const find = (id: string): readonly unknown[] => series.find((one) => one.id === id)?.data ?? []
  const bars = find('bars') as readonly Bar[]
  const plinths = find('plinths').map(Number)
  const ends: [number, number] = [bars[0]?.value ?? NaN, bars.at(-1)?.value ?? NaN]
  let running = ends[0]
  const steps = bars.slice(1, -1).map((bar, index) => {
    const base = plinths[index + 1] ?? NaN
    // Up: it stands on the running sum; down: it ends there.
    const up = Math.abs(base - running) <= Math.abs(base + bar.value - running)
    const step = up ? bar.value : -bar.value
    running += step
    return step
  })
  return { steps, names: bars.map((bar) => bar.name), ends }
}

describe('the difference by operator', () => {
  it('has bars that sum to the difference of the times per output token, for any two scenarios', () => {
    let drawn = 0
    fc.assert(
      fc.property(anyScenario, anyScenario, (one, other) => {
        const [from, to] = [one, other].map((resolved, slot): EvaluatedScenario => {
          return { id: `s${slot}`, slot, name: 'Any', resolved, result: evaluate(resolved) }
        }) as [EvaluatedScenario, EvaluatedScenario]
        const start = from.result.metrics.tpot.value
        const end = to.result.metrics.tpot.value
        const fits = from.result.fit.state === 'fits' && to.result.fit.state === 'fits'
        if (!fits || start === null || end === null || start === 0 || end === 0) return
        drawn++
        const scale = Math.max(start, end)
        const [before, after] = [from, to].map(({ result }) => partsByOperator(result.operatorSeconds, ['decode']))
        const deltas = partDeltas(before ?? [], after ?? [], 'operator')
        expect(Math.abs(sum(deltas.map((part) => part.value)) - (end - start))).toBeLessThan(1e-9 * scale)
        const { steps, ends } = signedBars(from, to)
        expect(Math.abs(sum(steps) - (ends[1] - ends[0]))).toBeLessThan(1e-9 * scale * 1000)
        expect(Math.abs(ends[0] / 1000 - start)).toBeLessThan(1e-9 * scale)
        expect(steps.length).toBeLessThanOrEqual(9)
        const rows = deltaWaterfall({ from, to }, light, { by: 'operator' }).table.rows
        const last = rows.at(-1)
        for (const column of [2, 3, 4]) {
          const listed = sum(rows.slice(0, -1).map((row) => Number(row[column])))
          expect(Math.abs(listed - Number(last?.[column]))).toBeLessThan(1e-9 * scale)
        }
        expect(Math.abs(Number(last?.[4]) - (end - start))).toBeLessThan(1e-9 * scale)
        // Every line names a bar that is drawn, or none where it changes nothing.
        const { names } = signedBars(from, to)
        for (const row of rows.slice(0, -1)) {
          const bar = String(row[1])
          if (bar !== '') expect(names).toContain(bar)
        }
      }),
      { numRuns: draws(2000), seed: 6 },
    )
    expect(drawn).toBeGreaterThan(draws(10))
  })
  it('shows an operator of one side alone with its whole value', () => {
    const experts: OperatorSeconds = {
      phase: 'decode',
      name: { code: 'operatorName.routedExperts' },
      group: 'experts',
      collective: null,
      resource: 'memory',
      seconds: 0.004,
    }
    const exchange: OperatorSeconds = {
      ...experts,
      name: { code: 'operatorName.tokensToExperts' },
      group: 'collective',
      collective: 'allToAll',
      resource: 'link',
      seconds: 0.002,
    }
    const before = partsByOperator(A.result.operatorSeconds, ['decode'])
    const after = partsByOperator([...A.result.operatorSeconds, experts, exchange], ['decode'])
    const deltas = partDeltas(before, after, 'operator')
    expect(deltas.map(({ name, resource }) => [name, resource])).toEqual([
      ['Experts', 'memory'],
      ['All-to-all', 'link'],
    ])
    expect(deltas[0]?.value).toBe(0.004)
    const [line] = operatorDifferences([experts], [], ['decode'])
    expect(line).toMatchObject({ name: 'Routed experts', before: 0.004, after: 0 })
  })
  it('spells out in the table what is joined in the picture', () => {
    const many = Array.from({ length: 4 }, (_, index): OperatorSeconds => {
      const group = (['router', 'mixer', 'embedding', 'normalisation'] as const)[index] ?? 'mixer'
      return {
        phase: 'decode',
        name: verbatim(`Small ${group}`),
        group,
        collective: null,
        resource: 'overhead',
        seconds: 1e-6,
      }
    })
    const to = { ...A, result: { ...A.result, operatorSeconds: [...A.result.operatorSeconds, ...many] } }
    const { table, altText } = deltaWaterfall({ from: C, to }, light, { by: 'operator' })
    const joined = table.rows.filter((row) => /^Other \d/.test(String(row[1])))
    expect(joined.map((row) => row[0])).toEqual(expect.arrayContaining(many.map((line) => wordingText(line.name))))
    expect(altText).toContain('by operator')
  })
  it('reads the operators in a sentence', () => {
    const { title, sentence } = deltaWaterfall({ from: C, to: A }, light, { by: 'operator' })
    expect(title).toBe('What changes from C to A by operator, per user')
    expect(sentence).toMatch(/^(FFN|Attention|QKV|All-reduce)[^.]* saves? [\d.]+ ms and /i)
    expect(deltaWaterfall({ from: A, to: B }, light, { by: 'operator' }).state).toBe('ready')
  })
})
