import { WEIGHT_PARTS, type WeightPart } from '../checkpoint.ts'
import type { ModelProfile } from '../model.ts'
import type { Precision } from '../precision.ts'
import type { FindingWords, Wording } from '../wording.ts'
import { heldWeights } from './heldWeights.ts'
import { heldParameters, type HeldParameters } from './weightBytes.ts'

/** Ways of storing that are told apart. */
const storage = ({ held }: HeldParameters): string => `${held.precision}/${held.bits}`

/** A part, with the number of its layers where others of them are stored otherwise. */
function partWords(part: WeightPart, own: readonly HeldParameters[], all: readonly HeldParameters[]): Wording {
  const layersOf = (some: readonly HeldParameters[]): number =>
    some.reduce((sum, entry) => sum + (entry.part === part ? entry.layers : 0), 0)
  const [layers, of] = [layersOf(own), layersOf(all)]
  return { code: 'weights.part', parameters: { part, layers: layers === of ? 0 : layers, of } }
}

/**
 * Which parts of a model a named precision covers, and what the others are held in.
 * @returns null where every part is held alike in 16 bits or more: there is nothing to tell
 */
export function coverageOf(model: ModelProfile, precision: Precision): FindingWords['weights-cover'] | null {
  const all = heldParameters(model, precision)
  const ways = new Map<string, HeldParameters[]>()
  for (const entry of all) ways.set(storage(entry), [...(ways.get(storage(entry)) ?? []), entry])
  if (ways.size === 1 && all.every(({ held }) => held.bits >= 16)) return null
  const narrowestFirst = [...ways.values()].sort(([first], [second]) => bitsOf(first) - bitsOf(second))
  const held = narrowestFirst.map((own): Wording => {
    const { precision: format, bits } = (own[0] as HeldParameters).held
    const parts = WEIGHT_PARTS.filter((part) => own.some((entry) => entry.part === part))
    const words = parts.map((part) => partWords(part, own, all))
    return { code: 'weights.held', parameters: { format, bits, parts: words } }
  })
  const { checkpoint } = heldWeights(model, precision)
  return { precision, published: checkpoint === null ? 'no' : 'yes', checkpoint: checkpoint?.name ?? '', held }
}

function bitsOf(entry: HeldParameters | undefined): number {
  return entry?.held.bits ?? 0
}
