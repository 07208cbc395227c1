import type { FieldInput } from '../workspace/inputs/fields.ts'

/** The context in which an input was made: another one has other edits behind the same looks. */
const contexts = new WeakMap<FieldInput, string>()

function looksSame(before: FieldInput, after: FieldInput): boolean {
  return (
    before.kind === after.kind &&
    before.label === after.label &&
    before.value === after.value &&
    before.overridden === after.overridden &&
    before.grade === after.grade &&
    before.source === after.source &&
    (before.kind !== 'quantity' ||
      after.kind !== 'quantity' ||
      (before.base === after.base &&
        before.scale.maximum === after.scale.maximum &&
        before.range?.value === after.range?.value))
  )
}

/**
 * The new inputs, with the old object in place of each that shows the same: while a thumb moves, only what follows it is
 * drawn again.
 * @param context what else an input's edits depend on: scenario, device, and whom a change is for
 */
export function keepUnchanged(
  before: readonly FieldInput[],
  after: readonly FieldInput[],
  context: string,
): readonly FieldInput[] {
  const old = new Map(before.map((field) => [field.id, field]))
  return after.map((field) => {
    const kept = old.get(field.id)
    if (kept && contexts.get(kept) === context && looksSame(kept, field)) return kept
    contexts.set(field, context)
    return field
  })
}
