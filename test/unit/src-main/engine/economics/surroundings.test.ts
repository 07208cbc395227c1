import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hourlyCost, HOURS_PER_YEAR } from '#main/engine/economics/price.ts'
import { surroundingPower } from '#main/engine/energy/surroundingPower.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { SURROUNDING_PARTS, type Cover } from '#shared/domain/covers.ts'
import { DEFAULT_ECONOMICS } from '#shared/domain/economics.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { addedParts, SURROUNDING_WEIGHTS } from '#shared/domain/surroundings.ts'
import { scenario } from '../../../../support/engineScenarios.ts'
import { device, shipped } from '../../../resources/libraryProfiles.ts'

const OWN = { ...DEFAULT_ECONOMICS, surroundingsShare: 0.5 }
const measured = (value: number) => ({ value, grade: 'measured' as const, source: null })

function system(id: string): HardwareProfile {
  const found = shipped.systems.find((profile) => profile.id === id)
  if (!found) throw new Error(`no system ${id}`)
  return found
}

const covering = (profile: HardwareProfile, purchase: Cover): HardwareProfile => ({
  ...profile,
  covers: { ...profile.covers, purchase },
})

const FP16 = {
  devices: 1,
  tensorParallel: 1,
  weightPrecision: 'fp16',
  activationPrecision: 'fp16',
  kvPrecision: 'fp16',
} as const

describe('a wafer system is charged its hosts once', () => {
  // A worked example: four systems at 2.5 M; outer hosts 0.04, switches 0.06 and installation 0.20 million dollars on top.
  const cluster = system('cs-3-cluster-4')

  it('four cost 10.3 million dollars, 293.75 an hour over four years', () => {
    const hourly = hourlyCost(cluster, OWN, 4, 60_000, 13_800)
    expect(4 * ((hourly.price ?? NaN) + (hourly.added ?? NaN))).toBeCloseTo(10.3e6, 0)
    expect(hourly.capital).toBeCloseTo(293.75, 2)
  })

  it('their power is whole: no host and no network is added', () => {
    expect(surroundingPower(cluster, 4)).toEqual({ hosts: 0, network: 0, low: 0, high: 0 })
    const { power } = evaluate(scenario('cerebras-wse3', 'llama-3.1-8b', FP16))
    expect(power).toMatchObject({ hosts: 0, network: 0 })
  })

  it('a profile of an earlier file, which does not say what its price covers, costs the same', () => {
    const { covers: _covers, price, ...rest } = cluster
    const { host: _host, network: _network, rack: _rack, ...bought } = price
    const earlier: HardwareProfile = { ...rest, price: bought }
    expect(hourlyCost(earlier, OWN, 4, 60_000, 13_800)).toEqual(hourlyCost(cluster, OWN, 4, 60_000, 13_800))
  })

  it('the figure for a part can be one’s own', () => {
    const dearer = { ...cluster, price: { ...cluster.price, host: measured(110_000) } }
    expect(hourlyCost(dearer, OWN, 4, 0, 0).added).toBe(175_000)
  })
})

describe('what a price leaves out is added once', () => {
  it('a board gets all three parts, a server what is missing, a whole system nothing', () => {
    const board = device('b200-sxm')
    expect(hourlyCost(board, OWN, 8, 0, 0).added).toBeCloseTo(20_000, 9)
    const server = system('dgx-b200')
    const price = 485_000 / 8
    expect(hourlyCost(server, OWN, 8, 0, 0)).toMatchObject({
      price,
      added: expect.closeTo(price * 0.5 * (SURROUNDING_WEIGHTS.network + SURROUNDING_WEIGHTS.rack), 9),
    })
    const whole = covering(board, { of: 'system', host: true, network: true, rack: true })
    expect(hourlyCost(whole, { ...OWN, networkShare: 0.2 }, 8, 0, 0).added).toBe(0)
    expect(hourlyCost(board, { ...OWN, networkShare: 0.2 }, 8, 0, 0).added).toBeCloseTo(28_000, 9)
  })

  it('the weights of the three parts are the whole share', () => {
    expect(SURROUNDING_PARTS.reduce((sum, part) => sum + SURROUNDING_WEIGHTS[part], 0)).toBeCloseTo(1, 12)
  })

  it('covered and added are the same set of parts for any price', () => {
    const included = fc.constantFrom(true, false)
    fc.assert(
      fc.property(fc.record({ host: included, network: included, rack: included }), (cover) => {
        const parts = addedParts(covering(device('h100-sxm'), { of: 'node', ...cover }), OWN, 30_000)
        for (const { part, dollars } of parts) expect(dollars > 0).toBe(!cover[part])
      }),
    )
  })

  it('what nobody says is added, and makes the low end lower by it', () => {
    const perhaps = covering(device('h100-sxm'), { of: 'node', host: null, network: false, rack: false })
    const hourly = hourlyCost(perhaps, OWN, 8, 0, 0)
    const bare = hourlyCost(device('h100-sxm'), OWN, 8, 0, 0)
    expect(hourly.total).toBe(bare.total)
    const host = (30_000 * 0.5 * SURROUNDING_WEIGHTS.host * 8) / 4 / HOURS_PER_YEAR
    expect(hourly.below - bare.below).toBeCloseTo(host, 9)
  })

  it('rent covers what is around the devices', () => {
    const rented = { ...OWN, mode: 'rent', rentalPrice: 2 } as const
    expect(hourlyCost(device('h100-sxm'), rented, 8, null, null)).toMatchObject({ added: 0, capital: 16 })
  })
})

