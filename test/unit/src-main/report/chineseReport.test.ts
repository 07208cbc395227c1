import * as fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { workOf } from '#main/engine/analysis/analyses.ts'
import { pointsHere } from '#main/engine/analysis/points/work.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { reportQuestions, type ReportAnalyses } from '#main/report/analyses.ts'
import { reportContent } from '#main/report/content.ts'
import { decidedWorkspace } from '#main/report/decidedWorkspace.ts'
import type { AnalysisAnswer, AnalysisName, AnalysisQuestion } from '#shared/contract/analysis.ts'
import { shortHardwareName } from '#shared/domain/names.ts'
import { resolveScenario } from '#shared/domain/resolve.ts'
import { REPORT_SECTIONS } from '#shared/domain/report.ts'
import type { ScenarioResult } from '#shared/domain/result.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { anyBrief } from '../../../support/anyBrief.ts'
import { decided } from '../../../support/decidedBriefs.ts'
import { HARDWARE, MODELS } from '../../../support/engineScenarios.ts'
import { sampleWorkspaces } from '../../../support/figureCases.ts'
import { randomWorkspaces } from '../../../support/randomWorkspaces.ts'

/*
 * A report in Chinese: nothing of it is said in English. Two things give it away: every English message is marked here, so that
 * what fell back shows; and no printed text has two Latin words beside each other that are neither names nor units nor words of
 * the document.
 */

/** Stands before every English message. */
const { MARK } = vi.hoisted(() => ({ MARK: '\u2983' }))
vi.mock('#shared/words/english/english.ts', async (original) => {
  const { english } = await original<{ english: Readonly<Record<string, string>> }>()
  return { english: Object.fromEntries(Object.entries(english).map(([key, pattern]) => [key, MARK + pattern])) }
})

/** Terms and units that Chinese engineers write so. */
const TERMS =
  /\b(?:TTFT|TPOT|KV|HBM\d?[eE]?|TP|PP|DP|EP|CP|PD|NPV|SLO|API|IT|PUE|USD|CO2e|GPU|FFN|MLA|LM|QKV|PDF|SHA|Memwall|tokens?|tok|worker|rank|scale|up|out|Scale|Reduce|Gather|Scatter|All|to|All-to-All|kW|MW|kWh|Pod|WaferLLM|[pP]\d+|[nµm]?s|[kMGTPE]?B|[kMGTPE]?FLOP|TFLOP|GHz|MHz|mm²|[npm]?J|bit|kg|GiB|fp\d+|bf16|nvfp4|mxfp4|int\d|[FBM]X?P\d+|INT\d|NVFP4)\b/g

/** Every text of some data. */
function textsIn(data: unknown): string[] {
  if (typeof data === 'string') return [data]
  if (Array.isArray(data)) return data.flatMap(textsIn)
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).flatMap(([key, value]) => (LOOKS.has(key) ? [] : textsIn(value)))
}

/** Parts that are no words: fonts, colours, kinds, paths. */
const LOOKS: ReadonlySet<string> = new Set(
  'fontFamily fontWeight font color colour ink type path address fill stroke symbol id hash file'.split(' '),
)

function answered<Name extends AnalysisName>(name: Name, question: AnalysisQuestion<Name>): AnalysisAnswer<Name> {
  const work = workOf(name)
  const asked = work.points?.(question) ?? null
  const answer = work.answer as (asked: AnalysisQuestion<Name>, points: object) => AnalysisAnswer<Name>
  return answer(question, asked === null ? {} : pointsHere(asked.kind, asked.question as never, asked.fields))
}

function resultsOf(workspace: Workspace): ScenarioResult[] {
  return workspace.scenarios.flatMap((scenario) => {
    const resolved = resolveScenario(workspace, scenario)
    return resolved ? [evaluate(resolved)] : []
  })
}

