import { describe, expect, it } from 'vitest'
import type { Estimate, Metric, ScenarioResult } from '#shared/domain/result.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { chartScenarios } from '#shared/words/scenario.ts'
import { changesOf } from '#shared/verdict/changes.ts'
import { reasonsOf } from '#shared/verdict/reasons.ts'
import { verdictOf } from '#shared/verdict/verdict.ts'
import { sampleResults, sampleWorkspace } from '../../../support/reportSample.ts'

const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

function judge(
  change: (results: ScenarioResult[]) => ScenarioResult[] = (results) => results,
  objective: Workspace['objective'] = sampleWorkspace().objective,
) {
  const workspace = { ...sampleWorkspace(), objective }
  const scenarios = chartScenarios(workspace, change(sampleResults()))
  const verdict = verdictOf(workspace, scenarios)
  return {
    sentence: plain(verdict.sentence),
    confidence: verdict.confidence,
    reasons: reasonsOf(verdict, scenarios).map(plain),
    changes: changesOf(verdict, scenarios).map(plain),
  }
}

function withMetric(id: string, metric: Metric, estimate: Partial<Estimate>) {
  return (results: ScenarioResult[]): ScenarioResult[] =>
    results.map((result) =>
      result.id === id
        ? { ...result, metrics: { ...result.metrics, [metric]: { ...result.metrics[metric], ...estimate } } }
        : result,
    )
}

const misfit = (id: string) => (results: ScenarioResult[]) =>
  results.map((result) =>
    result.id === id ? { ...result, fit: { ...result.fit, state: 'doesNotFit' as const, shortfall: 21e9 } } : result,
  )

describe('verdict', () => {
  it('names the cheapest and the fastest without choosing between them', () => {
    const { sentence } = judge()
    expect(sentence).toContain('fit and keep 15 ms per token and 1 s to the first token')
    expect(sentence).toContain('A (8 × B200) has the lowest cost per million output tokens, 1.04 USD')
    expect(sentence).toContain('B (4 × WSE-3) has the highest speed for one user, 323 tok/s')
    expect(sentence).toContain('Cost and speed point to different machines.')
  })

  it('says so when one scenario leads on both', () => {
    const { sentence } = judge(withMetric('b', 'costPerMillionOutput', { value: 0.5, low: 0.4, high: 0.6 }))
    expect(sentence).toContain('B (4 × WSE-3) has both the lowest cost')
  })

  it('judges nobody who misses the objective or does not fit', () => {
    const strict = { timePerToken: 0.005, timeToFirstToken: null }
    expect(judge(undefined, strict).sentence).toBe('Of 2 scenarios, only B (4 × WSE-3) fits and keeps 5 ms per token.')
    const none = judge(misfit('b'), strict)
    expect(none.sentence).toContain('No scenario both fits and keeps 5 ms per token')
    expect(none.sentence).toContain('B (4 × WSE-3) does not fit')
    expect(none.sentence).toContain('A (8 × B200) takes 8.60 ms per token, 1.7× the limit')
  })

  it('never takes an unknown for zero', () => {
    const { sentence, reasons } = judge(
      withMetric('b', 'costPerMillionOutput', { value: null, low: null, high: null, grade: null }),
    )
    expect(sentence).toContain('A (8 × B200) has the lowest known cost')
    expect(reasons.join(' ')).toContain('unknown for B')
    const open = judge(withMetric('b', 'tpot', { value: null, low: null, high: null, grade: null }))
    expect(open.sentence).toContain('only A (8 × B200) fits and keeps')
  })

  it('compares nothing where there is one scenario', () => {
    const workspace = sampleWorkspace()
    const [first] = workspace.scenarios
    const alone = { ...workspace, scenarios: first ? [first] : [] }
    const verdict = verdictOf(alone, chartScenarios(alone, sampleResults()))
    expect(verdict.sentence).toContain('There is no second scenario')
    expect(verdict.confidence.word).toBe('Clear')
  })
})

describe('confidence', () => {
  it('is clear where the ranges part, and says what they rest on', () => {
    const { confidence } = judge()
    expect(confidence.word).toBe('Clear')
    expect(confidence.reason).toContain('do not overlap')
    expect(confidence.reason).toContain('graded “guess”')
  })

  it('is likely where only the ends overlap, open where a value lies in the other’s range', () => {
    expect(judge(withMetric('b', 'costPerMillionOutput', { value: 2, low: 1.1, high: 3 })).confidence.word).toBe(
      'Likely',
    )
    expect(judge(withMetric('b', 'costPerMillionOutput', { value: 1.1, low: 0.8, high: 3 })).confidence.word).toBe(
      'Open',
    )
    expect(judge(withMetric('b', 'costPerMillionOutput', { low: null, high: null })).confidence.word).toBe('Open')
  })
})

describe('reasons', () => {
  it('gives three to five, with their numbers', () => {
    const { reasons } = judge()
    expect(reasons.length).toBeGreaterThanOrEqual(3)
    expect(reasons.length).toBeLessThanOrEqual(5)
    expect(reasons.join(' ')).toContain('B 6.38 USD (4.80–8.90 USD), 6.1× that of A')
  })

  it('writes small differences in per cent, and says once what holds for several', () => {
    const { reasons } = judge((results) =>
      withMetric('b', 'costPerMillionOutput', { value: 1.1 })(
        results.map((result) => ({ ...result, fit: { ...result.fit, fullness: 0.5 } })),
      ),
    )
    expect(reasons.join(' ')).toContain('6 % above A')
    const text = judge(misfit('a')).reasons.join(' ')
    expect(text).toContain('Weights and KV cache: A 21.0 GB short; B 124 GB, 71 % full.')
  })

  it('lists no speed or cost of a scenario that does not fit', () => {
    const { reasons } = judge(misfit('b'))
    const [cost] = reasons.filter((reason) => reason.startsWith('Cost'))
    expect(cost).not.toContain('B ')
    expect(reasons.join(' ')).toContain('B 21.0 GB short')
  })
})

describe('changes', () => {
  it('finds the capital cost at which the rival costs as much as the leader', () => {
    const { changes } = judge()
    // B: (269 + 10.4 + 4.6) USD/h × 1.04 / 6.38 − 15.0 = 31.3 USD/h
    expect(changes.join(' ')).toContain('from 269 USD/h of capital cost to 31.3 USD/h')
  })

  it('says when no price of the devices would do', () => {
    const costly = (results: ScenarioResult[]) =>
      results.map((result) =>
        result.id === 'b' ? { ...result, costs: { ...result.costs, energyPerHour: 200 } } : result,
      )
    expect(judge(costly).changes.join(' ')).toContain('No price of the devices alone')
  })

  it('says what objective would let an excluded scenario in', () => {
    const { changes } = judge(undefined, { timePerToken: 0.005, timeToFirstToken: null })
    expect(changes.join(' ')).toContain(
      'A service-level objective of 8.60 ms per token would let A (8 × B200) in, and it would cost least.',
    )
  })

  it('says at which speed the cheapest drops out, and at which load one no longer fits', () => {
    const { changes } = judge()
    expect(changes.join(' ')).toContain('more than 116 tok/s, A no longer serves; B reaches 323 tok/s')
    expect(changes.join(' ')).toContain('Above 92 requests in flight B no longer fits.')
  })
})
