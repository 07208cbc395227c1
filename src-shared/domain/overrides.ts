import type { HardwareProfile } from './hardware.ts'
import type { Figure } from './provenance.ts'
import { rangeAround } from './ranges.ts'
import type { InputRange } from './scenario.ts'
import { hostPower, networkPower, addedFor } from './surroundings.ts'

/** Paths taken apart: there are few, and analyses ask for the same ones by the thousand. */
const parts = new Map<string, readonly string[]>()
const MOST_PATHS = 1000

function partsOf(path: string): readonly string[] {
  let found = parts.get(path)
  if (found === undefined) {
    if (parts.size >= MOST_PATHS) parts.clear()
    found = path.split('.')
    parts.set(path, found)
  }
  return found
}

/**
 * The figure a hardware override path names.
 * @param profile the device
 * @param path "peaks.fp8", "memory.hbm.bandwidth", "scaleUp.bandwidth", "power.board", "price.purchase", "dieArea"
 * @returns the figure, or null where the profile has none at that path
 */
export function figureAt(profile: HardwareProfile, path: string): Figure | null {
  const [head, second, third] = partsOf(path)
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
      if (second === 'host') return hostPower(profile)
      if (second === 'network') return networkPower(profile)
      return second === 'board' || second === 'idle' || second === 'provisioned' ? profile.power[second] : null
    case 'price':
      if (second === 'host' || second === 'network' || second === 'rack') return addedFor(profile, second)
      return second === 'purchase' || second === 'rental' ? profile.price[second] : null
    case 'dieArea':
      return profile.dieArea
    default:
      return null
  }
}

/**
 * A copy of the profile with the scenario's overrides in place of its figures; what is not overridden is shared with it.
 * An overridden figure has the grade `own`, no source and no alternatives; paths the profile does not have are
 * ignored.
 * @param profile the device as embedded
 * @param overrides SI values by figure path
 */
export function applyHardwareOverrides(
  profile: HardwareProfile,
  overrides: Readonly<Record<string, number>>,
): HardwareProfile {
  let copy: Record<string, unknown> | null = null
  for (const path of Object.keys(overrides)) {
    const value = overrides[path]
    if (value === undefined || figureAt(profile, path) === null) continue
    copy ??= { ...profile }
    put(copy, profile, path, { value, grade: 'own', source: null, note: 'Set in this scenario.' })
  }
  return copy === null ? profile : (copy as HardwareProfile)
}

const HARDWARE = 'hardware.'

/**
 * A copy of the profile in which figures carry the user's own ranges; what has none is shared with it. A range that
 * leaves the value out is widened to hold it.
 * @param ranges by input path; paths that name no figure of the device are ignored
 */
export function applyHardwareRanges(
  profile: HardwareProfile,
  ranges: Readonly<Record<string, InputRange>>,
): HardwareProfile {
  let copy: Record<string, unknown> | null = null
  for (const [input, range] of Object.entries(ranges)) {
    const path = input.startsWith(HARDWARE) ? input.slice(HARDWARE.length) : ''
    const figure = figureAt(copy === null ? profile : (copy as HardwareProfile), path)
    if (figure === null || figure.value === null) continue
    copy ??= { ...profile }
    put(copy, profile, path, { ...figure, ...rangeAround(figure.value, range) })
  }
  return copy === null ? profile : (copy as HardwareProfile)
}

/** A copy of the profile with one figure replaced; the rest is shared with it. @param path of a figure it has */
export function withHardwareFigure(profile: HardwareProfile, path: string, figure: Figure): HardwareProfile {
  const copy: Record<string, unknown> = { ...profile }
  put(copy, profile, path, figure)
  return copy as HardwareProfile
}

/** Puts a figure into a copy; the part it is in is copied first where the copy still shares it. */
function put(copy: Record<string, unknown>, profile: HardwareProfile, path: string, figure: Figure): void {
  const [head = '', second, third] = partsOf(path)
  if (second === undefined) {
    copy[head] = figure
    return
  }
  const shared: unknown = profile[head as keyof HardwareProfile]
  if (head === 'memory') {
    if (copy[head] === shared) copy[head] = profile.memory.map((level) => ({ ...level }))
    const level = (copy[head] as { id: string }[]).find(({ id }) => id === second) as
      | Record<string, unknown>
      | undefined
    if (level && third !== undefined) level[third] = figure
    return
  }
  if (copy[head] === shared) copy[head] = { ...(shared as object) }
  ;(copy[head] as Record<string, unknown>)[second] = figure
}
