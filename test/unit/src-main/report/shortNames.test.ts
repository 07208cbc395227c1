import { describe, expect, it } from 'vitest'
import { cutNames, withShortNames } from '#main/report/shortNames.ts'
import { sampleWorkspace } from '../../../support/reportSample.ts'

const LONG = 'A machine with a name that goes on and on until nobody reads it any more'

describe('names that a page has room for', () => {
  const sample = sampleWorkspace()
  const [first, ...others] = sample.brief.alternatives
  const named = (name: string | null) => ({
    ...sample,
    brief: { ...sample.brief, alternatives: first ? [{ ...first, name }, ...others] : [] },
  })

  it('cuts what is longer at a word, and keeps the rest', () => {
    const [cut, ...rest] = withShortNames(named(LONG)).brief.alternatives
    expect(cut?.name).toBe('A machine with a name that goes on and …')
    expect(rest).toEqual(others)
  })

  it('tells what was cut as it was written, once', () => {
    expect(cutNames(named(LONG))).toEqual([`A  ${LONG}`])
    expect(cutNames(named('B200'))).toEqual([])
    expect(cutNames(named(null))).toEqual([])
  })
})
