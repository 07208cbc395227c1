import { describe, expect, it } from 'vitest'
import { changeLines, firstWithoutRisks } from '#shared/words/changeLines.ts'
import type { BriefVerdict, Changes } from '#shared/domain/brief/verdict.ts'
import { CHOSEN } from '../../../support/briefVerdicts.ts'

const NAMES = new Map([
  ['b200', 'B200, bought'],
  ['gb200', 'GB200, bought'],
  ['hosted', 'API'],
])
const said = (changes: Partial<Changes> = {}, rest: Partial<BriefVerdict> = {}) => {
  const lines = changeLines({ ...CHOSEN, ...rest, changes: { ...CHOSEN.changes, ...changes } }, NAMES)
  return JSON.parse(JSON.stringify(lines).replaceAll('\u00a0', ' ')) as typeof lines
}

describe('what would change the answer', () => {
  it('says what each limit costs: where it is, how it is moved, who leads then', () => {
    expect(said().bounds).toEqual([
      'Latest delivery, 6 months: without it GB200, bought leads; saves 240,000 USD.',
      'Time per token, 50 ms: with 55 ms B200, bought leads; saves at least 110,000 USD.',
      'IT power of the site, 250 kW: without it B200, bought leads; saves nothing.',
    ])
    expect(
      said({ bounds: [{ limit: 'ownPremises', from: null, to: null, leader: 'hosted', saves: null }] }).bounds,
    ).toEqual(['Own premises only: without it API leads; makes a choice possible.'])
  })

  it('says what missing evidence would save', () => {
    expect(said().passes).toEqual(['API has no evidence for its times: if they are kept it saves 310,000 USD.'])
  })

  it('says the verdict without risks, and whether it is another', () => {
    expect(said().withoutRisks).toBe(
      'Without any risk B200, bought would be chosen, as with them; the risks alone cost 43,000 USD.',
    )
    const other = { state: 'undecided' as const, leaders: ['gb200'], cost: -1000, first: [] }
    expect(said({ withoutRisks: other }).withoutRisks).toBe(
      'Without any risk GB200, bought would lead, undecided; the risks take 1,000 USD off the least.',
    )
    expect(said({ withoutRisks: null }).withoutRisks).toBe('')
  })

  it('counts in how many draws each is first without risks', () => {
    expect(firstWithoutRisks(CHOSEN, 'b200')).toBe('720')
    expect(firstWithoutRisks(CHOSEN, 'gb200')).toBe('–')
  })
})
