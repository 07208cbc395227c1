import type { Wording } from '#shared/domain/wording.ts'

/** A reason in words of the test's own. */
export function verbatim(text: string): Extract<Wording, { readonly code: 'verbatim' }> {
  return { code: 'verbatim', parameters: { text } }
}
