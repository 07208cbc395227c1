import { describe, expect, it } from 'vitest'
import type { HardwareListing } from '#shared/contract/library.ts'
import { nearMachines } from '../../../../src-renderer/brief/nearMachines.ts'

const listed = (id: string, year: number | null, rest: Partial<HardwareListing> = {}): HardwareListing =>
  ({ id, name: id, vendor: 'NVIDIA', kind: 'gpu', memoryKind: 'hbm', year, bandwidth: 1, ...rest }) as HardwareListing

const LISTINGS = [
  listed('mi355x', 2025, { vendor: 'AMD' }),
  listed('a100', 2020),
  listed('h100', 2022),
  listed('b200', 2024, { bandwidth: 8 }),
  listed('h200', 2024, { bandwidth: 4.8 }),
  listed('rtx', 2024, { memoryKind: 'gddr' }),
  listed('dgx', 2024, { system: { kind: 'node' } as never }),
  listed('unknown', null),
]
const ids = (taken: readonly string[] = []) =>
  nearMachines(LISTINGS, { id: 'b200', vendor: 'NVIDIA' }, new Set(taken)).map(({ id }) => id)

describe('machines near one of the brief', () => {
  it('are of its vendor, kind and memory, nearest in year first', () => {
    expect(ids()).toEqual(['b200', 'h200', 'h100', 'a100', 'unknown'])
    expect(ids(['b200', 'h100'])).toEqual(['h200', 'a100', 'unknown'])
  })

  it('are none where nothing is named, or the library lacks it', () => {
    expect(nearMachines(LISTINGS, null, new Set())).toEqual([])
    expect(nearMachines(LISTINGS, { id: 'ours', vendor: 'NVIDIA' }, new Set())).toEqual([])
  })
})
