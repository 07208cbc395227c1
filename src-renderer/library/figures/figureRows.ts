import { coverOf, type CoveredFigure } from '#shared/domain/covers.ts'
import { surroundingFigures, type NamedFigure } from '#shared/domain/figures.ts'
import type { HardwareProfile, Link, MemoryLevel } from '#shared/domain/hardware.ts'
import type { PeakFormat } from '#shared/domain/precision.ts'
import type { Figure, Source } from '#shared/domain/provenance.ts'
import { formatQuantity, type FormattedQuantity } from '#shared/units/format.ts'
import type { Dimension } from '#shared/units/quantity.ts'
import { coverWords, paidOrDrawnName, workedOutWords } from '#shared/words/coverWords.ts'
import { say } from '#shared/words/say.ts'

/** One line of a device's table of figures. */
export interface FigureRow {
  /** Unique in the profile; the override path where the figure has one. */
  readonly key: string
  readonly label: string
  readonly figure: Figure
  readonly dimension: Dimension
  /** Printed in place of the dimension's own unit: integer formats count OP/s. */
  readonly shows: FormattedQuantity
  /** The figure's source, where it has one. */
  readonly source: Source | null
  /** What the label leaves open: "switch", "largest level". */
  readonly aside: string | null
  /** What a price or power covers, in full; null: it is neither, or unknown. */
  readonly covers: string | null
  /** What the label was shortened from; null: nothing. */
  readonly fullName: string | null
  /** Other values are other kinds of price, not a disagreement. */
  readonly price: boolean
  /** An unknown that few readers miss: folded away until asked for. */
  readonly folds: boolean
}

/** Lines under one heading. */
export interface FigureGroup {
  readonly title: string
  readonly rows: readonly FigureRow[]
}

/** Narrow formats first: they are what inference runs in. */
const FORMAT_ORDER: readonly PeakFormat[] = [
  'fp4',
  'fp6',
  'fp8',
  'int4',
  'int8',
  'bf16',
  'fp16',
  'tf32',
  'fp32',
  'fp64',
]

/** Figures on record that no evaluation reads, by their keys in the profile. */
const OTHER: Readonly<Record<string, readonly [label: string, dimension: Dimension]>> = {
  blockFp8: ['FP8 with block scales, dense peak', 'flopsPerSecond'],
  sparseFp16: ['FP16, sparse headline', 'flopsPerSecond'],
  onWaferFabric: ['On-wafer fabric', 'bytesPerSecond'],
  onSystemFabric: ['On-system fabric', 'bytesPerSecond'],
  hostMemory: ['Host memory, per device', 'bytes'],
  devicesPerRack: ['Devices per rack', 'count'],
}

/**
 * Every figure of a device as the profile page lists it: those an evaluation reads first, groups without a figure left
 * out. Together with prices these are the figures the library counts.
 */
export function figureGroups(profile: HardwareProfile): readonly FigureGroup[] {
  const row = rowMaker(profile)
  const { power, price, mesh } = profile
  const around = surroundingFigures(profile)
  const groups: readonly FigureGroup[] = [
    {
      title: 'Compute, dense',
      rows: FORMAT_ORDER.flatMap((format) => {
        const figure = profile.peaks[format]
        return figure ? [row(`peaks.${format}`, format.toUpperCase(), figure, 'flopsPerSecond')] : []
      }),
    },
    { title: 'Memory', rows: inReadingOrder(profile.memory).flatMap((level) => levelRows(level, row)) },
    {
      title: 'Links, per direction',
      rows: [
        ...linkRows(profile.scaleUp, 'scaleUp', 'scale-up', row),
        ...linkRows(profile.scaleOut, 'scaleOut', 'scale-out', row),
        ...linkRows(profile.hostLink, 'hostLink', 'host', row),
      ],
    },
    {
      title: 'Core grid',
      rows: mesh
        ? [
            row('mesh.cores', 'Cores', mesh.cores, 'count'),
            row('mesh.clock', 'Core clock', mesh.clock, 'hertz'),
            row('mesh.sramPerCore', 'SRAM per core', mesh.sramPerCore, 'bytes'),
          ]
        : [],
    },
    {
      title: 'Power and price, per device',
      rows: [
        row('power.board', say('figure.boardPower'), power.board, 'watts', covering(profile, 'board')),
        row('power.provisioned', say('figure.provisionedPower'), power.provisioned, 'watts', {
          ...covering(profile, 'provisioned'),
        }),
        row('power.idle', say('figure.idlePower'), power.idle, 'watts'),
        ...around.filter(({ path }) => path.startsWith('power.')).map((named) => aroundRow(named, row)),
        row('price.purchase', say('figure.purchasePrice'), price.purchase, 'dollars', {
          price: true,
          ...covering(profile, 'purchase'),
        }),
        row('price.rental', say('figure.rentalPrice'), price.rental, 'dollarsPerHour', {
          price: true,
          ...covering(profile, 'rental'),
        }),
        ...around.filter(({ path }) => path.startsWith('price.')).map((named) => aroundRow(named, row)),
      ],
    },
    {
      title: 'Device',
      rows: [row('dieArea', 'Silicon', profile.dieArea, 'area'), row('year', 'Year', profile.year, 'count')],
    },
    {
      title: 'On record, not used in evaluation',
      rows: Object.entries(profile.other).map(([key, figure]) => {
        const [label, dimension] = OTHER[key] ?? measuredOf(key) ?? [spelledOut(key), 'count']
        return row(`other.${key}`, label, figure, dimension)
      }),
    },
  ]
  return groups.filter((group) => group.rows.length > 0)
}

