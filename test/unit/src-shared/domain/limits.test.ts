import { describe, expect, it } from 'vitest'
import { hardwareFigures, withFigure } from '#shared/domain/figures.ts'
import { hardwareProfileSchema } from '#shared/domain/hardware.ts'
import { limitWording } from '#shared/domain/limitIssue.ts'
import { limitProblem } from '#shared/domain/limitProblem.ts'
import { LIMITS, limitOf, numberWithin, type LimitName } from '#shared/domain/limits.ts'
import { modelProfileSchema } from '#shared/domain/model.ts'
import { scenarioSchema } from '#shared/domain/scenario.ts'
import { wordingText } from '#shared/words/say.ts'
import { testHardware, testModel } from '../../../support/documents.ts'

/** What is said of the first issue. @param under the field of a scenario that the schema is of */
const first = (
  error: { issues: readonly Parameters<typeof limitWording>[0][] } | undefined,
  under: readonly string[] = [],
): string => {
  const [issue] = error?.issues ?? []
  const wording = issue ? limitWording({ ...issue, path: [...under, ...issue.path] }) : null
  return wording === null ? `no limit: ${JSON.stringify(issue)}` : wordingText(wording)
}

describe('the one limit of a number', () => {
  it.each(Object.keys(LIMITS) as LimitName[])('%s refuses what is beyond in the same words everywhere', (name) => {
    const limit = LIMITS[name]
    for (const value of [Number.MAX_VALUE, limit.most * 1.01 + 1]) {
      expect(numberWithin(name).safeParse(value).success).toBe(false)
      expect(wordingText(limitProblem(limit, value) ?? { code: 'verbatim', parameters: { text: '' } })).toMatch(
        /^Too large: enter .+ or less\.$/,
      )
    }
    for (const value of [limit.least, limit.most]) {
      expect(numberWithin(name).safeParse(value).error).toBeUndefined()
      expect(limitProblem(limit, value)).toBeNull()
    }
  })

  it('is told by profiles and overrides as by the box of the field', () => {
    const profile = testHardware()
    for (const { path, figure } of hardwareFigures(profile)) {
      const limit = limitOf(`hardware.${path}`)
      if (limit === null) throw new Error(`${path} has no limit`)
      const said = wordingText(limitProblem(limit, 1.5e308) ?? { code: 'limit.range' })
      const beyond = withFigure(profile, path, { ...figure, value: 1.5e308, grade: 'guess' })
      expect(first(hardwareProfileSchema.safeParse(beyond).error)).toBe(said)
      expect(
        first(scenarioSchema.shape.hardwareOverrides.safeParse({ [path]: 1.5e308 }).error, ['hardwareOverrides']),
      ).toBe(said)
      const range = { [`hardware.${path}`]: { low: limit.least, high: 1.5e308 } }
      expect(first(scenarioSchema.shape.ranges.safeParse(range).error, ['ranges'])).toBe(said)
    }
  })

  it('holds between figures', () => {
    const { power, memory, ...device } = testHardware()
    const idle = { value: 1200, grade: 'guess', source: null }
    const [level] = memory
    const low = { ...level, bandwidth: { ...level?.bandwidth, low: 9e12 } }
    expect(first(hardwareProfileSchema.safeParse({ ...device, memory, power: { ...power, idle } }).error)).toMatch(
      /no more than its board power/,
    )
    expect(first(hardwareProfileSchema.safeParse({ ...device, power, memory: [low] }).error)).toMatch(
      /outside its range/,
    )
    const model = testModel()
    const activeParameters = { value: 8e10, grade: 'guess', source: null }
    const published = { ...model.published, activeParameters }
    expect(first(modelProfileSchema.safeParse({ ...model, published }).error)).toMatch(/more parameters than the model/)
  })
})
