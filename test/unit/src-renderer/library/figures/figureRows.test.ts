import { describe, expect, test } from 'vitest'
import { hardwareListing } from '../../../../../src-main/library/hardware.ts'
import { figureAt } from '../../../../../src-shared/domain/overrides.ts'
import { disagreement } from '../../../../../src-renderer/library/figures/conflicts.ts'
import { figureGroups } from '../../../../../src-renderer/library/figures/figureRows.ts'
import { device, shipped } from '../../../resources/libraryProfiles.ts'

const rowsOf = (id: string) => figureGroups(device(id)).flatMap((group) => group.rows)
const rowOf = (id: string, key: string) => {
  const found = rowsOf(id).find((row) => row.key === key)
  if (!found) throw new Error(`${id} has no row ${key}`)
  return found
}

describe('the figures of a device', () => {
  test.each(shipped.hardware.map((profile) => [profile.id, profile] as const))(
    '%s: every figure once, as the list counts them',
    (_id, profile) => {
      const rows = figureGroups(profile).flatMap((group) => group.rows)
      const listing = hardwareListing(profile)
      expect(rows.length).toBe(listing.figures)
      expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length)
      expect(rows.filter((row) => row.figure.value === null).length).toBe(listing.unknown)
      expect(rows.filter((row) => disagreement(row, profile.sources)?.disputed).length).toBe(listing.conflicts)
      for (const row of rows) {
        const overridable = figureAt(profile, row.key)
        // What was worked out says of what, beside it.
        if (overridable) expect(row.figure).toMatchObject(overridable)
      }
    },
  )

  test('a figure with a value, a reason or a level that holds the model is never folded away', () => {
    for (const profile of shipped.hardware) {
      for (const row of figureGroups(profile).flatMap((group) => group.rows)) {
        if (row.folds) expect([row.figure.value, row.figure.note]).toEqual([null, undefined])
      }
    }
    expect(rowOf('b200-sxm', 'memory.hbm.bandwidth').folds).toBe(false)
    expect(rowOf('b200-sxm', 'power.idle').folds).toBe(false)
  })

  test('values carry their own units: integers are operations, a year is a name and not a quantity', () => {
    expect(rowOf('b200-sxm', 'peaks.fp8').shows).toEqual({ text: '4.50', unit: 'PFLOP/s' })
    expect(rowOf('b200-sxm', 'peaks.int8').shows).toEqual({ text: '4.50', unit: 'POP/s' })
    expect(rowOf('b200-sxm', 'year').shows).toEqual({ text: '2024', unit: '' })
    expect(rowOf('b200-sxm', 'power.idle').shows).toEqual({ text: 'Unknown', unit: '' })
  })

  test('what holds the model comes before caches, and what is behind a link last', () => {
    const memory = figureGroups(device('cerebras-wse3')).find((group) => group.title === 'Memory')
    expect(memory?.rows.map((row) => row.label.split(' ')[0])).toEqual([
      'On-wafer',
      'On-wafer',
      'On-wafer',
      'MemoryX',
      'MemoryX',
      'MemoryX',
    ])
    expect(rowsOf('b200-sxm').findIndex((row) => row.key === 'memory.hbm.capacity')).toBeLessThan(
      rowsOf('b200-sxm').findIndex((row) => row.key === 'memory.l2.capacity'),
    )
  })
})

describe('disagreements', () => {
  test('name their number of sources, the value in use first', () => {
    const found = disagreement(rowOf('b200-sxm', 'memory.hbm.capacity'), device('b200-sxm').sources)
    expect(found?.sentence).toBe('4 sources disagree on HBM3e capacity.')
    expect(found?.values.map((value) => [value.shows.text, value.inUse])).toEqual([
      ['192', true],
      ['180', false],
      ['193', false],
      ['192', false],
      ['192', false],
    ])
    expect(found?.values[0]?.source?.title).toContain('nvidia-smi')
    expect(found?.values[2]?.source?.title).toContain('aiconfigurator')
  })

  test('two values of one source are not two sources', () => {
    const found = disagreement(rowOf('b200-sxm', 'peaks.fp4'), device('b200-sxm').sources)
    expect(found).toMatchObject({ disputed: true, badge: '2 values in one source' })
  })

  test('prices are kinds of price, not a disagreement', () => {
    const found = disagreement(rowOf('b200-sxm', 'price.rental'), device('b200-sxm').sources)
    expect(found).toMatchObject({ disputed: false, badge: '3 prices on record' })
  })

  test('one value has none', () => {
    expect(disagreement(rowOf('b200-sxm', 'peaks.fp8'), device('b200-sxm').sources)).toBeNull()
    expect(disagreement(rowOf('b200-sxm', 'power.idle'), device('b200-sxm').sources)).toBeNull()
  })
})
