import { expect, test } from 'vitest'
import { guessed, NOT_GIVEN } from '#shared/domain/brief/assumed.ts'
import { BRIEF_NUMBERS, isOfVerdict } from '#shared/domain/brief/fieldLimits.ts'
import { briefAssumptions } from '#shared/register/briefAssumptions.ts'
import { BRIEF } from '../../../support/briefVerdicts.ts'

test('every figure of the brief that nobody knows exactly is listed once, and has a name of its own', () => {
  const own = briefAssumptions(BRIEF).filter(({ alternative }) => alternative === null)
  const asked = Object.entries(BRIEF_NUMBERS).filter(
    ([path, { assumed }]) => assumed && isOfVerdict(path) && !path.startsWith('alternatives.'),
  )
  expect(own.map(({ path }) => path).toSorted()).toEqual(asked.map(([path]) => path).toSorted())
  expect(new Set(own.map(({ label }) => label)).size).toBe(own.length)
  expect(own.map(({ label }) => label)).not.toContain('other')
})

test('of an offer what is entered is listed with its letter; what it leaves open is not', () => {
  const offers = briefAssumptions(BRIEF).filter(({ alternative }) => alternative !== null)
  expect(offers.map(({ label }) => label)).toEqual(['A: price', 'A: lead time'])
})

test('the weakest comes first, and what is unknown before that', () => {
  const measured = { ...guessed(0.08), grade: 'measured' as const }
  const site = { ...BRIEF.site, tariff: measured }
  const found = briefAssumptions({ ...BRIEF, site, demand: { ...BRIEF.demand, growth: NOT_GIVEN } })
  expect(found[0]?.figure.value).toBeNull()
  expect(found.at(-1)?.path).toBe('site.tariff')
})
