import { describe, expect, it } from 'vitest'
import { entered, NOT_GIVEN } from '#shared/domain/brief/assumed.ts'
import { briefSchema, type Brief } from '#shared/domain/brief/brief.ts'
import { FIELD_KINDS } from '#shared/domain/brief/fieldKinds.ts'
import { readBrief, setBrief } from '#shared/domain/brief/fields.ts'
import { wordingText } from '#shared/words/say.ts'
import { testWorkspace } from '../../../../support/documents.ts'

const { brief } = testWorkspace()

function set(path: string, text: string, before: Brief = brief): Brief {
  const done = setBrief(before, path, text)
  if (!done.ok) throw new Error(wordingText(done.message))
  return done.brief
}
/** What stands at a path once a text was set there. */
function after(path: string, text: string): unknown {
  const read = readBrief(set(path, text), path)
  if (!read.ok) throw new Error(wordingText(read.message))
  return read.value
}
function refusal(path: string, text: string): string {
  const done = setBrief(brief, path, text)
  if (done.ok) throw new Error(`“${path}” took “${text}”.`)
  return wordingText(done.message)
}

describe('setBrief', () => {
  it.each([
    ['demand.amount', '500M', entered(500e6)],
    ['demand.peak', '2 (1.5..3)', entered(2, 1.5, 3)],
    ['promise.timePerToken', '30 ms', 0.03],
    ['promise.timeToFirstToken', '1 s', 1],
    ['horizon', '36 months', 36],
    ['finance.discountRate', '9 %', 0.09],
    ['finance.people.own', '$20k (16k..25k)', entered(20e3, 16e3, 25e3)],
    ['site.tariff', '0.12', entered(0.12)],
    ['constraints.power', '800 kW', 800e3],
    ['constraints.ownPremises', 'yes', true],
    ['quality.precisions', 'fp8, bf16', ['fp8', 'bf16']],
    ['date', '2026-11-20', '2026-11-20'],
    ['criterion', 'energy', 'energy'],
    ['bridge', 'B', 'b'],
    ['alternatives.a.offer.price', '440k', entered(440e3)],
    ['alternatives.B.offer.lead', '4 months (2 to 8)', entered(4, 2, 8)],
    ['alternatives.a.pinned.systems', '3', 3],
    ['alternatives.a.kind', 'owned', 'owned'],
    ['alternatives.a.offer.covers', 'node', { of: 'node', host: true, network: false, rack: false }],
    ['alternatives.a.offer.hosted.input', '0.55', entered(0.55)],
    ['alternatives.a.keptOffer.price', '96k', entered(96e3)],
    ['alternatives.a.risks.software.score', '4', 4],
  ])('reads %s from “%s”', (path, text, expected) => {
    expect(after(path, text)).toEqual(expected)
  })

  it('reads a demand in either unit, and gives it in both', () => {
    const daily = set('demand.outputTokensPerDay', '500M')
    expect(daily.demand).toMatchObject({ unit: 'outputTokensPerDay', amount: { value: 500e6, grade: 'own' } })
    const rated = set('demand.requestsPerSecond', '22 (18..30)')
    expect(rated.demand).toMatchObject({ unit: 'requestsPerSecond', amount: { value: 22, low: 18, high: 30 } })
    const people = set('demand.users', '50,000')
    expect(people.demand).toMatchObject({ unit: 'users', amount: { value: 50_000, grade: 'own' } })
    expect(readBrief(people, 'demand.requestsPerSecond')).toMatchObject({ value: expect.closeTo(1e6 / 86_400, 6) })
    const tokens = readBrief(rated, 'demand.outputTokensPerDay')
    expect(tokens.ok && tokens.value).toBeCloseTo(22 * brief.demand.outputTokens * 86_400, 0)
  })

  it('makes what is set one’s own, and forgets where the last figure was from', () => {
    const sourced = { value: 4, low: 2, high: 8, grade: 'vendor', source: 'quote', date: '2026-01-01' } as const
    const [first, ...others] = brief.alternatives
    if (!first) throw new Error('The brief has alternatives.')
    const quoted = { ...brief, alternatives: [{ ...first, offer: { ...first.offer, lead: sourced } }, ...others] }
    expect(set('alternatives.a.offer.lead', '6', quoted).alternatives[0]?.offer.lead).toEqual(entered(6))
    expect(quoted.alternatives[0]?.offer.lead).toBe(sourced)
  })

  it.each([
    ['demand.amount', 'unknown', NOT_GIVEN],
    ['promise.timePerToken', 'none', null],
    ['demand.dispersion', 'null', null],
    ['alternatives.a.offer.price', 'none', null],
    ['alternatives.a.name', 'none', null],
    ['quality.precisions', 'none', []],
    ['bridge', 'none', null],
    ['owner', 'none', ''],
    ['alternatives.a.offer.hosted.input', 'none', NOT_GIVEN],
  ])('clears %s with “%s”', (path, text, expected) => {
    expect(after(path, text)).toEqual(expected)
  })

  it.each([
    ['demand.amuont', '5', 'A brief has no “demand.amuont”; did you mean “demand.amount”?'],
    ['alternatives.a.offer.prise', '5', /did you mean “alternatives\.a\.offer\.price”\?$/],
    ['alternatives.h300.offer.price', '5', 'The brief has no alternative “h300”; it has a, b.'],
    ['demand', '5', /“demand” has parts of its own: set one of them, such as “demand\./],
    ['alternatives.a.hardware', 'h200', /is not set by hand/],
    ['model', 'gpt', /is not set by hand/],
    ['horizon', 'none', '“horizon” cannot be empty: enter a value.'],
    ['horizon', '500', /^“horizon”: Too large: enter 120\smonths or less\.$/],
    ['horizon', '12.5', /“horizon”: Only whole numbers count here/],
    ['promise.timePerToken', '30', /“promise\.timePerToken”: /],
    ['promise.timePerToken', '30 GB', /“promise\.timePerToken”: /],
    ['demand.peak', '2 (3..4)', /as value \(low\.\.high\) with the value between them/],
    ['promise.quantile', '95 % (90 %..99 %)', /one number without a range/],
    ['criterion', 'price', /“criterion” is one of cost, riskWeightedCost/],
    ['quality.precisions', 'fp9', /“quality\.precisions” is one of fp32/],
    ['date', '2026-02-31', /is a date such as/],
    ['constraints.ownPremises', 'perhaps', /is one of yes, no/],
    ['bridge', 'ferry', '“bridge” is one of a, b, none.'],
    ['alternatives.a.risks.software.author', 'Ada', /“alternatives\.a\.risks\.software” is empty/],
    ['owner', 'x'.repeat(201), '“owner” takes at most 200 characters.'],
    ['__proto__.x', '5', /A brief has no/],
    ['constructor', '5', /A brief has no/],
  ])('refuses %s = “%s” in one sentence', (path, text, message) => {
    const sentence = refusal(path, text)
    if (typeof message === 'string') expect(sentence).toBe(message)
    else expect(sentence).toMatch(message)
    expect(sentence).toMatch(/^[^\n]+[.?]$/)
  })

  it('takes a risk away, and reads nothing where nothing stands', () => {
    const scored = set('alternatives.a.risks.supply.score', '2')
    expect(Object.keys(scored.alternatives[0]?.risks ?? {})).toEqual(['supply'])
    expect(set('alternatives.a.risks.supply', 'none', scored).alternatives[0]?.risks).toEqual({})
    expect(readBrief(brief, 'alternatives.a.offer.hosted.input')).toEqual({ ok: true, value: null })
    for (const path of ['demand.nothing', 'constructor', 'toString']) expect(readBrief(brief, path).ok).toBe(false)
    expect(readBrief(brief, 'alternatives.a')).toEqual({ ok: true, value: brief.alternatives[0] })
  })

  it('leaves a brief that the file takes, whatever is typed for whichever field', () => {
    const typed = ['none', '0', '1', '2 (1..3)', '-1', '1e30', '30 ms', '9 %', '500M', 'yes', 'fp8', 'cost', 'x', '']
    for (const known of Object.keys(FIELD_KINDS)) {
      const path = known.replace('alternatives.*', 'alternatives.b').replace('.*', '.talent')
      for (const text of typed) {
        const done = setBrief(brief, path, text)
        if (done.ok) expect(briefSchema.safeParse(done.brief).success).toBe(true)
        else expect(wordingText(done.message)).toMatch(/[.?]$/)
      }
    }
  })
})
