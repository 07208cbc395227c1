import { describe, expect, it } from 'vitest'
import { limitProblem } from '#shared/domain/limitProblem.ts'
import { LIMITS, type LimitName } from '#shared/domain/limits.ts'
import { wordingText } from '#shared/words/say.ts'
import { numberOption, numberTyped } from '#main/shells/cli/numberOption.ts'

describe('a number typed for a command', () => {
  it.each<[string, LimitName, number]>([
    ['30k', 'analysis.draws', 30_000],
    ['10,000', 'analysis.draws', 10_000],
    ['1.5M', 'decision.requestsPerSecond', 1_500_000],
    ['0.5', 'decision.requestsPerSecond', 0.5],
    ['15 ms', 'objective.timePerToken', 0.015],
    ['$2.50', 'analysis.costPerMillionOutput', 2.5],
    ['2.5', 'analysis.costPerMillionOutput', 2.5],
    ['4294967295', 'analysis.seed', 4_294_967_295],
    ['400 Gb/s', 'experiment.bandwidth', 5e10],
  ])('“%s” for %s is read as the window reads it', (text, limit, value) => {
    expect(numberTyped(text, limit, '--it')).toBe(value)
  })

  it.each<[string, LimitName, number]>([
    ['1.5', 'workload.concurrency', 1.5],
    ['300', 'decision.mostDevices', 300],
    ['7', 'analysis.draws', 7],
    ['0 s', 'objective.timePerToken', 0],
    ['5G', 'analysis.seed', 5e9],
  ])('“%s” for %s is refused with the sentence of its field', (text, limit, value) => {
    const problem = limitProblem(LIMITS[limit], value)
    if (problem === null) throw new Error(`${value} is within the limit`)
    expect(() => numberOption(new Map([['it', text]]), 'it', limit)).toThrow(`--it “${text}”: ${wordingText(problem)}`)
  })

  it('is null where the option was not given', () => {
    expect(numberOption(new Map(), 'it', 'analysis.draws')).toBeNull()
  })
})
