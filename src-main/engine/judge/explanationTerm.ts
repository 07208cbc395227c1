import type { ExplanationTerm } from '#shared/domain/result.ts'
import type { PlainCode, Wording, Wordings } from '#shared/domain/wording.ts'

/** Words without parameters may be told by their code alone. */
function worded(words: PlainCode<Wordings> | Wording): Wording {
  return typeof words === 'string' ? { code: words } : words
}

/** One part of an explanation: what it is called, where it comes from, its value and unit. */
export function term(
  label: PlainCode<Wordings> | Wording,
  expression: PlainCode<Wordings> | Wording,
  value: number | null,
  unit: string,
  extra: Partial<ExplanationTerm> = {},
): ExplanationTerm {
  return { label: worded(label), expression: worded(expression), value, unit, grade: null, ...extra }
}
