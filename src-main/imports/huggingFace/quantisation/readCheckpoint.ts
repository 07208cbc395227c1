import { LAYER_PARTS, type Checkpoint, type Held, type LayerPart } from '#shared/domain/checkpoint.ts'
import type { LayerGroup } from '#shared/domain/model.ts'
import type { Json } from '../fields.ts'
import { END_NAMES, namesOf } from './moduleNames.ts'
import { readScheme, type Scheme } from './scheme.ts'

/** A model whose weights are asked about. */
export interface AskedModel {
  readonly groups: readonly LayerGroup[]
  /** Its layers in the order of the network, as indices among the groups. */
  readonly order: readonly number[]
  /** `model_type`. */
  readonly family: string
  /** What the form of its weights is to be called. */
  readonly name: string
}

/** What a configuration says of how its weights are stored. */
export interface CheckpointReading {
  /** Null: nothing narrower than it was trained in, or it is not understood. */
  readonly checkpoint: Checkpoint | null
  /** The part of the scheme that is not understood: nothing is guessed. Null: all is. */
  readonly unread: string | null
  /** Parts of which some matrices are narrower than others: all are taken to be as the widest. */
  readonly mixed: readonly LayerPart[]
}

const NOTHING: CheckpointReading = { checkpoint: null, unread: null, mixed: [] }
/** Most runs of layers a profile holds. */
const MOST_RUNS = 256
const UNTOUCHED: Held = { precision: 'bf16', bits: 16 }

/** One layer: its group, and how each part it has is stored. */
interface StoredLayer {
  readonly group: number
  readonly parts: Readonly<Partial<Record<LayerPart, Held>>>
}

/** Layers in as few words as say them: at once where every part is stored alike wherever it is, else by group. */
function runsOf(layers: readonly StoredLayer[]): Checkpoint['layers'] {
  const all: Partial<Record<LayerPart, Held>> = {}
  let isAlike = true
  for (const { parts } of layers) {
    for (const [part, held] of Object.entries(parts) as [LayerPart, Held][]) {
      const before = (all[part] ??= held)
      isAlike &&= before.bits === held.bits && before.precision === held.precision
    }
  }
  if (isAlike) return [{ parts: narrowed(all) }].filter(isNarrow)
  const runs = new Map<string, { only: { group: number; count: number }; parts: StoredLayer['parts'] }>()
  for (const { group, parts } of layers) {
    const key = JSON.stringify([group, parts])
    runs.set(key, { only: { group, count: (runs.get(key)?.only.count ?? 0) + 1 }, parts: narrowed(parts) })
  }
  return [...runs.values()].filter(isNarrow)
}

/** Parts that are narrower than they were trained. */
function narrowed(parts: StoredLayer['parts']): StoredLayer['parts'] {
  return Object.fromEntries(Object.entries(parts).filter(([, { bits }]) => bits < UNTOUCHED.bits))
}

function isNarrow({ parts }: Pick<StoredLayer, 'parts'>): boolean {
  return Object.keys(parts).length > 0
}

/** How a scheme stores one matrix; null: it says nothing of it by name. */
function namedStorage(scheme: Scheme, names: readonly string[]): Held | null {
  if (names.some((name) => scheme.ignored.speaksOf(name))) return UNTOUCHED
  const rule = scheme.rules.find(({ modules }) => modules !== null && names.some((name) => modules.speaksOf(name)))
  return rule?.held ?? null
}

/** How a scheme stores matrices it does not name. */
function unnamedStorage(scheme: Scheme): Held {
  return scheme.rules.find(({ modules }) => modules === null)?.held ?? UNTOUCHED
}

/** How one part of one layer is stored, and whether its matrices differ. Undefined: the layer lacks the part. */
function partStorage(
  scheme: Scheme,
  part: LayerPart,
  index: number,
  group: LayerGroup,
  family: string,
): { readonly held: Held; readonly isMixed: boolean } | undefined {
  const namings = namesOf(part, group, family)
  if (namings.length === 0) return undefined
  if (part === 'routedExperts' && scheme.experts !== null) return { held: scheme.experts, isMixed: false }
  const others = part === 'router' ? UNTOUCHED : unnamedStorage(scheme)
  for (const naming of namings) {
    const named = naming.map((matrix) => namedStorage(scheme, [`layers.${index}.${matrix}`]))
    if (named.every((held) => held === null)) continue
    const [first, ...rest] = named.map((held) => held ?? others).sort((one, other) => other.bits - one.bits) as [Held]
    return { held: first, isMixed: rest.some(({ bits }) => bits !== first.bits) }
  }
  return { held: others, isMixed: false }
}

/**
 * How a configuration stores each part of its model: its scheme is asked about the names of the matrices, layer by layer.
 * Whatever is not understood is told, not guessed.
 * @param config the part that describes the language model @param whole the whole configuration
 */
export function readCheckpoint(
  config: Json,
  whole: Json,
  { groups, order, family, name }: AskedModel,
): CheckpointReading {
  const read = readScheme(config, whole)
  if (read === null) return NOTHING
  if ('unread' in read) return { ...NOTHING, unread: read.unread }
  const { scheme } = read
  const mixed = new Set<LayerPart>()
  const layers: StoredLayer[] = []
  for (const [index, groupIndex] of order.entries()) {
    const group = groups[groupIndex] as LayerGroup
    const parts: Partial<Record<LayerPart, Held>> = {}
    for (const part of LAYER_PARTS) {
      const stored = partStorage(scheme, part, index, group, family)
      if (stored === undefined) continue
      if (stored.isMixed) mixed.add(part)
      parts[part] = stored.held
    }
    layers.push({ group: groupIndex, parts })
  }
  const embedding = namedStorage(scheme, END_NAMES.embedding) ?? UNTOUCHED
  const head = namedStorage(scheme, END_NAMES.head) ?? (scheme.withHead ? unnamedStorage(scheme) : UNTOUCHED)
  if (scheme.ignored.gaveUp() || scheme.rules.some(({ modules }) => modules?.gaveUp() === true)) {
    return { ...NOTHING, unread: 'ignore' }
  }
  const runs = runsOf(layers)
  const narrow = [embedding, head, ...runs.flatMap(({ parts }) => Object.values(parts))].filter(
    ({ bits }) => bits < UNTOUCHED.bits,
  )
  const [narrowest] = narrow.toSorted((first, second) => first.bits - second.bits)
  if (narrowest === undefined) return { ...NOTHING, mixed: [...mixed] }
  if (runs.length > MOST_RUNS) return { ...NOTHING, unread: 'ignore' }
  const own = scheme.rules.find(({ modules }) => modules === null)?.held.precision
  const checkpoint: Checkpoint = {
    name,
    asked: [...new Set([narrowest.precision, own ?? narrowest.precision])],
    ...(embedding.bits < UNTOUCHED.bits ? { embedding } : {}),
    ...(head.bits < UNTOUCHED.bits ? { head } : {}),
    layers: runs,
    source: null,
  }
  return { checkpoint, unread: null, mixed: [...mixed] }
}
