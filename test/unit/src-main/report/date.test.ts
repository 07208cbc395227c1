import { describe, expect, it } from 'vitest'
import { printedDate } from '#main/report/date.ts'

describe('printed date', () => {
  it('prints the date the user chose', () => {
    expect(printedDate('2026-11-20')).toEqual({ year: 2026, month: 11, day: 20, text: '20 November 2026' })
  })

  it('has none where the user chose none, or a day that does not exist', () => {
    expect(printedDate(null)).toBeNull()
    expect(printedDate('2026-02-30')).toBeNull()
    expect(printedDate('2026-13-01')).toBeNull()
  })
})
