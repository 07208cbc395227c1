import { PEAK_FORMATS, type PeakFormat } from '../domain/precision.ts'
import type { HardwareProfile, Link, MemoryLevel } from '../domain/hardware.ts'
import type { Figure } from '../domain/provenance.ts'
import type { Dimension } from '../units/quantity.ts'

/** One figure of a device: what it is called, where it stands, what it measures. */
export interface HardwareInput {
  /** Equal labels of different devices stand on one line of the comparison. */
  readonly label: string
  /** Path as scenario overrides name it; '' where a figure cannot be overridden. */
  readonly path: string
  readonly dimension: Dimension
  readonly figure: Figure
  /** The part's own name, where the label does not say it: "NVLink 5". */
  readonly part?: string
}

/** "NVIDIA B200", where the name may or may not begin with its vendor. */
export function deviceName({ vendor, name }: HardwareProfile): string {
  return name.startsWith(vendor) ? name : `${vendor} ${name}`
}

/**
 * Every figure of a device that an evaluation may read, in the order of the register. Labels name the part ("HBM3E
 * bandwidth"), so each device reads in its own words.
 */
export function hardwareInputs(profile: HardwareProfile): HardwareInput[] {
  return [
    ...peaks(profile),
    ...profile.memory.flatMap((level) => levelInputs(level, level.name)),
    ...linkInputs(profile.scaleUp, 'scaleUp', 'Scale-up'),
    ...linkInputs(profile.scaleOut, 'scaleOut', 'Scale-out'),
    ...linkInputs(profile.hostLink, 'hostLink', 'Host link').slice(0, 1),
    ...meshInputs(profile),
    ...commonInputs(profile),
  ]
}

/**
 * The figures that devices have in common, under labels that do not name the part, for setting them side by side. The
 * memory is the largest level that may hold a model.
 * @param formats peaks of other formats are left out
 */
export function comparableInputs(profile: HardwareProfile, formats: ReadonlySet<PeakFormat>): HardwareInput[] {
  const level = modelLevel(profile)
  return [
    ...peaks(profile, formats),
    ...(level ? levelInputs(level, 'Model memory') : []),
    ...linkInputs(profile.scaleUp, 'scaleUp', 'Scale-up'),
    ...linkInputs(profile.scaleOut, 'scaleOut', 'Scale-out'),
    ...commonInputs(profile),
  ]
}

/** The largest level that weights and KV may live in; null when the profile has none. */
export function modelLevel(profile: HardwareProfile): MemoryLevel | null {
  const levels = profile.memory.filter((level) => level.holdsModel)
  return levels.toSorted((a, b) => (b.capacity.value ?? 0) - (a.capacity.value ?? 0))[0] ?? null
}

function peaks(profile: HardwareProfile, formats: ReadonlySet<PeakFormat> = new Set(PEAK_FORMATS)): HardwareInput[] {
  return PEAK_FORMATS.filter((format) => formats.has(format)).flatMap((format) => {
    const figure = profile.peaks[format]
    return figure
      ? [{ label: `Dense peak, ${format.toUpperCase()}`, path: `peaks.${format}`, dimension: 'flopsPerSecond', figure }]
      : []
  })
}

function levelInputs(level: MemoryLevel, name: string): HardwareInput[] {
  const path = `memory.${level.id}`
  return [
    { label: `${name} capacity`, path: `${path}.capacity`, dimension: 'bytes', figure: level.capacity },
    { label: `${name} bandwidth`, path: `${path}.bandwidth`, dimension: 'bytesPerSecond', figure: level.bandwidth },
    { label: `${name} energy`, path: `${path}.energyPerByte`, dimension: 'joulesPerByte', figure: level.energyPerByte },
  ]
}

function linkInputs(link: Link | null, path: string, label: string): HardwareInput[] {
  if (!link) return []
  return [
    {
      label: `${label}, per direction`,
      path: `${path}.bandwidth`,
      dimension: 'bytesPerSecond',
      figure: link.bandwidth,
      part: link.name,
    },
    { label: `${label} reach, devices`, path: `${path}.domain`, dimension: 'count', figure: link.domain },
  ]
}

function meshInputs({ mesh }: HardwareProfile): HardwareInput[] {
  if (!mesh) return []
  return [
    { label: 'Cores', path: '', dimension: 'count', figure: mesh.cores },
    { label: 'Core clock', path: '', dimension: 'hertz', figure: mesh.clock },
    { label: 'SRAM per core', path: '', dimension: 'bytes', figure: mesh.sramPerCore },
  ]
}

function commonInputs({ power, price, dieArea }: HardwareProfile): HardwareInput[] {
  return [
    { label: 'Board power', path: 'power.board', dimension: 'watts', figure: power.board },
    { label: 'Idle power', path: 'power.idle', dimension: 'watts', figure: power.idle },
    { label: 'Provisioned power', path: 'power.provisioned', dimension: 'watts', figure: power.provisioned },
    { label: 'Purchase price', path: 'price.purchase', dimension: 'dollars', figure: price.purchase },
    { label: 'Rental price', path: 'price.rental', dimension: 'dollarsPerHour', figure: price.rental },
    { label: 'Silicon area', path: 'dieArea', dimension: 'area', figure: dieArea },
  ]
}
