import { RISKS } from '#shared/domain/brief/risk.ts'
import { say } from '#shared/words/say.ts'
import { percentText } from '#shared/words/text.ts'
import { scoredRisks, type RiskLine } from './case.ts'
import type { Decided, ReportContext } from './context.ts'
import { basisParts } from './decision.ts'
import { enumerated, labelled } from '#shared/words/joined.ts'

/** Risks that are scored, with their evidence, and who serves where one fails. */
export interface RisksSection {
  readonly title: string
  readonly words: Readonly<Record<string, string>>
  readonly basis: readonly string[]
  readonly rows: readonly (RiskLine & { readonly evidence: readonly string[] })[]
  readonly none: string
  readonly fallbacks: readonly string[]
}

/** Share of draws that no number serves from which on it is said who serves there. */
const NAMED = 0.005

/** The risks of the candidates. */
export function risksSection({ workspace, decided }: ReportContext): RisksSection | null {
  if (decided === null) return null
  const { verdict, shown } = decided
  const scored = RISKS.filter((risk) => workspace.brief.alternatives.some(({ risks }) => risks[risk] !== undefined))
  const lines = scoredRisks(workspace, verdict, shown)
  return {
    title: say('pages.section', { section: 'risks' }),
    words: {
      risk: say('pages.risks.risk'),
      enters: say('pages.risks.enters'),
      adds: say('pages.risks.adds'),
      evidence: say('pages.risks.evidence'),
      key: say('pages.risks.key'),
    },
    basis: basisParts(decided),
    rows: lines.map((line, index) => ({ ...line, evidence: evidenceOf(scored[index], decided) })),
    none: lines.length === 0 ? say('pages.risks.none') : '',
    fallbacks: verdict.table.flatMap(({ id, fallback, fared }) =>
      fallback === null || (fared?.never ?? 0) < NAMED
        ? []
        : [
            say('pages.risks.fallback', {
              name: decided.said.names.get(id) ?? id,
              other: decided.said.names.get(fallback) ?? fallback,
              share: percentText(fared?.never ?? 0),
            }),
          ],
    ),
  }
}

/** What was read of one platform is told once for all that run on it. */
function evidenceOf(risk: (typeof RISKS)[number] | undefined, { shown }: Decided): readonly string[] {
  if (risk === undefined) return []
  const lettersOf = new Map<string, string[]>()
  for (const { letter, alternative } of shown.toSorted((one, two) => one.slot - two.slot)) {
    const evidence = alternative.risks[risk]?.evidence.trim() ?? ''
    if (evidence !== '') lettersOf.set(evidence, [...(lettersOf.get(evidence) ?? []), letter])
  }
  return [...lettersOf].map(([text, letters]) => labelled(enumerated(letters), text))
}
