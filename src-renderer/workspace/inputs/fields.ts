import type { InputRange } from '#shared/domain/scenario.ts'
import type { Grade } from '#shared/domain/provenance.ts'
import type { QuantityText } from '../../ui/quantityText.ts'
import type { SliderScale } from '../../ui/sliderScale.ts'
import type { Recipe } from '../history.ts'

/** Groups of the inspector, in order. */
export const FIELD_GROUPS = ['Hardware', 'Model', 'Workload', 'Deployment', 'Economics'] as const
/** A group of the inspector. */
export type FieldGroup = (typeof FIELD_GROUPS)[number]

interface FieldBase {
  /** Path of the input, as explanations link to it: "hardware.memory.hbm.bandwidth", "workload.concurrency". */
  readonly id: string
  readonly group: FieldGroup
  readonly label: string
  readonly overridden: boolean
  readonly grade: Grade | null
  readonly source?: string | undefined
  /** Shown when asked for, or when it is overridden: few comparisons turn on it. */
  readonly detail?: boolean
}

/** A range of the user's own. */
export interface RangeInput {
  /** Null: none, sources and grades say how uncertain it is. */
  readonly value: InputRange | null
  readonly set: (range: InputRange | null) => Recipe
}

/** An input that is a number. */
export interface QuantityInput extends FieldBase {
  readonly kind: 'quantity'
  /** SI; null: unknown. */
  readonly value: number | null
  /** What it is when it is not overridden. */
  readonly base: number | null
  readonly text: QuantityText
  readonly scale: SliderScale
  readonly note?: string | null
  readonly set: (value: number) => Recipe
  /** Back to the base; null where there is none. */
  readonly reset: Recipe | null
  /** How far the user thinks it uncertain; absent: it takes no range. */
  readonly range?: RangeInput
}

/** An input that is one of a few. */
export interface ChoiceInput extends FieldBase {
  readonly kind: 'choice'
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string; readonly hint?: string }[]
  /** All options side by side, or behind a click. */
  readonly as: 'segment' | 'select'
  readonly set: (value: string) => Recipe
}

/** An input of the inspector. */
export type FieldInput = QuantityInput | ChoiceInput
