import type { WeakFigure, Weakness } from '#shared/contract/weakFigures.ts'
import { hardwareFigures, modelFigures, type NamedFigure } from '#shared/domain/figures.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import type { Figure } from '#shared/domain/provenance.ts'
import { paidOrDrawnName } from '#shared/words/coverWords.ts'
import { disputedRange } from './disputed.ts'

/** The weak figures of one profile; `system`: it is one device of a system. */
export interface WeakProfile {
  readonly system: boolean
  readonly figures: readonly WeakFigure[]
}

/** Peaks that inference runs in before the others. */
const FIRST_PEAKS = ['peaks.fp4', 'peaks.fp8', 'peaks.bf16', 'peaks.fp16', 'peaks.int8']
const MODEL_RANKS: Readonly<Record<string, number>> = {
  dimensions: 0,
  'published.totalParameters': 1,
  'published.activeParameters': 2,
  'published.context': 3,
}
const LINK_WORDS: Readonly<Record<string, string>> = { scaleUp: 'Scale-up', scaleOut: 'Scale-out', hostLink: 'Host' }
const LABELS: Readonly<Record<string, string>> = {
  year: 'Year',
  dieArea: 'Silicon',
  'mesh.cores': 'Cores',
  'mesh.clock': 'Core clock',
  'mesh.sramPerCore': 'SRAM per core',
  'published.totalParameters': 'Parameters, total',
  'published.activeParameters': 'Parameters, active per token',
  'published.context': 'Context, longest',
}

/** The weak figures of a device. */
export function weakHardware(profile: HardwareProfile): WeakProfile {
  const { id, name, vendor: owner } = profile
  const figures = hardwareFigures(profile).flatMap((named) =>
    weakFigure(named, {
      kind: 'hardware',
      id,
      name,
      owner,
      label: hardwareLabel(profile, named.path),
      rank: hardwareRank(profile, named.path),
    }),
  )
  return { system: profile.system !== undefined, figures }
}

/** The weak figures of a model: its published sizes, and its dimensions as one. */
export function weakModel(profile: ModelProfile): WeakProfile {
  const { id, name, organisation: owner } = profile
  const { grade, source } = profile.dimensions
  const own: readonly Weakness[] = [
    ...(grade === 'guess' || grade === 'estimate' ? [grade] : []),
    ...(source === null ? (['unsourced'] as const) : []),
  ]
  const shared = { kind: 'models', id, name, owner } as const
  const dimensions: WeakFigure = {
    ...shared,
    path: 'dimensions',
    label: 'Dimensions',
    value: null,
    dimension: null,
    grade,
    weaknesses: [...own],
    spread: null,
    rank: 0,
  }
  const figures = modelFigures(profile).flatMap((named) =>
    weakFigure(named, { ...shared, label: LABELS[named.path] ?? named.path, rank: MODEL_RANKS[named.path] ?? 9 }),
  )
  return { system: false, figures: [...(own.length > 0 ? [dimensions] : []), ...figures] }
}

function weakFigure(
  { path, figure, dimension }: NamedFigure,
  about: Pick<WeakFigure, 'kind' | 'id' | 'name' | 'owner' | 'label' | 'rank'>,
): readonly WeakFigure[] {
  // Other values of a price are other kinds of price.
  const spread = path.startsWith('price.') ? null : disputedRange(figure)
  const weaknesses = weaknessesOf(figure, spread !== null)
  if (weaknesses.length === 0) return []
  const { value, grade } = figure
  return [{ ...about, path, value, dimension, grade, weaknesses, spread }]
}

function weaknessesOf({ value, grade, source }: Figure, disputed: boolean): Weakness[] {
  if (value === null) return ['unknown']
  return [
    ...(disputed ? (['disputed'] as const) : []),
    ...(grade === 'guess' || grade === 'estimate' ? [grade] : []),
    ...(source === null ? (['unsourced'] as const) : []),
  ]
}

/** The order in which an evaluation comes to need a figure. */
function hardwareRank(profile: HardwareProfile, path: string): number {
  const [part = '', level = '', last = ''] = path.split('.')
  if (part === 'memory') {
    if (last === 'energyPerByte') return 10
    const holds = profile.memory.find(({ id }) => id === level)?.holdsModel === true
    return (holds ? 0 : 8) + (last === 'bandwidth' ? 0 : 1)
  }
  if (part === 'peaks') return FIRST_PEAKS.includes(path) ? 2 : 3
  if (part in LINK_WORDS) return part === 'scaleUp' ? 4 : 5
  if (part === 'power') return level === 'idle' ? 10 : level === 'network' ? 9 : 6
  if (part === 'price') return 7
  return part === 'mesh' ? 8 : 11
}

function hardwareLabel(profile: HardwareProfile, path: string): string {
  const [part = '', level = '', last = ''] = path.split('.')
  if (part === 'peaks') return `${level.toUpperCase()}, dense peak`
  if (part === 'memory') {
    const name = profile.memory.find(({ id }) => id === level)?.name ?? level
    return `${name} ${last === 'energyPerByte' ? 'energy' : last}`
  }
  const link = LINK_WORDS[part]
  if (link !== undefined) return level === 'domain' ? `Devices on the ${link.toLowerCase()} link` : `${link} bandwidth`
  return paidOrDrawnName(path) ?? LABELS[path] ?? path
}
