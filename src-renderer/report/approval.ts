import { canonicalJson } from '#shared/document/canonical.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import type { ApprovedDecision } from '#shared/domain/report.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { saidVerdict } from '#shared/words/decision/saidVerdict.ts'

/** A verdict that is whole, with the workspace it was worked out from. */
export interface ApprovableVerdict {
  readonly verdict: BriefVerdict
  readonly workspace: Workspace
}

const MOST_HEADLINE = 500

/**
 * What an approval keeps: who, when, the brief as it stood, and what the verdict said of it.
 * @param on the day, ISO @param by who approves @param documentHash SHA-256 of the document that is approved, hexadecimal
 */
export function approvedDecision(
  { verdict, workspace }: ApprovableVerdict,
  { on, by, documentHash }: Pick<ApprovedDecision, 'on' | 'by' | 'documentHash'>,
): ApprovedDecision {
  const figures = (of: (judged: BriefVerdict['table'][number]) => number | null | undefined) =>
    Object.fromEntries(verdict.table.map((judged) => [judged.id, of(judged) ?? null]))
  return {
    on,
    by,
    documentHash,
    brief: workspace.brief,
    verdict: {
      state: verdict.state,
      headline: saidVerdict(workspace, verdict).headline.slice(0, MOST_HEADLINE),
      choice: [...verdict.choice],
      costs: figures(({ costing }) => costing?.perMillionOutput),
      firsts: figures(({ fared }) => fared?.first),
    },
  }
}

/**
 * Whether what was approved is no longer what is entered: another brief, or another choice for it.
 * @param verdict of what is entered now; null: none is whole
 */
export function isStaleApproval(
  { report, brief }: Pick<Workspace, 'report' | 'brief'>,
  verdict: BriefVerdict | null,
): boolean {
  const { approved } = report
  if (approved === null) return false
  if (canonicalJson(approved.brief) !== canonicalJson(brief)) return true
  if (verdict === null) return false
  return approved.verdict.state !== verdict.state || approved.verdict.choice.join() !== verdict.choice.join()
}

/** SHA-256 of a text, hexadecimal. */
export async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The day of a moment where the reader is, ISO. */
export function dayOf(moment: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}
