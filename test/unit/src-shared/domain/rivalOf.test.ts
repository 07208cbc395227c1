import { describe, expect, it } from 'vitest'
import { rivalOf } from '#shared/domain/rivalOf.ts'

const columns = ['a', 'b', 'c'].map((id) => ({ id }))
const named = (own: string | undefined, baseline: string | null): string | null =>
  rivalOf(columns, own, baseline)?.id ?? null

describe('whom a column is ranked against', () => {
  it('is the baseline', () => expect([named('a', 'b'), named('c', 'b')]).toEqual(['b', 'b']))
  it('is the first other one for the baseline itself', () =>
    expect([named('b', 'b'), named('a', 'a')]).toEqual(['a', 'b']))
  it('is nobody where the baseline is gone, or there is one column', () => {
    expect(named('a', 'gone')).toBeNull()
    expect(named('a', null)).toBeNull()
    expect(rivalOf(columns.slice(0, 1), 'a', 'a')).toBeNull()
  })
})