/** Figures on record that a measurement reached: they are no peaks. */
function measuredOf(key: string): readonly [label: string, dimension: Dimension] | null {
  switch (key) {
    case 'measuredPrompt':
      return [say('figure.measuredPrompt'), 'flopsPerSecond']
    case 'measuredBf16Products':
      return [say('figure.measuredBf16Products'), 'flopsPerSecond']
    case 'measuredBandwidth':
      return [say('figure.measuredBandwidth'), 'bytesPerSecond']
    default:
      return null
  }
}

/** What a known price or power covers, beside its name. */
function covering(profile: HardwareProfile, name: CoveredFigure): Pick<FigureRow, 'aside' | 'covers'> {
  const figure = name === 'purchase' || name === 'rental' ? profile.price[name] : profile.power[name]
  if (figure.value === null) return { aside: null, covers: null }
  const cover = coverOf(profile, name)
  return { aside: say('cover.of', { of: cover.of }), covers: coverWords(cover) }
}

/** What stands around a device and is in no figure of its own; what was worked out says of what. */
function aroundRow(named: NamedFigure, row: RowMaker): FigureRow {
  const { path, figure, dimension, workedOut } = named
  const noted = workedOut === true && figure.value !== null ? { ...figure, note: workedOutWords(named) } : figure
  return row(path, paidOrDrawnName(path) ?? path, noted, dimension, { price: path.startsWith('price.') })
}

type RowMaker = (
  key: string,
  label: string,
  figure: Figure,
  dimension: Dimension,
  extra?: Partial<Pick<FigureRow, 'aside' | 'covers' | 'fullName' | 'price' | 'folds'>>,
) => FigureRow

function rowMaker(profile: HardwareProfile): RowMaker {
  return (key, label, figure, dimension, extra = {}) => ({
    key,
    label,
    figure,
    dimension,
    shows: shownValue(key, figure.value, dimension),
    source: figure.source === null ? null : (profile.sources[figure.source] ?? null),
    aside: null,
    covers: null,
    fullName: null,
    price: false,
    folds: false,
    ...extra,
  })
}

/** A value of a figure as its row prints it. @param key the row's key @param value SI */
export function shownValue(key: string, value: number | null, dimension: Dimension): FormattedQuantity {
  if (key === 'year' && value !== null) return { text: String(value), unit: '' }
  const shown = formatQuantity(value, dimension)
  return key.startsWith('peaks.int') ? { ...shown, unit: shown.unit.replace('FLOP/s', 'OP/s') } : shown
}

/** Levels that hold a model first, then caches from the largest, then what is behind a link. */
function inReadingOrder(levels: readonly MemoryLevel[]): readonly MemoryLevel[] {
  const rank = (level: MemoryLevel) => (level.holdsModel ? 0 : level.kind === 'external' ? 2 : 1)
  return levels.toReversed().toSorted((left, right) => rank(left) - rank(right))
}

function levelRows(level: MemoryLevel, row: RowMaker): FigureRow[] {
  const path = `memory.${level.id}`
  const folds = (figure: Figure) => figure.value === null && figure.note === undefined && !level.holdsModel
  return [
    row(`${path}.capacity`, `${level.name} capacity`, level.capacity, 'bytes', { folds: folds(level.capacity) }),
    row(`${path}.bandwidth`, `${level.name} bandwidth`, level.bandwidth, 'bytesPerSecond', {
      folds: folds(level.bandwidth),
    }),
    row(`${path}.energyPerByte`, `${level.name} energy`, level.energyPerByte, 'joulesPerByte', {
      folds: level.energyPerByte.value === null && level.energyPerByte.note === undefined,
    }),
  ]
}

function linkRows(link: Link | null, path: string, role: string, row: RowMaker): FigureRow[] {
  if (!link) return []
  // A link between two ends has no shape worth naming.
  const shapeless = link.topology === 'unknown' || link.topology === 'point-to-point'
  // "SwarmX over 12x100GbE (external)": the remark has its place in the details.
  const name = link.name.replace(/\s*\([^)]*\)$/, '')
  return [
    row(`${path}.bandwidth`, name, link.bandwidth, 'bytesPerSecond', {
      aside: shapeless ? role : `${role}, ${link.topology}`,
      fullName: name === link.name ? null : link.name,
    }),
    row(`${path}.domain`, `Devices on the ${role} link`, link.domain, 'count', {
      folds: link.domain.value === null && link.domain.note === undefined,
    }),
  ]
}

/** "onWaferFabric" → "On wafer fabric". */
function spelledOut(key: string): string {
  const words = key.replace(/([A-Z])/g, ' $1').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What the user's figure stands in place of: "was 3.35 TB/s"; null: nobody changed it. */
export function replacedText({
  key,
  figure,
  dimension,
}: Pick<FigureRow, 'key' | 'figure' | 'dimension'>): string | null {
  const { override } = figure
  if (!override) return null
  if (override.replaced === null) return 'was unknown'
  const { text, unit } = shownValue(key, override.replaced, dimension)
  return `was ${text} ${unit}`.trim()
}
