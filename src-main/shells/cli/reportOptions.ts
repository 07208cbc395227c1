import {
  AUDIENCES,
  FIRST_SECTIONS,
  PAPERS,
  REPORT_LANGUAGES,
  REPORT_SECTIONS,
  type ReportSection,
  type ReportSettings,
} from '#shared/domain/report.ts'
import { say } from '#shared/words/say.ts'
import { usageFailure } from './exitCodes.ts'

/**
 * The report's settings as a document has them, with those that were typed in their place for this run.
 * @throws CommandFailure (usage) that names the words there are
 */
export function typedSettings(report: ReportSettings, values: ReadonlyMap<string, string>): ReportSettings {
  const audience = wordOf('audience', values.get('audience'), AUDIENCES) ?? report.audience
  const paper = wordOf('paper', values.get('paper'), PAPERS) ?? report.paper
  const language = wordOf('lang', values.get('lang'), REPORT_LANGUAGES) ?? report.language
  const typed = values.get('sections')
  if (typed === undefined) return { ...report, audience, paper, language }
  const asked = sectionsOf(typed)
  if (audience === 'board' && asked.some((section) => !FIRST_SECTIONS.includes(section))) {
    throw usageFailure(say('reportScreen.cli.boardSections'))
  }
  const shown = [...FIRST_SECTIONS, ...asked.filter((section) => !FIRST_SECTIONS.includes(section))]
  const hidden = REPORT_SECTIONS.filter((section) => !shown.includes(section))
  return {
    ...report,
    audience,
    paper,
    language,
    sections: [
      ...shown.map((section) => ({ section, shown: true })),
      ...hidden.map((section) => ({ section, shown: false })),
    ],
    // Whoever lists what is in the report has it as listed.
    ownSections: report.ownSections.map((own) => ({ ...own, shown: false })),
  }
}

function sectionsOf(typed: string): readonly ReportSection[] {
  const words = typed.split(',').map((word) => word.trim())
  const sections = words.flatMap((word) => wordOf('sections', word, REPORT_SECTIONS) ?? [])
  const twice = sections.find((section, at) => sections.indexOf(section) !== at)
  if (twice !== undefined) throw usageFailure(say('reportScreen.cli.twice', { word: twice }))
  return sections
}

function wordOf<Word extends string>(option: string, typed: string | undefined, known: readonly Word[]): Word | null {
  if (typed === undefined) return null
  const word = known.find((each) => each === typed.trim().toLowerCase())
  if (word === undefined)
    throw usageFailure(say('reportScreen.cli.unknown', { option, word: typed, known: { oneOf: known } }))
  return word
}