describe('hosts and network draw', () => {
  const served = scenario('h100-sxm', 'llama-3.1-70b')
  const fixed = (host: number, network: number) => {
    const { power } = served.hardware
    return {
      ...served,
      hardware: { ...served.hardware, power: { ...power, host: measured(host), network: measured(network) } },
    }
  }

  it('beside the devices, in power, energy, cost and carbon', () => {
    const without = evaluate(fixed(0, 0))
    const result = evaluate(fixed(250, 50))
    const { devices } = served.deployment
    expect(result.power).toEqual({ devices: without.power?.devices, hosts: 250 * devices, network: 50 * devices })
    expect((result.metrics.power.value ?? NaN) - (without.metrics.power.value ?? NaN)).toBeCloseTo(300 * devices, 6)
    const share = (result.metrics.power.value ?? NaN) / (without.metrics.power.value ?? NaN)
    for (const metric of ['energyPerOutputToken', 'energyPerInputToken'] as const) {
      expect((result.metrics[metric].value ?? NaN) / (without.metrics[metric].value ?? NaN), metric).toBeCloseTo(
        share,
        9,
      )
    }
    const { powerUsageEffectiveness: effectiveness, electricityTariff, carbonIntensity } = served.economics
    const kilowatts = 0.3 * devices * effectiveness
    expect((result.costs.energyPerHour ?? NaN) - (without.costs.energyPerHour ?? NaN)).toBeCloseTo(
      kilowatts * electricityTariff,
      9,
    )
    expect((result.carbon.usePerHour ?? NaN) - (without.carbon.usePerHour ?? NaN)).toBeCloseTo(
      kilowatts * carbonIntensity,
      9,
    )
  })

  it('stand apart in the ledger and in the energy of a token', () => {
    const { ledger, tokenEnergy, power } = evaluate(fixed(250, 50))
    const decode = ledger.filter(({ phase }) => phase === 'decode')
    const sum = (pick: (line: (typeof decode)[number]) => number) => decode.reduce((all, line) => all + pick(line), 0)
    const { devices = NaN, hosts = NaN, network = NaN } = power ?? {}
    expect(sum((line) => line.surroundingJoules) / sum((line) => line.joules)).toBeCloseTo(
      (hosts + network) / devices,
      6,
    )
    const drawn = (draw: string) => tokenEnergy?.parts.find((part) => part.draw === draw)?.joules ?? NaN
    expect(drawn('hosts') / drawn('network')).toBeCloseTo(5, 9)
  })

  it('widen the interval where nobody has measured them', () => {
    const width = ({ metrics: { power } }: ReturnType<typeof evaluate>) => (power.high ?? NaN) / (power.low ?? NaN)
    const unknown = evaluate(served)
    const { hosts = NaN, network = NaN } = unknown.power ?? {}
    const { devices } = served.deployment
    expect(width(unknown)).toBeGreaterThan(width(evaluate(fixed(hosts / devices, network / devices))))
  })

  it('are unknown where the board power is', () => {
    const { power } = served.hardware
    const dark = { ...served.hardware, power: { ...power, board: { value: null, grade: null, source: null } } }
    expect(surroundingPower(dark, 8)).toBeNull()
    expect(evaluate({ ...served, hardware: dark })).toMatchObject({ power: null, tokenEnergy: null })
  })
})
