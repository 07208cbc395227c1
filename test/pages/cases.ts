/** Reports whose pages are looked at: every sample, every state of a verdict, few and many candidates, and hostile texts. */
import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import type { Alternative } from '#shared/domain/brief/alternative.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import { DEFAULT_REPORT, type ReportSettings } from '#shared/domain/report.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import type { ReportRequest } from '#main/report/makeReport.ts'
import { anyBrief } from '../support/anyBrief.ts'
import { VERDICTS } from '../support/briefVerdicts.ts'
import { HARDWARE, MODELS } from '../support/engineScenarios.ts'
import { sampleWorkspaces } from '../support/figureCases.ts'
import { randomWorkspaces } from '../support/randomWorkspaces.ts'
import { requestHere } from '../support/reportHere.ts'
import { sampleDecided, sampleOf, sampleRequest } from '../support/reportSample.ts'

/** A report that is looked at. */
export interface PageCase {
  readonly name: string
  /** What it is made from, in this language, on this paper, for these readers. */
  readonly request: (settings: Partial<ReportSettings>) => ReportRequest
}

/** Each way to print a report. */
export const WAYS: readonly (Pick<ReportSettings, 'language' | 'paper' | 'audience'> & { readonly name: string })[] = (
  ['en', 'zh'] as const
).flatMap((language) =>
  (['a4', 'letter'] as const).flatMap((paper) =>
    (['board', 'full'] as const).map((audience) => ({
      language,
      paper,
      audience,
      name: `${language} ${paper} ${audience}`,
    })),
  ),
)

/** Made once, printed in many ways: what is asked does not hang on how it is set. */
function once(name: string, make: () => ReportRequest): PageCase {
  let made: ReportRequest | null = null
  return {
    name,
    request(settings) {
      made ??= make()
      return { ...made, workspace: { ...made.workspace, report: { ...made.workspace.report, ...settings } } }
    },
  }
}

/** The workspaces that ship with the product. */
export const SAMPLE_CASES: readonly PageCase[] = sampleWorkspaces.map(({ name, workspace }) =>
  once(name, () => requestHere(workspace, 400)),
)

const COUNTS = [1, 2, 4, 8]

/** A sample with so many candidates and columns; those beyond its own are its own once more. */
function counted(count: number): Workspace {
  const sample = sampleWorkspaces.find(({ name }) => name === 'b200-against-wse3')?.workspace
  if (!sample) throw new Error('There is no such sample.')
  const many = <Item extends { readonly id: string; readonly slot: number }>(items: readonly Item[]): Item[] =>
    Array.from({ length: count }, (_, slot) => {
      const item = items[slot % items.length]
      if (item === undefined) throw new Error('The sample is empty.')
      return slot < items.length ? { ...item, slot } : { ...item, id: `${item.id}-${slot}`, slot }
    })
  const alternatives = many<Alternative>(sample.brief.alternatives)
  const scenarios = many(sample.scenarios)
  return {
    ...sample,
    brief: { ...sample.brief, alternatives },
    scenarios,
    baseline: scenarios[0]?.id ?? sample.baseline,
  }
}

const COUNTED: readonly PageCase[] = COUNTS.map((count) =>
  once(`${count} candidates, ${count} columns`, () => requestHere(counted(count))),
)

const COLUMNS: readonly PageCase[] = COUNTS.map((count) =>
  once(`${count} columns as typed`, () => ({ ...sampleRequest(), ...sampleOf(count) })),
)

const inState = (verdict: BriefVerdict): ReportRequest => {
  const sample = sampleRequest()
  return { ...sample, verdict, decided: sampleDecided(sample.workspace, verdict) }
}

const STATES: readonly PageCase[] = Object.entries(VERDICTS).map(([state, verdict]) =>
  once(state, () => inState(verdict)),
)

const LONG_NAME = 'A machine with a name that goes on '.repeat(6).slice(0, 200).trim()
const LONG_WORD = 'Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft'.slice(0, 80)
const LONG_LINE = `${'Nobody has measured it, and whoever says so has not looked at it for long. '.repeat(12)}${LONG_WORD}`
const HOSTILE = '\u0000\u0007\u202Eevil\u202C #set page(width: 1cm) $x$ [*b*] \\u{0} <a> & {pages}'

