import { describe, expect, it } from 'vitest'
import { contract, type Handlers } from '../../../../src-shared/contract/index.ts'
import { joinHandlers } from '../../../../src-main/app/joinHandlers.ts'

function everyHandler(): Record<string, () => undefined> {
  return Object.fromEntries(Object.keys(contract).map((name) => [name, () => undefined]))
}

describe('joinHandlers', () => {
  it('joins parts that cover the contract', () => {
    const all = everyHandler()
    const { 'app.info': info, ...rest } = all
    expect(
      Object.keys(joinHandlers(rest as Partial<Handlers>, { 'app.info': info } as Partial<Handlers>)),
    ).toHaveLength(Object.keys(contract).length)
  })

  it('refuses a gap, naming it', () => {
    const { 'app.info': _left, ...rest } = everyHandler()
    expect(() => joinHandlers(rest as Partial<Handlers>)).toThrow('No handler for: app.info.')
  })

  it('refuses a second handler for a method', () => {
    const all = everyHandler() as Partial<Handlers>
    expect(() => joinHandlers(all, { 'app.info': all['app.info'] } as Partial<Handlers>)).toThrow('“app.info” has two')
  })

  it('refuses a handler nobody can call', () => {
    expect(() => joinHandlers({ ...everyHandler(), 'app.extra': () => undefined } as Partial<Handlers>)).toThrow(
      '“app.extra” is not in the contract',
    )
  })
})
