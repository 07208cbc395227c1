import { describe, expect, it } from 'vitest'
import { mapOf, mapQuestion, MAP_FIELDS } from '#main/engine/analysis/bottleneckMap.ts'
import { frontierOf, frontierQuestion, FRONTIER_FIELDS } from '#main/engine/analysis/frontier.ts'
import { pointsHere } from '#main/engine/analysis/points/work.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { mapState } from '#shared/domain/analysis/bottleneckMap.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { hardware, scenario } from '../../../../support/engineScenarios.ts'
import { RIVALS } from '../../../../support/pointQuestions.ts'

function mapped(own: ResolvedScenario, columns = 24, rows = 18) {
  const question = mapQuestion(own, columns, rows)
  return mapOf(question, pointsHere('loadGrid', question, MAP_FIELDS))
}

describe('a bottleneck map', () => {
  it('says in each cell what the whole evaluation of that load says', () => {
    const own = RIVALS[0] as ResolvedScenario
    const map = mapped(own)
    const width = map.concurrency.length
    expect(map.states).toHaveLength(width * map.inputTokens.length)
    for (let row = 0; row < map.inputTokens.length; row += 3) {
      for (let column = 0; column < width; column += 4) {
        const workload = {
          ...own.workload,
          concurrency: map.concurrency[column] ?? 1,
          inputTokens: map.inputTokens[row] ?? 1,
        }
        const whole = evaluate({ ...own, workload })
        const state = mapState(map, column, row)
        if (whole.fit.state === 'doesNotFit') expect(state).toBe('doesNotFit')
        else expect(state).toBe(whole.binding?.decode.resource)
        expect(map.tpot[row * width + column] ?? null).toBe(whole.metrics.tpot.value)
      }
    }
  })

  it('spans from one request and short inputs to as long as the model takes, ascending', () => {
    const map = mapped(RIVALS[0] as ResolvedScenario)
    expect(map.concurrency[0]).toBe(1)
    for (const axis of [map.concurrency, map.inputTokens]) {
      for (const [at, value] of axis.entries()) expect(value).toBeGreaterThan(axis[at - 1] ?? 0)
    }
    expect(map.inputTokens.at(-1)).toBeLessThanOrEqual(131_072)
  })

  it('has all its states: a machine too small, and one of which nothing is known', () => {
    const small = mapped(scenario('l4', 'deepseek-v3'), 6, 5)
    expect(new Set(small.states)).toEqual(new Set(['-']))
    const one = scenario('h100-sxm', 'llama-3.1-70b')
    const profile = hardware('h100-sxm')
    const blank = { value: null, grade: null, source: null }
    const memory = profile.memory.map((level) => ({ ...level, capacity: blank, bandwidth: blank }))
    const dark = mapped({ ...one, hardware: { ...profile, memory } }, 6, 5)
    expect(new Set(dark.states)).toEqual(new Set(['?']))
  })
})

describe('a frontier', () => {
  it('goes through what each scenario is now, and ends where memory ends', () => {
    const question = frontierQuestion(RIVALS)
    const { curves } = frontierOf(question, pointsHere('sweep', question, FRONTIER_FIELDS))
    expect(curves.map(({ scenario: id }) => id)).toEqual(RIVALS.map(({ id }) => id))
    for (const [index, { points }] of curves.entries()) {
      const own = RIVALS[index] as ResolvedScenario
      const now = points.find(({ concurrency }) => concurrency === own.workload.concurrency)
      const { metrics } = evaluate(own)
      expect(now?.tpot).toBe(metrics.tpot.value)
      expect(now?.systemThroughput).toBe(metrics.systemThroughput.value)
      expect(now?.hourly).toBe(metrics.costPerHour.value)
      expect(points.slice(0, -1).every(({ fits }) => fits)).toBe(true)
    }
  })
})
