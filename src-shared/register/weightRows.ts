import type { EvaluatedScenario } from '../domain/evaluated.ts'
import { coverageOf } from '../domain/weights/coverage.ts'
import { heldWeights } from '../domain/weights/heldWeights.ts'
import { weightBytes } from '../domain/weights/weightBytes.ts'
import { formatQuantity } from '../units/format.ts'
import { say, wordingText } from '../words/say.ts'
import type { SourceNumbers } from './sourceNumbers.ts'
import type { RegisterLine } from './types.ts'

/**
 * Bytes of a model's weights in each precision they are asked for in, and which parts it covers, where it does not cover all
 * alike.
 * @param users scenarios of one model
 */
export function weightRows(users: readonly EvaluatedScenario[], numbers: SourceNumbers): RegisterLine[] {
  const model = users[0]?.resolved.model
  if (!model) return []
  const precisions = new Set(users.map(({ resolved }) => resolved.deployment.weightPrecision))
  return [...precisions].flatMap((precision): RegisterLine[] => {
    const parameters = coverageOf(model, precision)
    if (parameters === null) return []
    return [
      {
        path: '',
        label: say('register.weights', { precision }),
        ...formatQuantity(weightBytes(model, precision), 'bytes'),
        grade: 'derived',
        basis: '',
        source: numbers.mark(model.sources, heldWeights(model, precision).checkpoint?.source ?? null),
        note: wordingText({ code: 'weights-cover', parameters }),
        overrides: [],
      },
    ]
  })
}
