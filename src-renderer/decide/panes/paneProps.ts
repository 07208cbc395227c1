import type { Brief } from '#shared/domain/brief/brief.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import type { BriefVerdictWords } from '#shared/words/briefVerdictWords.ts'
import type { ShownAlternative } from '#shared/words/decision/shownAlternatives.ts'

/** What every pane shows a part of: one verdict with the brief it is of. */
export interface PaneProps {
  readonly brief: Brief
  readonly verdict: BriefVerdict
  readonly words: BriefVerdictWords
  readonly alternatives: readonly ShownAlternative[]
}
