import { takesRange } from '#shared/domain/ranges.ts'
import type { InputRange, Scenario } from '#shared/domain/scenario.ts'
import type { Recipe } from '../history.ts'
import type { FieldInput } from './fields.ts'

/** A recipe that sets the range of an input, of one scenario or of all; null: none of the user's own. */
function rangeRecipe(id: string | null, path: string, range: InputRange | null): Recipe {
  return (draft) => {
    for (const scenario of draft.scenarios) {
      if (id !== null && scenario.id !== id) continue
      if (range === null) delete scenario.ranges[path]
      else scenario.ranges[path] = range
    }
  }
}

/**
 * An input with its range, where it takes one. The load is shared, and so is its range unless an edit is for this
 * scenario only.
 */
export function withRange(scenario: Scenario, field: FieldInput, onlyThis: boolean): FieldInput {
  if (field.kind !== 'quantity' || !takesRange(field.id)) return field
  const everywhere = field.group === 'Workload' && !onlyThis && !field.overridden
  return {
    ...field,
    range: {
      value: scenario.ranges[field.id] ?? null,
      set: (range) => rangeRecipe(everywhere ? null : scenario.id, field.id, range),
    },
  }
}
