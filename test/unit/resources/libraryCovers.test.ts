import { describe, expect, it } from 'vitest'
import { COVERED_FIGURES, coverOf, SURROUNDING_PARTS, type CoveredFigure } from '#shared/domain/covers.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { hostPower, networkPower } from '#shared/domain/surroundings.ts'
import { device, shipped } from './libraryProfiles.ts'

const profiles = [...shipped.hardware, ...shipped.systems]

function system(id: string): HardwareProfile {
  const found = shipped.systems.find((profile) => profile.id === id)
  if (!found) throw new Error(`no system ${id}`)
  return found
}

function figureOf(profile: HardwareProfile, name: CoveredFigure) {
  return name === 'purchase' || name === 'rental' ? profile.price[name] : profile.power[name]
}

/** "board", "node+host", "rack+host+rack": what is in a figure. */
function said(profile: HardwareProfile, name: CoveredFigure): string {
  const cover = coverOf(profile, name)
  const parts = SURROUNDING_PARTS.map((part) => (cover[part] === null ? `?${part}` : cover[part] ? part : ''))
  return [cover.of, ...parts.filter((part) => part !== '')].join('+')
}

describe('every price and power of the library says what it covers', () => {
  it.each(profiles)('$id', (profile) => {
    for (const name of COVERED_FIGURES) {
      const known = figureOf(profile, name).value !== null
      expect(profile.covers?.[name] !== undefined, name).toBe(known)
    }
  })

  it.each([
    ['h100-sxm', 'board', 'board'],
    ['h100-sxm', 'provisioned', 'system+host+network+rack'],
    ['h100-sxm', 'purchase', 'board'],
    ['h100-sxm', 'rental', 'system+host+network+rack'],
    ['xeon-6980p', 'board', 'chip'],
    ['dgx-spark-gb10', 'board', 'chip+?host'],
    ['dgx-spark-gb10', 'purchase', 'system+host+rack'],
    ['bow-ipu', 'board', 'node+?network'],
    ['gb200-nvl72', 'purchase', 'rack+host+rack'],
    ['cerebras-wse3', 'board', 'system+host+network+rack'],
    ['cerebras-wse3', 'purchase', 'system+host+rack'],
    ['vr200-nvl72', 'purchase', 'board'],
  ] as const)('%s, %s: %s', (id, name, parts) => {
    expect(said(device(id), name)).toBe(parts)
  })

  it.each([
    ['dgx-h100', 'provisioned', 'node+host'],
    // The street price of its boards: the server is not in it.
    ['dgx-h100', 'purchase', 'board'],
    ['dgx-b200', 'purchase', 'node+host'],
    ['dgx-gb300-nvl72', 'provisioned', 'rack+host+rack'],
    ['dgx-gb200-nvl72', 'purchase', 'rack+host+rack'],
    ['cs-3-cluster-4', 'purchase', 'system+host+rack'],
    ['cs-3-cluster-4', 'board', 'system+host+network+rack'],
    ['aws-p5.48xlarge', 'rental', 'system+host+network+rack'],
  ] as const)('%s, %s: %s', (id, name, parts) => {
    expect(said(system(id), name)).toBe(parts)
  })

  it.each(profiles)('$id: what stands around is counted once, and is never nothing where nobody says', (profile) => {
    const board = coverOf(profile, 'board')
    for (const [figure, inBoard] of [
      [hostPower(profile), board.host],
      [networkPower(profile), board.network],
    ] as const) {
      expect(figure === null).toBe(inBoard === true)
      if (figure === null || figure.value === null) continue
      expect(figure.value).toBeGreaterThan(0)
      expect(figure.grade).not.toBeNull()
      expect(figure.low ?? figure.value).toBeLessThanOrEqual(figure.value)
      expect(figure.high ?? figure.value).toBeGreaterThanOrEqual(figure.value)
    }
  })

  it('the hosts of a server are worked out of what it draws at most, those of a board of its limit alone', () => {
    // Between 15 % of 8 × 700 W and 10.2 kW − 5.6 kW: 1.97 kW.
    expect(8 * (hostPower(system('dgx-h100'))?.value ?? NaN)).toBeCloseTo(Math.sqrt(840 * 4600), 6)
    // 1.2 kW and 14.3 kW − 8 kW: 2.75 kW.
    expect(8 * (hostPower(system('dgx-b200'))?.value ?? NaN)).toBeCloseTo(Math.sqrt(1200 * 6300), 6)
    expect(hostPower(system('dgx-b200'))?.grade).toBe('estimate')
    expect(hostPower(device('b200-sxm'))).toMatchObject({ low: 150, high: 450, grade: 'guess' })
  })
})