/** A report of all sections, and what of it is the document's own. */
function printed(document: Workspace): { readonly texts: readonly string[]; readonly own: readonly string[] } {
  const sections = REPORT_SECTIONS.map((section) => ({ section, shown: true }))
  const report = { ...document.report, language: 'zh', audience: 'full', sections } as const
  const workspace: Workspace = { ...document, report }
  const verdict = decided(workspace.brief, { draws: DRAWS })
  const sized = decidedWorkspace(workspace, verdict)
  const results = resultsOf(workspace)
  const decidedResults = sized === null ? [] : resultsOf(sized)
  const analyses: ReportAnalyses = {
    map: answered('map', { ...reportQuestions.map(workspace), columns: 12, rows: 8 }),
    sensitivity: answered('sensitivity', reportQuestions.sensitivity(workspace) as AnalysisQuestion<'sensitivity'>),
  }
  const { data, charts } = reportContent(workspace, results, {
    documentHash: 'f'.repeat(64),
    program: 'Memwall',
    attachment: null,
    verdict,
    decided: decidedResults,
    analyses,
    basis: null,
  })
  // Versions of stacks and whose measurements stand in are names; so are those of the whole library.
  const calibrations = [...results, ...decidedResults].map(({ calibration, pools }) => [calibration, pools])
  const machines = [...HARDWARE.values()]
  const names = machines.map((profile) => shortHardwareName(profile))
  const own = new Set(textsIn([workspace, calibrations, names, machines, [...MODELS.values()]]))
  return {
    texts: [...new Set([...textsIn(data), ...textsIn(charts)])],
    own: [...own].filter((text) => LATIN.test(text)).toSorted((one, two) => two.length - one.length),
  }
}

const DRAWS = 60
const LATIN = /[A-Za-z]{2}/
const ENGLISH = /[A-Za-z][A-Za-z’-]+,? [A-Za-z][A-Za-z’-]+/
const isEnglish = (text: string): boolean => ENGLISH.test(text.replace(TERMS, '·'))

/** A remark that was cut is the document's too. */
const isCut = (text: string, own: readonly string[]): boolean =>
  text.endsWith(' …') && own.some((words) => words.startsWith(text.slice(0, -2)))

function saidInEnglish(document: Workspace): string[] {
  const { texts, own } = printed(document)
  expect(texts.filter((text) => /\p{Script=Han}/u.test(text)).length).toBeGreaterThan(100)
  return texts.filter((text) => {
    if (text.includes(MARK)) return true
    if (!isEnglish(text) || isCut(text, own)) return false
    const rest = own.reduce((left, words) => left.replaceAll(words, '·'), text)
    return isEnglish(rest) && !OPEN.some((open) => open.test(rest))
  })
}

/** What is still said in English: this list may only become shorter. */
const OPEN: readonly RegExp[] = []

const LIBRARY: Workspace['profiles'] = {
  hardware: Object.fromEntries([...HARDWARE].map(([id, profile]) => [id, { profile, hash: '' }])),
  models: Object.fromEntries([...MODELS].map(([id, profile]) => [id, { profile, hash: '' }])),
}

/** Columns and briefs that nobody has written, the same on every run. */
function randomDocuments(count: number): readonly Workspace[] {
  const briefs = fc.sample(anyBrief, { numRuns: count, seed: 11 })
  return randomWorkspaces(count).map((workspace, index): Workspace => {
    const brief = briefs[index] ?? workspace.brief
    const { hardware, models } = workspace.profiles
    const profiles = { hardware: { ...LIBRARY.hardware, ...hardware }, models: { ...LIBRARY.models, ...models } }
    return { ...workspace, brief, profiles }
  })
}

describe('a report in Chinese says nothing in English', () => {
  it.each(sampleWorkspaces.map(({ name, workspace }) => [name, workspace] as const))(
    'of %s',
    { timeout: 120_000 },
    (_, workspace) => {
      expect(saidInEnglish(workspace)).toEqual([])
    },
  )

  it('of whatever is asked', { timeout: 240_000 }, () => {
    for (const document of randomDocuments(10)) expect(saidInEnglish(document), document.title).toEqual([])
  })
})
