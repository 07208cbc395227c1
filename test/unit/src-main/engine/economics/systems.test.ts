import { describe, expect, it } from 'vitest'
import { hourlyCost, HOURS_PER_YEAR } from '#main/engine/economics/price.ts'
import { DEFAULT_ECONOMICS } from '#shared/domain/economics.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { boughtDevices } from '#shared/domain/systemUnit.ts'
import { systemsWords } from '#shared/words/systemsWords.ts'
import { device } from '../../../resources/libraryProfiles.ts'

const alone = device('h100-sxm')
const node = {
  ...alone,
  system: { device: 'h100-sxm', devices: 8, kind: 'node', vendor: 'NVIDIA' },
} as const

/** The profile with hosts and network of so many watts a device. */
function withHosts<Profile extends HardwareProfile>(profile: Profile, host: number, network: number): Profile {
  const figure = (value: number) => ({ value, grade: 'measured' as const, source: null })
  return { ...profile, power: { ...profile.power, host: figure(host), network: figure(network) } }
}

describe('partly used systems', () => {
  it('12 devices on 8-device nodes are two nodes, 16 devices', () => {
    expect(boughtDevices(node, 12)).toBe(16)
    expect(boughtDevices(node, 16)).toBe(16)
    expect(boughtDevices(alone, 12)).toBe(12)
    expect(systemsWords(node, 24)).toBe('3 × 8-device nodes')
    expect(systemsWords(node, 3)).toBe('1 × 8-device node')
    expect(systemsWords(alone, 3)).toBeNull()
  })

  it('rent is 16 × $2, not 12 × $2', () => {
    const economics = { ...DEFAULT_ECONOMICS, mode: 'rent', rentalPrice: 2 } as const
    expect(hourlyCost(node, economics, 12, null, null)).toMatchObject({ capital: 32, total: 32, bought: 16 })
    expect(hourlyCost(alone, economics, 12, null, null)).toMatchObject({ capital: 24, total: 24, bought: 12 })
  })

  it('owning pays for 16 with their operations and hosts, and for the energy of the 12 that run', () => {
    const economics = { ...DEFAULT_ECONOMICS, purchasePrice: 10_000, operationsPerDeviceYear: 100 }
    const fed = withHosts(node, 100, 50)
    const hourly = hourlyCost(fed, economics, 12, 12_000, 0)
    // 16 × 10,000 × 1.5 over 4 years; 16 × 100 a year; 12 kW × 0.6, and hosts and network of all 16: 16 × 150 W; × 1.25 × $0.09.
    expect(hourly.capital).toBeCloseTo(240_000 / 4 / HOURS_PER_YEAR, 10)
    expect(hourly.operations).toBeCloseTo(1600 / HOURS_PER_YEAR, 10)
    expect(hourly.energy).toBeCloseTo((12 * 0.6 + 2.4) * 1.25 * 0.09, 10)
  })
})
