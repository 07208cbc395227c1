import { perMillionOf } from '#shared/domain/brief/perMillion.ts'
import { RISKS } from '#shared/domain/brief/risk.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import { dollars } from '#shared/domain/brief/criterionAmount.ts'
import type { EvaluatedScenario } from '#shared/domain/evaluated.ts'
import type { LedgerEntry, Resource } from '#shared/domain/result.ts'
import type { Grade } from '#shared/domain/provenance.ts'
import { slotLetter, type Workspace } from '#shared/domain/workspace.ts'
import { briefAssumptions } from '#shared/register/briefAssumptions.ts'
import { shortened } from '#shared/register/shortened.ts'
import type { Chip } from '#shared/register/types.ts'
import { formatNumber, formatText } from '#shared/units/format.ts'
import { donorName } from '#shared/words/accuracyNames.ts'
import { stackText, stepName } from '#shared/words/calibrationWords.ts'
import type { ShownAlternative } from '#shared/words/decision/shownAlternatives.ts'
import { resourceName } from '#shared/words/labels.ts'
import { memoryWordOf } from '#shared/words/scenario.ts'
import { say, wordingText } from '#shared/words/say.ts'
import { percentText, timesText, withinSentence } from '#shared/words/text.ts'
import { linearAxis, type PrintedAxis } from './axis.ts'
import { chipAt, NOTHING, type Decided, type ReportContext } from './context.ts'
import { printedBlock, type PrintedBlock } from './edited.ts'
import { priceLines } from './prices.ts'
import { unpricedDetail } from './unpricedDetail.ts'
import { enumerated, sentences, withCommas } from '#shared/words/joined.ts'

/** Where the time of a token goes, one bar a candidate. Shares are of the axis. */
export interface PrintedTimes {
  readonly rows: readonly {
    readonly chip: Chip
    readonly name: string
    readonly total: string
    readonly parts: readonly { readonly id: Resource; readonly share: number; readonly text: string }[]
  }[]
  readonly axis: PrintedAxis
  readonly limit: { readonly at: number; readonly text: string } | null
  readonly resources: readonly { readonly id: Resource; readonly name: string }[]
}

/** A stack that was used, against what was measured of it. */
export interface MeasuredRow {
  readonly chips: readonly Chip[]
  readonly stack: string
  readonly runs: string
  readonly error: string
  readonly standing: string
}

/** A risk, and how it enters the figures. */
export interface RiskLine {
  readonly chips: readonly Chip[]
  readonly text: string
  readonly enters: string
  readonly adds: string
}

/** Alternatives that are not chosen for the same reason. */
export interface RejectedLine {
  readonly chips: readonly Chip[]
  readonly name: string
  readonly why: string
}

/** Page 2. */
export interface CaseSection {
  readonly words: Readonly<Record<string, string>>
  readonly time: PrintedTimes | null
  readonly rejected: readonly RejectedLine[]
  readonly notModelled: PrintedBlock
  readonly measured: readonly MeasuredRow[]
  readonly risks: readonly RiskLine[]
  readonly open: PrintedBlock
  readonly prices: readonly string[]
  readonly sign: {
    readonly options: readonly string[]
    readonly name: string
    readonly date: string
    readonly signature: string
    readonly file: readonly string[]
  }
}

const RESOURCES: readonly Resource[] = ['memory', 'sram', 'link', 'compute', 'host', 'overhead']
/** Share of a token below which a resource has no part of its own. */
const LEAST_PART = 0.001
/** Guesses that are named. */
const MOST_GUESSES = 4
/** Letters of a name beside its bar, on two lines. */
export const LONGEST_NAME = 44

/** Page 2: what speaks for and against the answer, and where it is signed. @param open what is open, a line each */
export function caseSection(context: ReportContext, open: readonly string[]): CaseSection {
  const { workspace, decided, documentHash } = context
  const { timePerToken } = workspace.brief.promise
  const state = decided?.verdict.state ?? 'needsDemand'
  return {
    words: {
      time: say('pages.time'),
      timeLead: say('pages.time.lead', { limit: timePerToken === null ? 'none' : 'some' }),
      rejected: say('pages.rejected', { state }),
      not: say('pages.not'),
      measured: say('pages.measured'),
      stack: say('pages.measured.stack'),
      rows: say('pages.measured.rows'),
      error: say('pages.measured.error'),
      standing: say('pages.measured.standing'),
      risks: say('pages.risks.title'),
      risk: say('pages.risks.risk'),
      enters: say('pages.risks.enters'),
      adds: say('pages.risks.adds'),
      open: say('pages.open'),
      prices: say('pages.prices'),
      sign: say('pages.sign'),
    },
    time: decided === null ? null : timesOfTokens(context, decided),
    rejected: decided === null ? [] : rejectedLines(decided),
    notModelled: printedBlock(workspace, 'notModelled', notModelled()),
    measured: measuredRows(context),
    risks: decided === null ? [] : riskLines(context, decided),
    open: printedBlock(workspace, 'openPoints', open),
    prices: priceLines(workspace),
    sign: {
      options: ['approved', 'conditions', 'declined'].map((option) => say('pages.sign.option', { option })),
      name: say('pages.sign.name'),
      date: say('pages.sign.date'),
      signature: say('pages.sign.signature'),
      file: say('pages.sign.file', { hash: `${documentHash.slice(0, 32)} ${documentHash.slice(32)}` }).split('\n'),
    },
  }
}

