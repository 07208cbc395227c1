import { LAYER_PARTS, type Checkpoint, type Held, type LayerPart } from '../checkpoint.ts'
import type { LayerGroup, ModelProfile } from '../model.ts'
import { hasExperts } from '../modelShape.ts'
import type { Precision } from '../precision.ts'
import { coveredBy, heldIn, untouchedBy } from './namedPrecision.ts'

/** How each part of a layer is held. */
export type LayerWeights = Readonly<Record<LayerPart, Held>>

/** Layers of a group that are held alike. */
export interface LayerRun {
  readonly count: number
  readonly held: LayerWeights
}

/** How each part of a model is held. */
export interface HeldWeights {
  readonly embedding: Held
  readonly head: Held
  /** By layer group: its layers in runs that are held alike. Their counts add up to the group's. */
  readonly groups: readonly (readonly LayerRun[])[]
  /** The published form that is followed; null: the rule of the named precision. */
  readonly checkpoint: Checkpoint | null
}

const UNTOUCHED = heldIn('bf16')

/** The published form of a model that is asked for by a precision; null: there is none. */
function checkpointIn(model: ModelProfile, precision: Precision): Checkpoint | null {
  return model.checkpoints?.find(({ asked }) => asked.includes(precision)) ?? null
}

/** How a layer is held of which a published form names some parts. */
function publishedLayer(parts: Checkpoint['layers'][number]['parts']): LayerWeights {
  const held = LAYER_PARTS.map((part) => [part, parts[part] ?? UNTOUCHED])
  return Object.fromEntries(held) as Record<LayerPart, Held>
}

/** Layers of a group as a published form has them; those it does not speak of are as they were trained. */
function publishedRuns({ layers }: Checkpoint, index: number, group: LayerGroup): readonly LayerRun[] {
  const runs: LayerRun[] = []
  let left = group.count
  for (const { only, parts } of layers) {
    const count = only?.group === index ? Math.min(left, only.count) : 0
    if (count > 0) runs.push({ count, held: publishedLayer(parts) })
    left -= count
  }
  const others = layers.find(({ only }) => only === undefined)
  return left === 0 ? runs : [...runs, { count: left, held: publishedLayer(others?.parts ?? {}) }]
}

/** Routed experts that are published narrower than what is asked for stay so: nobody unpacks them to store them. */
function expertsOf(model: ModelProfile, asked: Held): Held {
  const own = model.expertPrecision
  if (own === undefined) return asked
  const published = model.checkpoints
    ?.flatMap(({ layers }) => layers.map(({ parts }) => parts.routedExperts))
    .find((held) => held?.precision === own)
  const held = published ?? heldIn(own)
  return held.bits < asked.bits ? held : asked
}

/**
 * How each part of a model is held when its weights are asked for in a precision: as published where the profile has a form
 * in it, else by the rule of the name. Lowering, footprints, proposals, floors and sentences all ask here.
 */
export function heldWeights(model: ModelProfile, precision: Precision): HeldWeights {
  const checkpoint = checkpointIn(model, precision)
  if (checkpoint !== null) {
    return {
      embedding: checkpoint.embedding ?? UNTOUCHED,
      head: checkpoint.head ?? UNTOUCHED,
      groups: model.layerGroups.map((group, index) => publishedRuns(checkpoint, index, group)),
      checkpoint,
    }
  }
  const named = coveredBy(precision, hasExperts(model))
  const held = { ...named, routedExperts: expertsOf(model, named.routedExperts) }
  const ends = untouchedBy(precision)
  return { embedding: ends, head: ends, groups: model.layerGroups.map(({ count }) => [{ count, held }]), checkpoint }
}
