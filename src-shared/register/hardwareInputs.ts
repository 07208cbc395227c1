import { PEAK_FORMATS, type PeakFormat } from '../domain/precision.ts'
import { coverOf, type CoveredFigure } from '../domain/covers.ts'
import { surroundingFigures } from '../domain/figures.ts'
import type { HardwareProfile, Link, MemoryLevel } from '../domain/hardware.ts'
import type { Figure } from '../domain/provenance.ts'
import type { Dimension } from '../units/quantity.ts'
import { coverWords, paidOrDrawnName, workedOutWords } from '../words/coverWords.ts'
import { say } from '../words/say.ts'

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
    ...linkInputs(profile.scaleUp, 'scaleUp'),
    ...linkInputs(profile.scaleOut, 'scaleOut'),
    ...linkInputs(profile.hostLink, 'hostLink').slice(0, 1),
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
    ...(level ? levelInputs(level, say('register.modelMemory')) : []),
    ...linkInputs(profile.scaleUp, 'scaleUp'),
    ...linkInputs(profile.scaleOut, 'scaleOut'),
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
      ? [
          {
            label: say('register.densePeak', { format: format.toUpperCase() }),
            path: `peaks.${format}`,
            dimension: 'flopsPerSecond',
            figure,
          },
        ]
      : []
  })
}

function levelInputs(level: MemoryLevel, name: string): HardwareInput[] {
  const path = `memory.${level.id}`
  return [
    {
      label: say('register.level.capacity', { level: name }),
      path: `${path}.capacity`,
      dimension: 'bytes',
      figure: level.capacity,
    },
    {
      label: say('register.level.bandwidth', { level: name }),
      path: `${path}.bandwidth`,
      dimension: 'bytesPerSecond',
      figure: level.bandwidth,
    },
    {
      label: say('register.level.energy', { level: name }),
      path: `${path}.energyPerByte`,
      dimension: 'joulesPerByte',
      figure: level.energyPerByte,
    },
  ]
}

function linkInputs(link: Link | null, path: 'scaleUp' | 'scaleOut' | 'hostLink'): HardwareInput[] {
  if (!link) return []
  return [
    {
      label: say('register.link.bandwidth', { link: path }),
      path: `${path}.bandwidth`,
      dimension: 'bytesPerSecond',
      figure: link.bandwidth,
      part: link.name,
    },
    {
      label: say('register.link.reach', { link: path }),
      path: `${path}.domain`,
      dimension: 'count',
      figure: link.domain,
    },
  ]
}

function meshInputs({ mesh }: HardwareProfile): HardwareInput[] {
  if (!mesh) return []
  return [
    { label: say('register.cores'), path: '', dimension: 'count', figure: mesh.cores },
    { label: say('register.coreClock'), path: '', dimension: 'hertz', figure: mesh.clock },
    { label: say('register.sramPerCore'), path: '', dimension: 'bytes', figure: mesh.sramPerCore },
  ]
}

function commonInputs(profile: HardwareProfile): HardwareInput[] {
  const { power, price, dieArea } = profile
  return [
    { ...covered(profile, 'board'), path: 'power.board', dimension: 'watts', figure: power.board },
    { label: say('figure.idlePower'), path: 'power.idle', dimension: 'watts', figure: power.idle },
    { ...covered(profile, 'provisioned'), path: 'power.provisioned', dimension: 'watts', figure: power.provisioned },
    ...aroundInputs(profile, 'power.'),
    { ...covered(profile, 'purchase'), path: 'price.purchase', dimension: 'dollars', figure: price.purchase },
    { ...covered(profile, 'rental'), path: 'price.rental', dimension: 'dollarsPerHour', figure: price.rental },
    ...aroundInputs(profile, 'price.'),
    { label: say('register.dieArea'), path: 'dieArea', dimension: 'area', figure: dieArea },
  ]
}

/** A price or power with what it covers. */
function covered(profile: HardwareProfile, name: CoveredFigure): Pick<HardwareInput, 'label' | 'part'> {
  const path = `${name === 'purchase' || name === 'rental' ? 'price' : 'power'}.${name}`
  return { label: paidOrDrawnName(path) ?? path, part: coverWords(coverOf(profile, name)) }
}

/** What stands around a device and is in no figure of its own. */
function aroundInputs(profile: HardwareProfile, of: 'power.' | 'price.'): HardwareInput[] {
  return surroundingFigures(profile)
    .filter(({ path }) => path.startsWith(of))
    .map((named) => ({
      label: paidOrDrawnName(named.path) ?? named.path,
      path: named.path,
      dimension: named.dimension,
      figure: named.figure,
      ...(named.workedOut === true ? { part: workedOutWords(named) } : {}),
    }))
}
