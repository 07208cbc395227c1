import { describe, expect, it } from 'vitest'
import { works } from '#main/engine/analysis/analyses.ts'
import { analyses, analysisNames, isLong } from '#shared/contract/analysis.ts'
import { contract } from '#shared/contract/index.ts'

describe('the table of analyses', () => {
  it('has a method, a schema that asks of a workspace, and work for every name, and for no other', () => {
    expect(analysisNames().length).toBeGreaterThan(5)
    expect(Object.keys(works).toSorted()).toEqual([...analysisNames()].toSorted())
    const methods = Object.keys(contract).filter((name) => name.startsWith('analysis.'))
    expect(methods.toSorted()).toEqual(
      ['analysis.cancel', ...analysisNames().map((name) => `analysis.${name}`)].toSorted(),
    )
    for (const name of analysisNames()) {
      expect(contract[`analysis.${name}`]).toBe(analyses[name])
      expect(Object.keys(analyses[name].input.shape)).toContain('workspace')
    }
  })

  it('gives every analysis of many points a job, and no other', () => {
    for (const name of analysisNames()) expect([name, isLong(name)]).toEqual([name, works[name].points !== null])
  })
})