/** The bars of all candidates that are sized, in the order of the table. Their sums are the verdict's times. */
export function timesOfTokens({ workspace, sized }: ReportContext, { shown, said }: Decided): PrintedTimes | null {
  const bars = shown.flatMap(({ id, slot, name, judged }) => {
    const scenario = sized.get(id)
    const seconds = judged?.sizing?.timePerToken ?? null
    return scenario === undefined || seconds === null
      ? []
      : [
          {
            slot,
            name: shortened(said.names.get(id) ?? name, LONGEST_NAME),
            seconds,
            parts: resourceShares(scenario.result.ledger),
          },
        ]
  })
  if (bars.length === 0) return null
  const { timePerToken } = workspace.brief.promise
  const longest = Math.max(...bars.map(({ seconds }) => seconds))
  // A limit far beyond every bar would flatten them all.
  const limit = timePerToken !== null && timePerToken <= longest * 2 ? timePerToken : null
  const axis = linearAxis([longest * 1000, ...(limit === null ? [] : [limit * 1010])])
  const used = RESOURCES.filter((resource) => bars.some(({ parts }) => (parts.get(resource) ?? 0) > LEAST_PART))
  const memory = memoryWordOf([...sized.values()])
  return {
    rows: bars.map(({ slot, name, seconds, parts }) => ({
      chip: chipAt(slot),
      name,
      total: formatText(seconds, 'seconds', { unit: 'ms' }),
      parts: used.map((id) => ({
        id,
        share: axis.at(seconds * 1000) * (parts.get(id) ?? 0),
        text: percentText(parts.get(id) ?? 0),
      })),
    })),
    axis: axis.printed,
    limit:
      limit === null
        ? null
        : {
            at: axis.at(limit * 1000),
            text: say('pages.limit', { limit: formatText(limit, 'seconds', { trim: true }) }),
          },
    resources: used.map((id) => ({ id, name: resourceName(id, memory) })),
  }
}

/** Shares of the seconds of a token by what binds them. */
function resourceShares(ledger: readonly LedgerEntry[]): ReadonlyMap<Resource, number> {
  const decode = ledger.filter(({ phase }) => phase === 'decode')
  const sum = decode.reduce((total, { seconds }) => total + seconds, 0)
  const shares = new Map<Resource, number>()
  for (const { resource, seconds } of decode) {
    shares.set(resource, (shares.get(resource) ?? 0) + (sum > 0 ? seconds / sum : 0))
  }
  return shares
}

/** Those that share a reason stand together: it is said once. */
function rejectedLines(decided: Decided): readonly RejectedLine[] {
  const lines = new Map<string, { readonly chips: Chip[]; readonly names: string[] }>()
  for (const shown of decided.shown) {
    for (const { chip, name, why } of rejectedLine(shown, decided)) {
      const known = lines.get(why)
      if (known) {
        known.chips.push(chip)
        known.names.push(name)
      } else lines.set(why, { chips: [chip], names: [name] })
    }
  }
  return [...lines].map(([why, { chips, names }]) => ({ chips, name: names.join(' · '), why }))
}

function rejectedLine(
  { id, slot, name, judged }: ShownAlternative,
  { verdict, said, shown }: Decided,
): readonly { readonly chip: Chip; readonly name: string; readonly why: string }[] {
  const { choice, leaning, rival, state } = verdict
  const lead = choice[0] ?? leaning
  if (judged === null || choice.includes(id)) return []
  if (state === 'undecided' && (id === leaning || id === rival)) return []
  const leader = shown.find((each) => each.id === lead)
  // Where nothing leads, what could be chosen is not rejected.
  if (!leader && judged.limits.length === 0 && judged.unpriced === null) return []
  return [
    {
      chip: chipAt(slot),
      name: said.names.get(id) ?? name,
      why:
        judged.limits.length > 0
          ? sentences(judged.limits.map((limit) => wordingText(limit)))
          : judged.unpriced
            ? say('problem.price.detail', unpricedDetail(judged.unpriced.floor))
            : dearer(judged, leader?.judged ?? null, leader?.letter ?? ''),
    },
  ]
}

/** By how much it costs more than who leads: both figures are the verdict's own at central values. */
function dearer(
  judged: NonNullable<ShownAlternative['judged']>,
  leading: ShownAlternative['judged'],
  leader: string,
): string {
  const cost = perMillionOf(judged)
  const least = leading && perMillionOf(leading)
  const count = Math.round((judged.fared?.first ?? 0) * 1000)
  if (!cost || !least || !(least.value > 0)) return say('pages.rejected.refused')
  const ratio = cost.value / least.value
  if (ratio >= 2) return say('pages.rejected.dearer', { times: timesText(ratio), leader, count })
  const share = percentText(Math.abs(ratio - 1))
  if (Math.abs(ratio - 1) < 0.005) return say('pages.rejected.same', { leader, count })
  return ratio > 1
    ? say('pages.rejected.more', { share, leader, count })
    : say('pages.rejected.less', { share, leader, count })
}