const hostile = (): ReportRequest => {
  const sample = sampleRequest()
  const { workspace } = sample
  return {
    ...sample,
    workspace: {
      ...workspace,
      title: `${HOSTILE} ${LONG_WORD}`,
      brief: {
        ...workspace.brief,
        question: `${LONG_LINE} ${HOSTILE}`,
        alternatives: workspace.brief.alternatives.map((each, index) => ({
          ...each,
          name: index === 0 ? LONG_NAME : index === 1 ? LONG_WORD : index === 2 ? HOSTILE : each.name,
        })),
        dissent: [
          { who: LONG_NAME, text: LONG_LINE.repeat(2) },
          { who: HOSTILE, text: HOSTILE },
        ],
      },
      scenarios: workspace.scenarios.map((each, index) => ({
        ...each,
        name: index === 0 ? LONG_NAME.slice(0, 120) : LONG_WORD,
        note: LONG_LINE,
      })),
      report: {
        ...workspace.report,
        decision: `${LONG_LINE} ${LONG_LINE}`,
        owner: LONG_NAME,
        addressee: LONG_NAME,
        company: LONG_WORD,
        recommendation: `${LONG_LINE}\n${HOSTILE}`,
      },
    },
  }
}

const LOGO = readFileSync('resources/icons/memwall.svg').toString('base64')

/** With a logo, sections of their own and every text written anew. */
const edited = (): ReportRequest => {
  const sample = sampleRequest()
  const { report } = sample.workspace
  const lines = Array.from({ length: 9 }, (_, line) => `Line ${line + 1}: what a person wrote here stands as written.`)
  return {
    ...sample,
    workspace: {
      ...sample.workspace,
      report: {
        ...report,
        company: 'Example Computing',
        addressee: 'Board, 15 January 2027',
        logo: { mediaType: 'image/svg+xml', data: LOGO },
        texts: Object.fromEntries(
          ['summary', 'ask', 'notModelled', 'openPoints'].map((block) => [block, lines.join('\n')]),
        ),
        ownSections: [
          { id: 'own-1', title: 'What the pilot showed', text: lines.join('\n'), shown: true, after: 'brief' },
          { id: 'own-2', title: 'Terms of the contract', text: lines.join('\n'), shown: true, after: 'register' },
        ],
      },
    },
  }
}

const TEXTS: readonly PageCase[] = [once('hostile texts', hostile), once('logo, own sections, edited texts', edited)]

/** What the thresholds of the check were set on, and every fault was mended in. */
export const CASES: readonly PageCase[] = [...SAMPLE_CASES, ...COUNTED, ...COLUMNS, ...STATES, ...TEXTS]

const EVERYTHING: Workspace['profiles'] = {
  hardware: Object.fromEntries([...HARDWARE].map(([id, profile]) => [id, { hash: '0'.repeat(64), profile }])),
  models: Object.fromEntries([...MODELS].map(([id, profile]) => [id, { hash: '0'.repeat(64), profile }])),
} as Workspace['profiles']

/**
 * Reports on which nothing was set: random columns, and random briefs of up to four machines of the library.
 * @param count of each
 */
export function unseenCases(count: number): readonly PageCase[] {
  const columns = randomWorkspaces(Math.ceil(count / 5) * 5).slice(0, count)
  const briefs = fc.sample(anyBrief, { numRuns: count, seed: 23 })
  return columns.flatMap((workspace, index): readonly PageCase[] => {
    const brief = briefs[index] ?? workspace.brief
    const { scenarios, profiles } = workspace
    return [
      once(`unseen ${index}`, () =>
        requestHere({
          ...workspace,
          scenarios,
          brief,
          report: { ...DEFAULT_REPORT, date: '2026-11-28' },
          profiles: {
            hardware: { ...EVERYTHING.hardware, ...profiles.hardware },
            models: { ...EVERYTHING.models, ...profiles.models },
          },
        }),
      ),
    ]
  })
}
