import { describe, expect, it } from 'vitest'
import { entered } from '#shared/domain/brief/assumed.ts'
import { BRIEF_NUMBERS, briefNumber } from '#shared/domain/brief/fieldLimits.ts'
import { briefSchema } from '#shared/domain/brief/brief.ts'
import { limitAt } from '#shared/domain/limitIssue.ts'
import { LIMITS, type Limit } from '#shared/domain/limits.ts'
import { testWorkspace } from '../../../../support/documents.ts'

type Json = Record<string, unknown>

/** A brief in which every number has a place. */
function wholeBrief(): Json {
  const { brief } = testWorkspace()
  const [first] = brief.alternatives
  if (!first) throw new Error('The test workspace has an alternative.')
  const figure = entered(1)
  const times = { timeToFirstToken: 1, timePerToken: 1, source: 'trial', date: '2026-01-01' }
  const hosted = { input: figure, cached: figure, output: figure, rateLimit: 1, evidence: times }
  const offer = { ...first.offer, price: figure, hosted }
  const effects = { months: figure, never: 0, dollars: figure, people: figure, maintenance: 1 }
  const risk = { score: 3, evidence: '', date: null, author: '', effects }
  return structuredClone({
    ...brief,
    alternatives: [{ ...first, offer, keptOffer: offer, risks: { software: risk } }],
  }) as Json
}

const placeOf = (name: string): readonly (string | number)[] =>
  name.split('.').map((part, index) => (part === '*' ? (index === 1 ? 0 : 'software') : part))

/** The brief with one number put in its place. */
function withNumber(path: readonly (string | number)[], value: unknown): Json {
  const brief = wholeBrief()
  const last = path.at(-1) as string
  const owner = path.slice(0, -1).reduce<Json>((found, part) => found[part] as Json, brief)
  expect(Object.keys(owner)).toContain(last)
  owner[last] = value
  return brief
}

describe('the limit of every number of a brief', () => {
  it.each(Object.entries(BRIEF_NUMBERS))('%s is what the file refuses', (name, { limit, assumed }) => {
    const { least, most, whole }: Limit = LIMITS[limit]
    const accepts = (value: number): boolean =>
      briefSchema.safeParse(withNumber(placeOf(name), assumed ? entered(value) : value)).success
    expect(accepts(least)).toBe(true)
    expect(accepts(most)).toBe(true)
    expect(accepts(most * 1.01 + 1)).toBe(false)
    expect(accepts(least - 1e-3 - Math.abs(least) * 0.01)).toBe(false)
    if (whole) expect(accepts(least + 0.5)).toBe(false)
  })

  it('covers every number there is', () => {
    const found: string[] = []
    const visit = (value: unknown, path: readonly string[]): void => {
      if (typeof value === 'number') found.push(path.join('.'))
      else if (typeof value === 'object' && value !== null)
        for (const [key, inner] of Object.entries(value)) visit(inner, [...path, key])
    }
    visit(wholeBrief(), [])
    // Letters and scores are no quantities.
    const unknown = found.filter((path) => briefNumber(path.split('.')) === null && !/\.(slot|score)$/.test(path))
    expect(unknown).toEqual([])
  })

  it('is the one a refusal names', () => {
    expect(limitAt(['brief', 'demand', 'amount', 'value'])).toBe(LIMITS['brief.demand.amount'])
    expect(limitAt(['brief', 'alternatives', 2, 'offer', 'price', 'high'])).toBe(LIMITS['brief.dollars'])
    expect(limitAt(['brief', 'alternatives', 2, 'hardwareOverrides', 'peaks.fp8'])).toBe(LIMITS['hardware.peaks'])
    expect(briefNumber(['demand', 'nothing'])).toBeNull()
  })
})
