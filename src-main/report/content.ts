import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import type { EvaluatedScenario } from '#shared/domain/evaluated.ts'
import type { ScenarioResult } from '#shared/domain/result.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { chartScenarios } from '#shared/words/scenario.ts'
import { inLanguage, LANGUAGES, type Language } from '#shared/words/say.ts'
import type { ReportAnalyses } from './analyses.ts'
import { decidedWorkspace } from './decidedWorkspace.ts'
import { evaluatedScenarios } from './evaluatedScenarios.ts'
import type { Chart } from './figures.ts'
import { logoFile } from './logoFile.ts'
import { picturesOf, type PicturedSection } from './pictures.ts'
import { reportProblems } from './problems.ts'
import { cutNames, withShortNames } from './shortNames.ts'
import { briefSection, type ListedBlock } from './sections/brief.ts'
import { caseSection } from './sections/case.ts'
import { changesSection } from './sections/changes.ts'
import { decidedOf, type ReportContext } from './sections/context.ts'
import { costsSection } from './sections/costs.ts'
import { decisionSection } from './sections/decision.ts'
import { aboutPart, documentPart, footPart, groupsOf, headPart } from './sections/document.ts'
import { evidenceSection } from './sections/evidence.ts'
import { figuresSection } from './sections/figures.ts'
import { flipsSection } from './sections/flips.ts'
import { frontierSection } from './sections/frontier.ts'
import { inputsSection } from './sections/inputs.ts'
import { matrixSection } from './sections/matrix.ts'
import { methodSection } from './sections/method.ts'
import { operatorsSection } from './sections/operators.ts'
import { registerSection } from './sections/register.ts'
import { risksSection } from './sections/risks.ts'
import { sentences } from '#shared/words/joined.ts'

/** What a report is made of: the data of each section, the charts that it names by path, and other files. */
export interface ReportContent {
  /** One piece a section, by its name; `document` holds for all pages. What has nothing to say is left out. */
  readonly data: Readonly<Record<string, unknown>>
  readonly charts: readonly Chart[]
  /** By path inside the compiler. */
  readonly files: Readonly<Record<string, Uint8Array>>
}

/** What the report says beside the comparison itself. */
export interface ContentOptions {
  /** SHA-256 of the document's text, hexadecimal. */
  readonly documentHash: string
  /** "Memwall 0.1.0" */
  readonly program: string
  /** Where the attached document lies inside the compiler; null: none is attached. */
  readonly attachment: { readonly path: string; readonly name: string } | null
  /** The verdict of the brief; null: the brief names a model that the document does not hold. */
  readonly verdict: BriefVerdict | null
  /** Results of `decidedWorkspace`; empty: nothing is sized on a machine. */
  readonly decided: readonly ScenarioResult[]
  /** Answers about the columns as typed; null: the report goes without them. */
  readonly analyses: ReportAnalyses | null
  /** Hash of what results, verdict and analyses rest on: what is drawn of the same basis is drafted once. Null: each time. */
  readonly basis: string | null
}

/**
 * Everything the report says, from the document and the engine's results, in the language of the report. Pure: no clock, no
 * file, no chance.
 * @param workspace the document @param results the engine's answers, in any order
 * @returns data for the template, and charts to draw
 * @throws CodedError report-failed when a column has no result or no profile: a report that leaves one out misleads
 */
export function reportContent(
  workspace: Workspace,
  results: readonly ScenarioResult[],
  options: ContentOptions,
): ReportContent {
  return inLanguage(reportLanguage(workspace), () => contentOf(workspace, results, options))
}

/** The language a report is said in; one nobody has translated is English. */
export function reportLanguage({ report }: Workspace): Language {
  return LANGUAGES.find((language) => language === (report.language as Language)) ?? 'en'
}

/** The pictures of the columns alone, which rest on no analysis: to be drawn while those are worked out. */
export function columnCharts(written: Workspace, results: readonly ScenarioResult[]): readonly Chart[] {
  return inLanguage(reportLanguage(written), () => {
    const workspace = withShortNames(written)
    return picturesOf(workspace, evaluatedScenarios(workspace, results), null, picturedSections(workspace), null).charts
  })
}

