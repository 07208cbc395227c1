import { describe, expect, it } from 'vitest'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import { tornado } from '#shared/charts/decision/tornado.ts'
import { A, B, MISFIT } from '../../../../support/results.ts'
import { sensitivity } from '../../../../support/sensitivity.ts'

const theme = chartTheme('light')
const figure = tornado({ sensitivity: sensitivity(), scenario: A, rival: B }, theme)

describe('tornado', () => {
  it('says what moves most and what can turn the ranking', () => {
    expect(figure.sentence).toBe(
      'The cost per million output tokens depends most on memory capacity; requests in flight and hours in use can turn the ranking of A and B.',
    )
  })

  it('has every input in its table, with ends that do not run as unknown', () => {
    expect(figure.table.rows).toHaveLength(5)
    expect(figure.table.rows[0]).toEqual([
      'Memory capacity',
      '150\u00a0GB to 200\u00a0GB',
      null,
      2.8,
      null,
      '',
      'recorded range',
    ])
    expect(figure.table.rows[2]?.[5]).toBe('at low')
  })

  it('puts the numbers into its alternative text', () => {
    expect(figure.altText).toContain('Memory capacity 150\u00a0GB to 200\u00a0GB: does not run to 2.80\u00a0USD')
  })

  it('has an axis with no change in its middle, and cuts what doubles', () => {
    const [low, high] = figure.axes?.x ?? [NaN, NaN]
    expect(low).toBe(-high)
    expect(high).toBe(1)
  })

  it('says that none turns the ranking where none does', () => {
    const rows = sensitivity().rows.map((row) => ({ ...row, flips: [] }))
    const calm = tornado({ sensitivity: sensitivity({ rows }), scenario: A, rival: B }, theme)
    expect(calm.sentence).toMatch(/none alone turns the ranking of A and B\.$/)
  })

  it('tells what does not fit from what nothing moves', () => {
    const none = sensitivity({ base: null, rows: [] })
    expect(tornado({ sensitivity: none, scenario: MISFIT, rival: B }, theme).state).toBe('infeasible')
    expect(tornado({ sensitivity: sensitivity({ rows: [] }), scenario: A, rival: B }, theme).state).toBe('empty')
  })
})
