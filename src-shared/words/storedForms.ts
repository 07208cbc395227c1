import type { ModelProfile } from '../domain/model.ts'
import { coverageOf } from '../domain/weights/coverage.ts'
import { say, wordingText } from './say.ts'

/** How the published forms of a model's weights hold its parts: a label and a sentence for each precision they go by. */
export function storedForms(model: ModelProfile): readonly (readonly [label: string, text: string])[] {
  const precisions = new Set((model.checkpoints ?? []).flatMap(({ asked }) => asked.slice(0, 1)))
  return [...precisions].flatMap((precision) => {
    const parameters = coverageOf(model, precision)
    if (parameters === null) return []
    return [[say('register.weights', { precision }), wordingText({ code: 'weights-cover', parameters })] as const]
  })
}