/** Whether a section is printed. */
const isWanted = ({ report }: Workspace, section: string): boolean =>
  report.audience === 'full' && report.sections.some((each) => each.section === section && each.shown)

const picturedSections = (workspace: Workspace): readonly PicturedSection[] =>
  (['wall', 'time', 'flips'] as const).filter((section) => isWanted(workspace, section))

function contentOf(written: Workspace, results: readonly ScenarioResult[], options: ContentOptions): ReportContent {
  const workspace = withShortNames(written)
  const { verdict, decided, documentHash, program, attachment, analyses, basis } = options
  const scenarios = evaluatedScenarios(workspace, results)
  const context: ReportContext = {
    workspace,
    decided: decidedOf(workspace, verdict),
    scenarios,
    sized: sizedScenarios(workspace, verdict, decided),
    documentHash,
    program,
  }
  const pictured = picturedSections(workspace)
  const { charts, wall, time, tornado } = picturesOf(workspace, scenarios, analyses, pictured, basis)
  const decision = decisionSection(context)
  const open = openLines(context)
  const pageTwo = caseSection(context, open)
  const lists: readonly ListedBlock[] = [
    { id: 'ask', lines: decision.ask.lines.map(({ text }) => text) },
    { id: 'notModelled', lines: pageTwo.notModelled.lines },
    { id: 'openPoints', lines: open },
  ]
  const builders: Readonly<Record<string, () => object | null>> = {
    brief: () => briefSection(context, cutNames(written), lists),
    matrix: () => matrixSection(context),
    inputs: () => inputsSection(context),
    wall: () => figuresSection(context, 'wall', wall),
    time: () => figuresSection(context, 'time', time),
    frontier: () => frontierSection(context),
    costs: () => costsSection(context),
    flips: () => flipsSection(context, tornado),
    risks: () => risksSection(context),
    evidence: () => evidenceSection(context),
    changes: () => changesSection(context),
    register: () => registerSection(context),
    operators: () => operatorsSection(context),
    method: () => methodSection(context),
  }
  const sections = Object.fromEntries(
    Object.entries(builders).flatMap(([section, build]) => {
      const built = isWanted(workspace, section) ? build() : null
      return built === null ? [] : [[section, built]]
    }),
  )
  const logo = logoFile(workspace.report.logo)
  return {
    data: {
      document: documentPart(workspace),
      about: aboutPart(workspace, attachment),
      head: headPart(workspace, logo && logo.path),
      order: { groups: groupsOf(context, new Set(Object.keys(sections))) },
      foot: footPart(context),
      decision,
      case: pageTwo,
      ...sections,
    },
    charts,
    files: logo === null ? {} : { [logo.path]: logo.bytes },
  }
}

/** Blocks that people write: their figures are compared with all the others. */
const WRITTEN: ReadonlySet<string> = new Set(['summary', 'ask', 'notModelled', 'open', 'recommendation', 'full', 'own'])

/** Every text of a report's data that nobody wrote by hand. */
export function computedTexts(data: unknown): string[] {
  if (typeof data === 'string') return [data]
  if (Array.isArray(data)) return data.flatMap(computedTexts)
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).flatMap(([name, value]) => (WRITTEN.has(name) ? [] : computedTexts(value)))
}

/** What is open on the day of the report, a line each. */
function openLines({ workspace, decided, documentHash }: ReportContext): readonly string[] {
  return reportProblems({ workspace, decided, documentHash, printed: null }).map(({ text, detail }) =>
    sentences([text, detail]),
  )
}

/** The sized alternatives by their ids, in the order of the verdict. */
function sizedScenarios(
  workspace: Workspace,
  verdict: BriefVerdict | null,
  results: readonly ScenarioResult[],
): ReadonlyMap<string, EvaluatedScenario> {
  const decided = verdict === null ? null : decidedWorkspace(workspace, verdict)
  const scenarios = decided === null ? [] : chartScenarios(decided, results)
  return new Map(scenarios.map((scenario) => [scenario.id, scenario]))
}
