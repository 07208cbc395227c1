import { timesOf } from '#shared/domain/brief/perMillion.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { amount } from '#shared/units/amount.ts'
import { formatNumber, formatText } from '#shared/units/format.ts'
import { quantileText } from '#shared/words/decision/basisTerms.ts'
import { saidVerdict, type SaidVerdict } from '#shared/words/decision/saidVerdict.ts'
import { shownAlternatives, type ShownAlternative } from '#shared/words/decision/shownAlternatives.ts'
import { say, wordingText } from '#shared/words/say.ts'
import { withinSentence, withoutStop } from '#shared/words/text.ts'
import type { AlternativesTable, DecisionPage, PrintedAlternative, PrintedList, PrintedVerdict } from './reportData.ts'

/** Inputs printed of those that may flip the verdict; the Decide screen has them all. */
const MOST_FLIPS = 6
const MILLION = 1e6
const NOTHING = '–'

/**
 * The verdict of the brief as the report prints it: the words of window and command line, and the alternatives ranked.
 * @param verdict of this workspace's brief; null: the brief names a model that the document does not hold
 */
export function decisionPage(workspace: Workspace, verdict: BriefVerdict | null): DecisionPage {
  const { report, brief } = workspace
  const asked = [report.decision, brief.question].find((question) => question.trim() !== '')
  return {
    asked: asked ?? say('report.asked.none', { count: brief.alternatives.length }),
    recommendation: report.recommendation.trim(),
    verdict: verdict === null ? withoutModel() : printedVerdict(workspace, verdict),
  }
}

function withoutModel(): PrintedVerdict {
  return {
    badge: '',
    headline: say('report.noModel'),
    needs: say('report.noModel.text'),
    certainty: '',
    basis: '',
    reasons: [],
    stakes: [],
    table: { heads: [], rows: [] },
    lists: [],
  }
}

function printedVerdict(workspace: Workspace, verdict: BriefVerdict): PrintedVerdict {
  const said = saidVerdict(workspace, verdict)
  const sized = verdict.state !== 'needsDemand'
  return {
    badge: said.badge,
    headline: said.headline,
    needs: sized ? '' : say('decide.demand.text'),
    certainty: said.certainty,
    basis: said.basis,
    reasons: said.reasons,
    stakes: [said.atStake, said.ifWrong, said.waiting].filter((line) => line !== ''),
    table: sized ? alternativesTable(workspace, verdict, said) : { heads: [], rows: [] },
    lists: listsOf(verdict, said).filter(({ lines }) => lines.length > 0),
  }
}

/** What would change it, what is worth knowing, and what speaks against it. */
function listsOf(verdict: BriefVerdict, said: SaidVerdict): readonly PrintedList[] {
  const { state, rival } = verdict
  const flips = verdict.flips.map((flip, at) => ({ flip, line: said.flips[at] ?? '' }))
  const turns = flips.filter(({ flip }) => flip.at !== null || flip.bands.length > 0)
  const lines = [...turns, ...flips.filter((each) => !turns.includes(each))].map(({ line }) => line)
  return [
    {
      heading: say('report.next', { state }),
      lines: [...said.relaxations, ...lines.slice(0, MOST_FLIPS)],
    },
    {
      heading: say('report.changes'),
      lines: changesOf(verdict, said),
    },
    { heading: say('report.measurements', { state }), lines: [...said.measurements, ...said.free] },
    {
      heading: say('report.dissent', { rival: rival === null ? 'none' : (said.names.get(rival) ?? rival) }),
      lines: said.dissent,
    },
  ]
}

/** What saves nothing is left to the Decide screen. */
function changesOf({ changes }: BriefVerdict, said: SaidVerdict): readonly string[] {
  const telling = (lines: readonly string[], saving: readonly { readonly saves: number | null }[]) =>
    lines.filter((_, at) => saving[at]?.saves !== 0)
  return [...telling(said.bounds, changes.bounds), ...telling(said.passes, changes.passes), said.withoutRisks].filter(
    (line) => line !== '',
  )
}

function alternativesTable(workspace: Workspace, verdict: BriefVerdict, said: SaidVerdict): AlternativesTable {
  const { brief, profiles } = workspace
  const quantile = quantileText(brief.promise.quantile)
  const column = (name: string): string => say('report.column', { column: name })
  return {
    heads: [
      column('rank'),
      column('name'),
      column('systems'),
      say('decide.table.ttft', { quantile }),
      say('decide.table.tpot', { quantile }),
      column('power'),
      column('capital'),
      column('presentValue'),
      column('cost'),
      column('first'),
    ],
    rows: shownAlternatives(brief, profiles, verdict).flatMap((shown) =>
      shown.judged === null ? [] : [printedAlternative(shown, verdict, said)],
    ),
  }
}

function printedAlternative(
  { id, name, offer, configuration, alternative, judged }: ShownAlternative,
  { choice }: BriefVerdict,
  { names }: SaidVerdict,
): PrintedAlternative {
  const rank = judged?.rank ?? null
  const sizing = judged?.sizing ?? null
  const costing = judged?.costing ?? null
  const first = judged?.fared?.first ?? null
  const times = judged && timesOf(judged, alternative.offer.hosted?.evidence)
  const number = (value: number | null, per = 1): string => (value === null ? NOTHING : formatNumber(value / per))
  const time = (value: number | undefined): string => (value === undefined ? NOTHING : formatText(value, 'seconds'))
  return {
    rank: rank === null ? NOTHING : String(rank),
    name: names.get(id) ?? name,
    chosen: choice.includes(id),
    offer: [offer, ...configuration].filter((text) => text !== '').join('; '),
    cells: [
      sizing === null ? NOTHING : String(sizing.systems),
      time(times?.timeToFirstToken),
      time(times?.timePerToken),
      number(sizing?.power ?? null, 1000),
      costing?.capital === 0 ? say('decide.cell.none') : number(costing?.capital ?? null, MILLION),
      number(costing?.presentValue ?? null, MILLION),
      number(costing?.perMillionOutput ?? null),
      rank === null || first === null ? NOTHING : formatText(first, 'share', { digits: 2 }),
    ],
    remarks: judged === null ? [] : remarksOf(judged, names),
  }
}

/** Why it has no rank; of one that has, who is never worse. */
function remarksOf(
  { limits, unpriced, dominatedBy }: NonNullable<ShownAlternative['judged']>,
  names: SaidVerdict['names'],
): readonly string[] {
  return [
    ...limits.map(wordingText),
    ...(unpriced === null
      ? []
      : [
          say('report.unpriced', {
            figure: withinSentence(withoutStop(wordingText(unpriced.figure))),
            floor: amount(unpriced.floor, 'dollars'),
          }),
        ]),
    ...(dominatedBy === null || limits.length > 0
      ? []
      : [say('report.dominated', { other: names.get(dominatedBy) ?? dominatedBy })]),
  ]
}
