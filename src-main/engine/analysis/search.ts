import type { Wording } from '#shared/domain/wording.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { movableInputs, type MovableInput } from './inputs.ts'

/** Inputs are moved from a 64th to 64 times their value: beyond, it is another machine. */
const LARGEST = Math.log(64)
/** Steps on the way to each end in which a change is looked for: 7 % apart. */
const STEPS = 60
/** Halvings of a step: to 1e-14 of the value. */
const HALVINGS = 43

/** Says whether some quality at a factor is another than at 1; null: it has none there, which is passed over. */
export type Differs = (factor: number) => boolean | null

/** The first factor past a change, found to the last bit in one direction. Null: there is none. */
function changeTowards(differs: Differs, direction: 1 | -1): number | null {
  let before = 0
  for (let step = 1; step <= STEPS; step++) {
    const at = (direction * LARGEST * step) / STEPS
    const there = differs(Math.exp(at))
    if (there === null) continue
    if (there) return bisect(differs, before, at)
    before = at
  }
  return null
}

function bisect(differs: Differs, from: number, to: number): number {
  let before = from
  let after = to
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (before + after) / 2
    // What has no quality in between lies beyond the last point that had the old one.
    if (differs(Math.exp(middle)) === true) after = middle
    else before = middle
  }
  return Math.exp(after)
}

const size = (factor: number): number => Math.abs(Math.log(factor))

/** The first factor past the change nearest to 1, up or down. Null: nothing changes. */
function nearestChange(differs: Differs): number | null {
  const found = [changeTowards(differs, 1), changeTowards(differs, -1)].flatMap((factor) => factor ?? [])
  return found.toSorted((one, two) => size(one) - size(two))[0] ?? null
}

/** Inputs of a scenario with what was found for each, the smallest change first, and the labels of those without. */
export interface Found<Answer> {
  readonly answers: readonly Answer[]
  readonly without: readonly Wording[]
}

/**
 * Moves every input of a scenario on its own until some quality changes.
 * @param differsOf the quality when an input is moved @param answerOf what to say of an input and the factor past the change
 */
export function changesOf<Answer>(
  scenario: ResolvedScenario,
  differsOf: (input: MovableInput) => Differs,
  answerOf: (input: MovableInput, factor: number) => Answer,
): Found<Answer> {
  const found: { readonly factor: number; readonly answer: Answer }[] = []
  const without: Wording[] = []
  for (const input of movableInputs(scenario)) {
    const factor = nearestChange(differsOf(input))
    if (factor === null) without.push(input.label)
    else found.push({ factor, answer: answerOf(input, factor) })
  }
  const ordered = found.toSorted((one, two) => size(one.factor) - size(two.factor))
  return { answers: ordered.map(({ answer }) => answer), without }
}