function notModelled(): readonly string[] {
  return [
    say('pages.not.waiting'),
    say('pages.not.growth'),
    say('pages.not.kernels'),
    say('pages.not.answers'),
    say('pages.not.tax'),
    say('pages.not.risks'),
  ]
}

/** The stacks that the sized candidates run on, each once, with what was measured of it. */
export function measuredRows({ sized }: Pick<ReportContext, 'sized'>): readonly MeasuredRow[] {
  const rows = new Map<string, { chips: Chip[]; row: Omit<MeasuredRow, 'chips'> }>()
  for (const scenario of sized.values()) {
    const { calibration } = scenario.result
    const { step, points, medianError, donor } = calibration
    const own = step === 'own' || step === 'fitted' || step === 'modelUnseen' || step === 'versionUnseen'
    const device = own ? deviceOf(scenario) : donorName(donor, () => null)
    const stack = withCommas([stackText(calibration), device])
    const key = `${stack} ${step}`
    const known = rows.get(key)
    if (known) {
      known.chips.push(chipAt(scenario.slot))
      continue
    }
    rows.set(key, {
      chips: [chipAt(scenario.slot)],
      row: {
        stack,
        runs: points === 0 ? NOTHING : formatNumber(points, { digits: 6, trim: true }),
        error: medianError === null ? say('pages.measured.never') : percentText(medianError),
        standing: stepName(step),
      },
    })
  }
  return [...rows.values()].map(({ chips, row }) => ({ chips, ...row }))
}

const deviceOf = ({ resolved }: EvaluatedScenario): string => resolved.hardware.name

/** What weakens the figures: relatives, guesses, prices nobody knows, and risks that are scored. */
function riskLines({ workspace, sized }: ReportContext, { verdict, shown }: Decided): readonly RiskLine[] {
  const relatives = [...sized.values()].filter(({ result: { calibration } }) =>
    ['relative', 'generic'].includes(calibration.step),
  )
  const guesses = briefAssumptions(workspace.brief).filter(({ figure }) => figure.grade === ('guess' satisfies Grade))
  const unpriced = shown.filter(({ judged }) => judged?.unpriced)
  return [
    ...scoredRisks(workspace, verdict, shown),
    ...(relatives.length === 0
      ? []
      : [
          {
            chips: relatives.map(({ slot }) => chipAt(slot)),
            text: say('pages.risk.relative'),
            enters: say('pages.risk.relative.enters'),
            adds: NOTHING,
          },
        ]),
    ...(guesses.length === 0
      ? []
      : [
          {
            chips: [],
            text: say('pages.risk.guess', {
              count: guesses.length,
              figures: guesses.slice(0, MOST_GUESSES).map(({ label }) => withinSentence(label)),
              more: guesses.length > MOST_GUESSES ? 'yes' : 'no',
            }),
            enters: say('pages.risk.guess.enters'),
            adds: NOTHING,
          },
        ]),
    ...(unpriced.length === 0
      ? []
      : [
          {
            chips: unpriced.map(({ slot }) => chipAt(slot)),
            text: say('pages.risk.unpriced'),
            enters: say('pages.risk.unpriced.enters'),
            adds: NOTHING,
          },
        ]),
  ]
}

/** Risks that are scored, with what each does and adds. */
export function scoredRisks(
  { brief }: Workspace,
  { risksAlone }: BriefVerdict,
  shown: readonly ShownAlternative[],
): readonly RiskLine[] {
  const lettered = shown.toSorted((one, two) => one.slot - two.slot)
  const letterOf = (id: string): string =>
    slotLetter(brief.alternatives.find((alternative) => alternative.id === id)?.slot ?? 0)
  return RISKS.flatMap((risk) => {
    const scored = lettered.flatMap(({ slot, letter, alternative }) => {
      const score = alternative.risks[risk]?.score
      return score === undefined ? [] : [{ slot, letter, score }]
    })
    if (scored.length === 0) return []
    const adds = risksAlone
      .filter((each) => each.risk === risk && each.dollars > 0)
      .toSorted((one, two) => two.dollars - one.dollars)
      .map(({ alternative, dollars: value }) =>
        say('pages.risk.adds', { letter: letterOf(alternative), dollars: dollars(value) }),
      )
    return [
      {
        chips: scored.map(({ slot }) => chipAt(slot)),
        text: say('pages.risk.scored', {
          risk: say('decide.risk', { risk }),
          scores: scored.map(({ letter, score }) => say('pages.risk.scored.of', { letter, score })),
        }),
        enters: say('decide.risks.effect', { risk }),
        adds: adds.length === 0 ? NOTHING : enumerated(adds),
      },
    ]
  })
}
