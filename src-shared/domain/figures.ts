import type { Dimension } from '../units/quantity.ts'
import { SURROUNDING_PARTS } from './covers.ts'
import type { HardwareProfile } from './hardware.ts'
import type { ModelProfile } from './model.ts'
import type { Figure } from './provenance.ts'
import { addedFor, hostPower, networkPower } from './surroundings.ts'

/** One figure of a profile, with the path that names it and what it measures. */
export interface NamedFigure {
  /** "peaks.fp8", "memory.hbm.bandwidth" (levels by id), "published.context". */
  readonly path: string
  readonly figure: Figure
  readonly dimension: Dimension
  /** It is worked out of others: the profile itself holds no such figure. */
  readonly workedOut?: true
}

/** What the figures under each last name of a path measure. */
const DIMENSION_OF: Readonly<Record<string, Dimension>> = {
  year: 'count',
  capacity: 'bytes',
  bandwidth: 'bytesPerSecond',
  energyPerByte: 'joulesPerByte',
  domain: 'count',
  cores: 'count',
  clock: 'hertz',
  sramPerCore: 'bytes',
  dieArea: 'area',
  totalParameters: 'parameters',
  activeParameters: 'parameters',
  context: 'tokens',
}

/** What a figure measures. @param path of the figure @returns null where nobody wrote it down */
export function dimensionOf(path: string): Dimension | null {
  if (path.startsWith('peaks.')) return 'flopsPerSecond'
  if (path.startsWith('other.')) return null
  if (path.startsWith('power.')) return 'watts'
  if (path.startsWith('price.')) return path === 'price.rental' ? 'dollarsPerHour' : 'dollars'
  const last = path.split('.').at(-1) ?? ''
  return Object.hasOwn(DIMENSION_OF, last) ? (DIMENSION_OF[last] ?? null) : null
}

/** Every figure of a device that can be edited: all but those kept on record only, whose units nobody wrote down. */
export function hardwareFigures(profile: HardwareProfile): readonly NamedFigure[] {
  const { power, price, mesh } = profile
  const figures = named([
    ['year', profile.year],
    ...Object.entries(profile.peaks).map(([format, figure]) => [`peaks.${format}`, figure] as const),
    ...profile.memory.flatMap(({ id, capacity, bandwidth, energyPerByte }) => [
      [`memory.${id}.capacity`, capacity] as const,
      [`memory.${id}.bandwidth`, bandwidth] as const,
      [`memory.${id}.energyPerByte`, energyPerByte] as const,
    ]),
    ...(['scaleUp', 'scaleOut', 'hostLink'] as const).flatMap((link) => [
      [`${link}.bandwidth`, profile[link]?.bandwidth] as const,
      [`${link}.domain`, profile[link]?.domain] as const,
    ]),
    ['mesh.cores', mesh?.cores],
    ['mesh.clock', mesh?.clock],
    ['mesh.sramPerCore', mesh?.sramPerCore],
    ['power.board', power.board],
    ['power.idle', power.idle],
    ['power.provisioned', power.provisioned],
    ['price.purchase', price.purchase],
    ['price.rental', price.rental],
    ['dieArea', profile.dieArea],
  ])
  return [...figures, ...surroundingFigures(profile)]
}

/** What stands around a device and in no figure of its own, as an evaluation counts it. */
export function surroundingFigures(profile: HardwareProfile): readonly NamedFigure[] {
  const { power, price } = profile
  const entries = [
    ['power.host', hostPower(profile), power.host],
    ['power.network', networkPower(profile), power.network],
    ...SURROUNDING_PARTS.map((part) => [`price.${part}`, addedFor(profile, part), price[part]] as const),
  ] as const
  return entries.flatMap(([path, figure, stored]) =>
    named([[path, figure ?? undefined]]).map((each) =>
      each.figure === stored ? each : { ...each, workedOut: true as const },
    ),
  )
}

/** Every figure of a model that can be edited. Dimensions are no figures: another dimension is another model. */
export function modelFigures({ published }: ModelProfile): readonly NamedFigure[] {
  return named([
    ['published.totalParameters', published.totalParameters],
    ['published.activeParameters', published.activeParameters],
    ['published.context', published.context],
  ])
}

function named(entries: readonly (readonly [path: string, figure: Figure | undefined])[]): readonly NamedFigure[] {
  return entries.flatMap(([path, figure]) => {
    const dimension = dimensionOf(path)
    return figure && dimension ? [{ path, figure, dimension }] : []
  })
}

/** How many figures of a list a user has put there. */
export function countOverridden(figures: readonly NamedFigure[]): number {
  return figures.filter(({ figure }) => figure.override !== undefined).length
}

/**
 * A copy of a profile with one figure replaced; all else is shared with it.
 * @param profile a device or a model
 * @param path a path of `hardwareFigures` or `modelFigures`; items of lists by their id
 * @param figure what stands there from now on
 */
export function withFigure<Profile extends object>(profile: Profile, path: string, figure: Figure): Profile {
  return replaceAt(profile, path.split('.'), figure) as Profile
}

function replaceAt(value: unknown, path: readonly string[], figure: Figure): unknown {
  const [key, ...rest] = path
  if (key === undefined) return figure
  if (Array.isArray(value)) {
    return (value as readonly { readonly id?: unknown }[]).map((item) =>
      item.id === key ? replaceAt(item, rest, figure) : item,
    )
  }
  const owner = value as Readonly<Record<string, unknown>>
  return { ...owner, [key]: replaceAt(owner[key], rest, figure) }
}
