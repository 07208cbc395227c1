import { withFigure } from './figures.ts'
import type { HardwareProfile } from './hardware.ts'
import type { Figure } from './provenance.ts'

/**
 * The figure a hardware override path names.
 * @param profile the device
 * @param path "peaks.fp8", "memory.hbm.bandwidth", "scaleUp.bandwidth", "power.board", "price.purchase", "dieArea"
 * @returns the figure, or null where the profile has none at that path
 */
export function figureAt(profile: HardwareProfile, path: string): Figure | null {
  const [head, second, third] = path.split('.')
  switch (head) {
    case 'peaks':
      return second !== undefined && Object.hasOwn(profile.peaks, second)
        ? (profile.peaks[second as keyof typeof profile.peaks] ?? null)
        : null
    case 'memory': {
      const level = profile.memory.find((candidate) => candidate.id === second)
      if (!level) return null
      return third === 'capacity' || third === 'bandwidth' || third === 'energyPerByte' ? level[third] : null
    }
    case 'scaleUp':
    case 'scaleOut':
    case 'hostLink':
      return second === 'bandwidth' || second === 'domain' ? (profile[head]?.[second] ?? null) : null
    case 'power':
      return second === 'board' || second === 'idle' || second === 'provisioned' ? profile.power[second] : null
    case 'price':
      return second === 'purchase' || second === 'rental' ? profile.price[second] : null
    case 'dieArea':
      return profile.dieArea
    default:
      return null
  }
}

/**
 * A copy of the profile with the scenario's overrides in place of its figures; what is not overridden is shared with it.
 * An overridden figure has the grade `estimate`, no source and no alternatives; paths the profile does not have are
 * ignored.
 * @param profile the device as embedded
 * @param overrides SI values by figure path
 */
export function applyHardwareOverrides(
  profile: HardwareProfile,
  overrides: Readonly<Record<string, number>>,
): HardwareProfile {
  let copy = profile
  for (const path of Object.keys(overrides)) {
    const value = overrides[path]
    if (value === undefined || figureAt(profile, path) === null) continue
    copy = withFigure(copy, path, { value, grade: 'estimate', source: null, note: 'Set in this scenario.' })
  }
  return copy
}
