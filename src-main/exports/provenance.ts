import type { ReportContext } from '../report/sections/context.ts'
import { headOf } from '../report/sections/heads.ts'
import { chipOf } from '#shared/register/chips.ts'
import { withSemicolons } from '#shared/words/joined.ts'
import { say } from '#shared/words/say.ts'

/** Where the figures of a file come from. */
export interface Provenance {
  readonly title: string
  /** "Memwall 0.1.0". */
  readonly program: string
  /** SHA-256 of the document's text, hexadecimal. */
  readonly document: string
  /** How far each scenario is from measurements: "A model not measured, vLLM 0.19.0". */
  readonly calibrated: string
  /** The date the document gives itself; null: none. Never the clock's. */
  readonly date: string | null
}

/** Digits of the document's hash in a source line. */
const SHORT_HASH = 12

/** Where the figures of a context come from. */
export function provenanceOf({ workspace, scenarios, documentHash, program }: ReportContext): Provenance {
  const steps = scenarios.map(
    (scenario) => `${chipOf(scenario).letter} ${headOf(scenario, workspace.baseline, scenarios).calibration}`,
  )
  return {
    title: workspace.title,
    program,
    document: documentHash,
    calibrated: steps.length === 0 ? say('export.noScenario') : withSemicolons(steps),
    date: workspace.report.date,
  }
}

/** "Memwall 0.1.0, document 1a2b3c…, calibrated: A model not measured". */
export function sourceLine({ program, document, calibrated }: Provenance): string {
  return say('export.source', { program, hash: `${document.slice(0, SHORT_HASH)}…`, calibrated })
}
