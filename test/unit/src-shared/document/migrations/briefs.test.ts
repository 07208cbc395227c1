import { describe, expect, it } from 'vitest'
import { canonicalJson } from '#shared/document/canonical.ts'
import { parseDocument } from '#shared/document/parse.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import { DEFAULT_BRIEF } from '#shared/domain/brief/defaults.ts'
import { demandRates } from '#shared/domain/brief/demandRates.ts'
import { DEFAULT_ECONOMICS, type Economics } from '#shared/domain/economics.ts'
import { testWorkspace } from '../../../../support/documents.ts'

type Json = Record<string, unknown>

interface Old {
  readonly decision?: Json
  readonly economics?: Partial<Economics>
  readonly workspace?: Json
}

/** The test workspace as version 4 wrote it. @param old what differs in it; economics are of the first scenario */
function versionFour({ decision = {}, economics = {}, workspace: changed = {} }: Old = {}): string {
  const { workspace } = JSON.parse(serializeDocument(testWorkspace())) as { workspace: Json }
  const { brief: _brief, ...rest } = workspace
  const [first, ...others] = workspace['scenarios'] as Json[]
  return canonicalJson({
    type: 'memwall',
    version: 4,
    workspace: {
      ...rest,
      decision: { ...(workspace['decision'] as Json), requestsPerSecond: null, traffic: null, ...decision },
      scenarios: [{ ...first, economics: { ...DEFAULT_ECONOMICS, ...economics } }, ...others],
      ...changed,
    },
  })
}

function opened(old: Old = {}) {
  const parsed = parseDocument(versionFour(old))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure))
  return parsed.workspace
}

describe('a file of version 4', () => {
  it('gets the brief that is proposed of its scenarios, and promises for the mean request', () => {
    const { brief, ...rest } = testWorkspace()
    const expected = { ...rest, brief: { ...brief, promise: { ...brief.promise, quantile: 0.5 } } }
    expect(parseDocument(versionFour())).toEqual({ ok: true, migratedFrom: 4, workspace: expected })
    expect(brief.promise.quantile).toBe(0.95)
  })

  it('says nothing of the demand where nobody had: nothing can be sized', () => {
    expect(opened().brief.demand.amount.value).toBeNull()
  })

  it('keeps what training the model once takes, and says nothing of it where nobody had', () => {
    expect(opened().brief.lifecycle).toEqual(DEFAULT_BRIEF.lifecycle)
    const asked = opened({ decision: { training: { tokens: 15e12, utilisation: 0.35 } } })
    expect(asked.brief.lifecycle.training).toMatchObject({ tokens: 15e12, utilisation: { value: 0.35, grade: 'own' } })
    expect(Object.keys(asked.decision)).not.toContain('training')
    expect(opened({ decision: { training: null } }).brief.lifecycle).toEqual(DEFAULT_BRIEF.lifecycle)
  })

  it('keeps requests a second, and the month’s tokens, as the demand alone', () => {
    const asked = opened({ decision: { requestsPerSecond: 12 } })
    expect(asked.brief.demand).toMatchObject({ unit: 'requestsPerSecond', amount: { value: 12, grade: 'own' } })
    expect(Object.keys(asked.decision)).not.toContain('requestsPerSecond')
    const served = opened({ decision: { traffic: 3e9 } })
    expect(demandRates(served.brief.demand).outputTokensPerMonth).toBeCloseTo(3e9, 3)
    expect(Object.keys(served.decision)).not.toContain('traffic')
  })

  it('takes a rate beside a month’s tokens for the peak', () => {
    const { demand } = opened({ decision: { traffic: 3e9, requestsPerSecond: 5 } }).brief
    expect(demandRates(demand).outputTokensPerMonth).toBeCloseTo(3e9, 3)
    expect(demandRates(demand).peakRequestsPerSecond).toBeCloseTo(5, 9)
  })

  it('leaves a demand beyond its limit out by name', () => {
    const parsed = parseDocument(versionFour({ decision: { traffic: 1e30 } }))
    expect(parsed).toMatchObject({ ok: true, leftOut: { left: [{ code: 'limit.leftOut' }] } })
    expect(parsed.ok && parsed.workspace.brief.demand.amount).toMatchObject({ value: null, grade: null, source: '' })
  })

  it('takes the columns’ formats as accepted where they were to be kept', () => {
    expect(opened({ decision: { keepPrecision: true } }).brief.quality.precisions).toEqual(['fp16'])
    expect(opened().brief.quality.precisions).toEqual([])
  })

  it('makes a purchase of an owned machine, with its price as one’s own, and a rent of a rented one', () => {
    const [bought] = opened({ economics: { purchasePrice: 31_000, costOfCapital: 0.12 } }).brief.alternatives
    expect(bought).toMatchObject({ kind: 'buy', offer: { price: { value: 8 * 31_000, grade: 'own' }, covers: null } })
    expect(bought?.offer.residual).toMatchObject({ grade: 'guess', value: 0.2 * 8 * 31_000 })
    const [rented] = opened({ economics: { mode: 'rent', rentalPrice: 2.5 } }).brief.alternatives
    expect(rented).toMatchObject({ kind: 'rent', offer: { price: { value: 2.5, grade: 'own' } } })
    expect(rented?.offer.residual.value).toBeNull()
  })

  it('keeps what was entered of site, people and money, and guesses what never was', () => {
    const { finance, site } = opened({
      economics: {
        powerUsageEffectiveness: 1.4,
        electricityTariff: 0.21,
        peoplePerYear: 600_000,
        costOfCapital: 0.12,
        spacePerKilowattYear: 1200,
        coolingPerKilowattYear: 600,
      },
    }).brief
    expect(site).toMatchObject({
      powerUsageEffectiveness: 1.4,
      tariff: { value: 0.21, low: null, grade: 'own' },
      spacePerKilowattMonth: { value: 150, grade: 'own' },
    })
    expect(finance).toMatchObject({ discountRate: 0.12, people: { own: { value: 50_000, grade: 'own' } } })
    expect(opened().brief.finance).toEqual(DEFAULT_BRIEF.finance)
    expect(opened().brief.site).toEqual(DEFAULT_BRIEF.site)
  })

  it('keeps an old share of surroundings as a note, for an offer says what it covers', () => {
    const [changed, untouched] = opened({ economics: { surroundingsShare: 0.35, networkShare: 0.1 } }).brief
      .alternatives
    expect(changed?.note).toMatch(/ 35 % \+ 10 %$/)
    expect(untouched?.note).toBe('')
  })

  it('is refused for its own mistake, not for the brief’s', () => {
    const wrong = parseDocument(versionFour({ workspace: { profiles: 3 } }))
    expect(wrong).toMatchObject({ ok: false, failure: { kind: 'wrongType' } })
    const failed = parseDocument(versionFour({ workspace: { scenarios: 'none' } }))
    expect(failed).toMatchObject({ ok: false, failure: { kind: 'migrationFailed', from: 4, to: 6 } })
  })
})
