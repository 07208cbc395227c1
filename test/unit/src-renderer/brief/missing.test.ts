import { describe, expect, test } from 'vitest'
import type { Alternative } from '#shared/domain/brief/alternative.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import { newCandidate } from '../../../../src-renderer/brief/candidates.ts'
import { countedAs, loadOf } from '../../../../src-renderer/brief/load.ts'
import { missingOf, problemsIn, tooLate } from '../../../../src-renderer/brief/missing.ts'
import { entryCounts } from '../../../../src-renderer/brief/entryCounts.ts'
import { sampleWorkspace } from '../sampleWorkspace.ts'

const workspace = sampleWorkspace()
const own = (value: number) => ({ value, low: null, high: null, grade: 'own' as const, source: '', date: null })
const having = (changes: Partial<Brief>) => ({ ...workspace, brief: { ...workspace.brief, ...changes } })
const demand = { ...workspace.brief.demand, amount: own(500e6) }
const promise = { ...workspace.brief.promise, timeToFirstToken: 1, timePerToken: 0.03 }

describe('what a first cut lacks', () => {
  test('a new workspace lacks its demand alone', () => {
    expect(missingOf(workspace).map(({ name, verb, place }) => [name, verb, place.path])).toEqual([
      ['Demand', 'Enter', 'demand.amount'],
    ])
  })

  test('demand, model and one candidate that can serve', () => {
    expect(missingOf(having({ demand }))).toEqual([])
    const unserved = newCandidate(workspace.brief, 0, 'statusQuo', null, null)
    const bare = having({ model: 'gone', alternatives: [unserved] })
    expect(missingOf(bare).map(({ place }) => place.path)).toEqual(['demand.amount', 'model', 'alternatives'])
  })
})

describe('what stands in the way', () => {
  test('that nothing is promised', () => {
    expect(problemsIn(workspace)[0]?.place).toEqual({ path: 'promise.timeToFirstToken', candidate: null })
    expect(problemsIn(having({ promise }))).toEqual([])
  })

  test('a price that is not known, times that nobody knows, and limits that are broken, by letter', () => {
    const hosted = newCandidate(workspace.brief, 4, 'hosted', null, null)
    const [first] = workspace.brief.alternatives as [Alternative]
    const late = { ...first, offer: { ...first.offer, lead: own(8) } }
    const constraints = { ...workspace.brief.constraints, delivery: 6, ownPremises: true }
    const broken = having({ promise, constraints, alternatives: [late, hosted] })
    expect(problemsIn(broken).map(({ text }) => text.replaceAll('\u00a0', ' '))).toEqual([
      'A takes 8 months, the limit is 6 months.',
      'E has no price.',
      'E is hosted, and its times are not known.',
      'E leaves the premises.',
    ])
    expect(problemsIn(broken)[1]?.place).toEqual({ path: 'offer.hosted.input', candidate: hosted.id })
    expect(tooLate(broken.brief)).toEqual(['A'])
    expect(tooLate(workspace.brief)).toEqual([])
  })
})

describe('what owned machines would sell for', () => {
  const [bought] = workspace.brief.alternatives as [Alternative]
  const kept: Alternative = { ...bought, id: 'kept', slot: 1, kind: 'owned', ownedSystems: 1 }
  const both: Alternative = {
    ...bought,
    id: 'both',
    slot: 2,
    kind: 'add',
    keeps: bought.hardware,
    keptOffer: kept.offer,
    ownedSystems: 1,
  }
  const textsOf = (...alternatives: Alternative[]) =>
    problemsIn(having({ promise, alternatives })).map(({ text }) => text)

  test('is asked once, where they are kept alone', () => {
    expect(textsOf(bought, kept, both)).toEqual(['B has no price.'])
    expect(textsOf(bought, both)).toEqual(['C has no price.'])
  })
})

describe('the load that follows', () => {
  test('500 M output tokens a day in answers of 512 are 11.3 requests/s, and 22.6 at twice the mean', () => {
    const load = loadOf({ ...demand, inputTokens: 1024, outputTokens: 512 }, 36)
    expect(load.mean).toBeCloseTo(11.303, 3)
    expect(load.peak).toBeCloseTo(22.606, 3)
    expect(load.peakAtEnd).toBeCloseTo(22.606, 3)
    expect(load.requestsPerDay).toBeCloseTo(976_562.5, 1)
    expect(load.outputRate).toBeCloseTo(5787.04, 1)
    expect(load.inputRate).toBeCloseTo(11_574.07, 1)
    expect(loadOf({ ...demand, growth: own(0.44) }, 24).peakAtEnd).toBeCloseTo(22.606 * 1.44 ** 2, 2)
  })

  test('without a demand nothing follows, and nothing is 0', () => {
    expect(new Set(Object.values(loadOf(workspace.brief.demand, 36)))).toEqual(new Set([null]))
  })

  test('counted in the other unit it is the same, there and back', () => {
    const rate = countedAs(demand, 'requestsPerSecond', 500e6)
    expect(rate).toBeCloseTo(11.303, 3)
    expect(countedAs({ ...demand, unit: 'requestsPerSecond' }, 'outputTokensPerDay', rate)).toBe(500e6)
  })
})

test('entries are counted: what was set, what is a default, and limits that there are not', () => {
  const before = entryCounts(workspace.brief)
  const after = entryCounts({ ...workspace.brief, demand: { ...demand, peak: own(2.6) } })
  expect(after).toEqual({ all: before.all, set: before.set + 2, defaults: before.defaults - 1 })
  expect(before.set + before.defaults).toBeLessThan(before.all)
})
