import type { ModelProfile } from '../model.ts'
import { PRECISIONS, type Precision } from '../precision.ts'
import type { Quality } from './quality.ts'

/** Formats by the words they are published under, those that hold another's name first: “nvfp4” before “fp4”. */
const NAMES: readonly (readonly [string, Precision])[] = [
  ...PRECISIONS.map((precision) => [precision, precision] as const),
  // Four-bit floats that say no more are those of the open standard.
  ['fp4', 'mxfp4'],
]

/** The format a model's weights were published in: that of its experts where it is another; bf16 where nobody says. */
export function publishedPrecision({ nativeFormat, expertPrecision }: PublishedIn): Precision {
  if (expertPrecision !== undefined) return expertPrecision
  const said = nativeFormat?.toLowerCase() ?? ''
  const found = NAMES.map(([name, precision]) => ({ at: said.search(new RegExp(`\\b${name}\\b`)), precision }))
  const [first] = found.filter(({ at }) => at >= 0).toSorted((one, two) => one.at - two.at)
  return first?.precision ?? 'bf16'
}

type PublishedIn = Pick<ModelProfile, 'nativeFormat' | 'expertPrecision'>

/** Formats the answers are accepted in: the one the model is published in, and those that were named. */
export function acceptedPrecisions(
  { precisions }: Pick<Quality, 'precisions'>,
  model: PublishedIn,
): readonly Precision[] {
  return [...new Set([publishedPrecision(model), ...precisions])]
}
