import type { ImportedProfile } from '#shared/contract/imports.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { countParameters } from '#shared/domain/parameters.ts'
import { PEAK_FORMATS } from '#shared/domain/precision.ts'
import { unknownFigure, type Figure } from '#shared/domain/provenance.ts'
import { amount } from '#shared/units/amount.ts'
import { say } from '#shared/words/say.ts'
import { quoted } from './failures.ts'
import type { FileReading } from './fileReading.ts'
import { understoodOf } from './understood.ts'

/** What the library knows under a name. */
export interface LibraryFacts {
  devices(name: string): readonly HardwareProfile[]
  models(name: string): readonly ModelProfile[]
}

/** Norms, biases and small tables are not counted from dimensions; together they stay below this share. */
const SAME_MODEL = 0.02
/** How near two figures of one device are, whoever prints them. */
const SAME_FIGURE = 0.05
/** Most sentences about the entries of one file. */
const MOST_TOLD = 50

function isNear(value: number, other: number): boolean {
  return Math.abs(value / other - 1) <= SAME_FIGURE
}

/** The device whose figure is half of a value, unless a value of one of them is the value itself; null: there is none. */
function doubled(
  value: number,
  devices: readonly HardwareProfile[],
  of: (device: HardwareProfile) => number | null,
): HardwareProfile | null {
  if (devices.some((device) => isNear(value, of(device) ?? NaN))) return null
  return devices.find((device) => isNear(value, 2 * (of(device) ?? NaN))) ?? null
}

/** A sparse peak among those of a device, with the dense one the library has. */
interface SparsePeak {
  readonly format: (typeof PEAK_FORMATS)[number]
  readonly given: number
  readonly dense: number
  readonly known: HardwareProfile
}

/** Peaks that are twice the dense ones of the device of that name: with two zeros among four weights, which few models have. */
function sparsePeaks(profile: HardwareProfile, devices: readonly HardwareProfile[]): readonly SparsePeak[] {
  return PEAK_FORMATS.flatMap((format) => {
    const given = profile.peaks[format]?.value ?? null
    if (given === null) return []
    const peak = (device: HardwareProfile): number | null => device.peaks[format]?.value ?? null
    const known = doubled(given, devices, peak)
    const dense = known && peak(known)
    return known === null || dense === null ? [] : [{ format, given, dense, known }]
  })
}

function sparseText(profile: HardwareProfile, { format, given, dense, known }: SparsePeak, taken: boolean): string {
  return say(taken ? 'import.denseTaken' : 'import.sparsePeak', {
    name: quoted(profile.name),
    format,
    given: amount(given, 'flopsPerSecond'),
    dense: amount(dense, 'flopsPerSecond'),
    known: known.name,
  })
}

function withDense(profile: HardwareProfile, sparse: readonly SparsePeak[]): HardwareProfile {
  const peaks: Record<string, Figure | undefined> = { ...profile.peaks }
  for (const { format, dense, known } of sparse) {
    const given = peaks[format] ?? unknownFigure()
    peaks[format] = { ...given, value: dense, grade: 'derived', note: say('import.denseNote', { known: known.name }) }
  }
  return { ...profile, peaks: peaks as HardwareProfile['peaks'] }
}

/** A link of which both directions seem to be counted. */
function linkDoubts(profile: HardwareProfile, devices: readonly HardwareProfile[]): readonly string[] {
  const given = profile.scaleUp?.bandwidth.value ?? null
  const each = (device: HardwareProfile): number | null => device.scaleUp?.bandwidth.value ?? null
  const known = given === null ? null : doubled(given, devices, each)
  if (given === null || known === null) return []
  const rates = { given: amount(given, 'bytesPerSecond'), each: amount(each(known), 'bytesPerSecond') }
  return [say('import.bothDirections', { name: quoted(profile.name), known: known.name, ...rates })]
}

/** How a model differs from every one of its name that the library has; null: from one of them in nothing, or there is none. */
function modelDoubt(profile: ModelProfile, models: readonly ModelProfile[]): string | null {
  const counted = countParameters(profile).total
  const others = models.map((model) => ({ model, total: countParameters(model).total }))
  const [first] = others
  if (!first || others.some(({ total }) => Math.abs(counted / total - 1) <= SAME_MODEL)) return null
  return say('import.libraryDiffers', {
    name: quoted(profile.name),
    known: first.model.id,
    had: amount(first.total, 'parameters'),
    counted: amount(counted, 'parameters'),
    more: counted > first.total ? 'more' : 'less',
    share: Math.abs(counted / first.total - 1),
  })
}

/**
 * Holds what was read against what the library has under the same name: peaks that are sparse ones, links counted both
 * ways, parameters that are others. Profiles of our own are what they are.
 * @param dense take the library's dense peaks in place of sparse ones, instead of refusing them
 */
export function heldAgainst(reading: FileReading, library: LibraryFacts, dense: boolean): FileReading {
  if (reading.kind === 'profiles') return reading
  const doubts = [...reading.doubts]
  const problems = [...reading.problems]
  const assumed = [...reading.assumed]
  let sparse = 0
  const tell = (sentences: string[], sentence: string): void => {
    if (sentences.length < MOST_TOLD) sentences.push(sentence)
  }
  const entries = reading.entries.map((entry): ImportedProfile => {
    if (entry.kind === 'model') {
      const doubt = modelDoubt(entry.profile, library.models(entry.profile.name))
      if (doubt !== null) tell(doubts, doubt)
      return entry
    }
    const devices = library.devices(entry.profile.name)
    for (const doubt of linkDoubts(entry.profile, devices)) tell(doubts, doubt)
    const found = sparsePeaks(entry.profile, devices)
    sparse += found.length
    for (const peak of found) tell(dense ? assumed : problems, sparseText(entry.profile, peak, dense))
    return found.length > 0 && dense ? { kind: 'hardware', profile: withDense(entry.profile, found) } : entry
  })
  const understood = reading.understood.filter(({ of }) => of === '')
  return {
    ...reading,
    ...(sparse > 0 && dense ? { entries, understood: [...understood, ...entries.flatMap(understoodOf)] } : {}),
    ...{ doubts, problems, assumed, sparse },
  }
}
