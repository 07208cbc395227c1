import type { Difference } from '#shared/document/diff.ts'
import { valueText } from './valueText.ts'

/** A difference in one line, as `diff` prints it. */
export function differenceLine({ kind, label, before, after }: Difference): string {
  const one = valueText(kind === 'removed' ? before : after)
  return {
    added: `+ ${label}${one === '' ? '' : `: ${one}`}`,
    removed: `- ${label}${one === '' ? '' : `: ${one}`}`,
    changed: `~ ${label}: ${valueText(before)} → ${valueText(after)}`,
  }[kind]
}
