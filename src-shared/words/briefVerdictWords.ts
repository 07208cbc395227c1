import { criterionAmount, dollars } from '../domain/brief/criterionAmount.ts'
import type { Criterion } from '../domain/brief/thresholds.ts'
import type { BriefVerdict, JudgedAlternative } from '../domain/brief/verdict.ts'
import type { Wording } from '../domain/wording.ts'
import { changeLines, type ChangeLines } from './changeLines.ts'
import { ofThousand } from './ofThousand.ts'
import { dissentLines, flipLines, relaxationLines, turnLines } from './verdictLines.ts'
import { say, wordingText } from './say.ts'
import { withinSentence } from './text.ts'
import { sentences } from './joined.ts'

/** Names of alternatives by id. */
export type AlternativeNames = ReadonlyMap<string, string>

/** A verdict of a brief in the reader's language: window, report and command line show these words and none of their own. */
export interface BriefVerdictWords extends ChangeLines {
  /** '' while it is not said how much is to be served. */
  readonly badge: string
  /** One string wherever it stands. */
  readonly headline: string
  /** How often what is named is first; '' where nothing is. */
  readonly certainty: string
  /** The most telling first. */
  readonly reasons: readonly string[]
  /** '' where nothing is compared; so is the next. */
  readonly atStake: string
  readonly ifWrong: string
  /** As long as the verdict's own lists, and in their order; so are the next two. */
  readonly flips: readonly string[]
  readonly measurements: readonly string[]
  /** The flips in few lines: those that turn the choice, and the others in one. */
  readonly turns: readonly string[]
  /** What a month without a choice costs; '' where that is unknown or nothing is open. */
  readonly waiting: string
  readonly relaxations: readonly string[]
  /** What speaks for the rival and against the evidence; empty: there is no rival. */
  readonly dissent: readonly string[]
  /** Figures that are free by omission. */
  readonly free: readonly string[]
}

/** Of 1,000 draws, in how many a choice has to be first to be clear, and likely. */
const CLEAR = 900
const LIKELY = 700
/** Who is first in this share of draws is in the running. */
const CONTENDING = 0.1
/** Share of draws no number serves from which on the headline names it. */
const NAMED = 0.02

/** Says a verdict. @param names of its alternatives; an id without one stands for itself */
export function briefVerdictWords(verdict: BriefVerdict, names: AlternativeNames): BriefVerdictWords {
  const { state, measurements } = verdict
  return {
    badge: state === 'needsDemand' ? '' : say('decision.badge', { state }),
    headline: headlineOf(verdict, names),
    certainty: certaintyOf(verdict, names),
    reasons: verdict.reasons.map((reason) => wordingText(namedIn(reason, names))),
    atStake: atStakeOf(verdict),
    ifWrong: ifWrongOf(verdict),
    flips: flipLines(verdict, names),
    turns: turnLines(verdict, names),
    measurements: measurements.map(({ label, worth, cost, days, bites }) =>
      say('decision.study', {
        label: wordingText(label),
        worth: dollars(worth),
        cost: dollars(cost),
        days,
        bites: bites ? 'yes' : 'no',
      }),
    ),
    waiting: verdict.waiting === null ? '' : say('decision.waiting', { dollars: dollars(verdict.waiting) }),
    relaxations: relaxationLines(verdict, names),
    ...changeLines(verdict, names),
    dissent: dissentLines(verdict, names),
    free: verdict.free.map((parameters) => wordingText(namedIn({ code: 'brief.reason.free', parameters }, names))),
  }
}

/** The same wording with the names of alternatives in place of their ids. */
export function namedIn(wording: Wording, names: AlternativeNames): Wording {
  const parameters: object = wording.parameters ?? {}
  const named = Object.fromEntries(
    Object.entries(parameters).map(([key, value]: [string, unknown]) => [
      key,
      key === 'alternative' || key === 'other'
        ? nameOf(String(value), names)
        : key === 'alternatives' && Array.isArray(value)
          ? value.map((id) => nameOf(String(id), names))
          : key === 'figure' && typeof value === 'string'
            ? figureName(value)
            : value,
    ]),
  )
  return { ...wording, ...(wording.parameters ? { parameters: named } : {}) } as Wording
}

/** What a figure of a machine is called, by its path; one without a name is said as it is. */
function figureName(path: string): string {
  const [part = '', ...rest] = path.split('.')
  // Memories and formats are many of one kind.
  const kind = part === 'memory' ? `memory_${rest.at(-1)}` : part === 'peaks' ? part : path.replaceAll('.', '_')
  const named = say('decision.figure', { figure: kind })
  return named === kind ? path : named
}

function nameOf(id: string | null, names: AlternativeNames): string {
  return id === null ? '' : (names.get(id) ?? id)
}

function rowOf({ table }: BriefVerdict, id: string | null): JudgedAlternative | null {
  return table.find((row) => row.id === id) ?? null
}

function headlineOf(verdict: BriefVerdict, names: AlternativeNames): string {
  switch (verdict.state) {
    case 'needsDemand':
      return say('decision.needsDemand')
    case 'noneFeasible': {
      const nearest = verdict.relaxations[0]?.alternative ?? null
      return say('decision.noneFeasible', { nearest: nearest === null ? 'none' : nameOf(nearest, names) })
    }
    case 'cannotSay':
      return cannotSay(verdict, names)
    case 'undecided': {
      const edge = verdict.reasons.some(({ code }) => code === 'brief.reason.edge')
      const study = verdict.measurements.find(({ bites }) => bites)
      const why = edge ? 'edge' : study === undefined ? 'other' : 'measure'
      const measured = study === undefined ? '' : withinSentence(wordingText(study.label))
      return say('decision.undecided', { name: nameOf(verdict.leaning, names), study: measured, why })
    }
    case 'tied':
      return tied(verdict, names)
    case 'choose':
      return choose(verdict, names)
  }
}

/** Who comes first is told only where the second criterion tells them apart. */
function tied(verdict: BriefVerdict, names: AlternativeNames): string {
  const { choice, second } = verdict
  const [first = null, next = null] = choice
  const scores = [first, next].map((id) => tableScore(rowOf(verdict, id), second))
  return say('decision.tied', {
    names: choice.map((id) => nameOf(id, names)),
    margin: criterionAmount(verdict.margin, verdict.criterion),
    first: scores[0] === scores[1] ? 'none' : nameOf(first, names),
    second: say('decision.criterion', { criterion: second }),
  })
}

function tableScore(row: JudgedAlternative | null, criterion: Criterion): number | null {
  switch (criterion) {
    case 'cost':
      return row?.fared?.expectedLoss ?? null
    case 'riskWeightedCost':
      return row?.fared?.worstTenth ?? null
    case 'capital':
      return row?.costing?.capital ?? null
    case 'speed':
      return row?.sizing?.timePerToken ?? null
    case 'energy':
      return row?.energy ?? null
    case 'carbon':
      return row?.carbon ?? null
  }
}

function choose(verdict: BriefVerdict, names: AlternativeNames): string {
  const [chosen = null] = verdict.choice
  const row = rowOf(verdict, chosen)
  const never = row?.fared?.never ?? 0
  return say('decision.choose', {
    name: nameOf(chosen, names),
    fleet: fleetOf(row),
    priced: verdict.reasons.some(({ code }) => code === 'brief.reason.setAside') ? 'among' : 'all',
    level: levelText(verdict, row),
    failing: never,
    named: never >= NAMED ? 'yes' : 'no',
  })
}

/** "3 systems, 5 from Q7"; "none" where nothing is counted. */
function fleetOf(row: JudgedAlternative | null): string {
  const sizing = row?.sizing
  if (!sizing || sizing.systems === 0) return 'none'
  const last = sizing.byQuarter.at(-1) ?? sizing.systems
  const grows = last !== sizing.systems
  return say('decision.fleet', {
    systems: sizing.systems,
    later: grows ? last : 0,
    quarter: grows ? sizing.byQuarter.indexOf(last) + 1 : 0,
  })
}

function levelText(verdict: BriefVerdict, row: JudgedAlternative | null): string {
  const { confidence, regret, criterion } = verdict
  const alone = verdict.table.filter(({ rank }) => rank !== null).length === 1
  const first = ofThousand(confidence)
  const level = alone ? 'only' : first >= CLEAR ? 'clear' : first >= LIKELY ? 'likely' : 'close'
  const least = scoreOf(verdict, row) - (regret ?? NaN)
  return say('decision.level', { level, criterion, more: least > 0 ? (regret ?? NaN) / least : 0 })
}

/** What the choice has of the criterion. Where that is no cost, all of it is at stake. */
function scoreOf({ criterion, stake }: BriefVerdict, row: JudgedAlternative | null): number {
  if (criterion === 'cost') return row?.fared?.expectedLoss ?? NaN
  return (criterion === 'riskWeightedCost' ? row?.fared?.worstTenth : stake) ?? NaN
}

function cannotSay(verdict: BriefVerdict, names: AlternativeNames): string {
  const [item] = verdict.reasons.flatMap((reason) => (reason.code === 'brief.reason.free' ? [reason.parameters] : []))
  if (item)
    return say('decision.cannotSay', { figure: figureName(item.figure), name: '', floor: dollars(null), why: 'free' })
  const row = verdict.table.find(({ unpriced, limits }) => unpriced !== null && limits.length === 0)
  return say('decision.cannotSay', {
    name: nameOf(row?.id ?? null, names),
    figure: '',
    floor: dollars(row?.unpriced?.floor ?? null),
    why: 'unpriced',
  })
}

function certaintyOf(verdict: BriefVerdict, names: AlternativeNames): string {
  const { state, choice, leaning, confidence, none, table } = verdict
  if (state !== 'choose' && state !== 'undecided') return ''
  const id = choice[0] ?? leaning
  const others = table.flatMap((row) => {
    const first = row.fared?.first ?? 0
    if (row.id === id || first < CONTENDING) return []
    return [say('decision.other', { name: nameOf(row.id, names), count: ofThousand(first) })]
  })
  return sentences([
    say('decision.first', { name: nameOf(id, names), count: ofThousand(confidence) }),
    ...(others.length > 0 ? [say('decision.others', { others })] : []),
    ...(ofThousand(none) > 0 ? [say('decision.none', { count: ofThousand(none) })] : []),
  ])
}

function atStakeOf({ stake, margin, criterion }: BriefVerdict): string {
  if (stake === null) return ''
  return say('decision.atStake', {
    criterion,
    stake: criterionAmount(stake, criterion),
    margin: criterionAmount(margin, criterion),
  })
}

function ifWrongOf({ state, regret, ifWrong, criterion }: BriefVerdict): string {
  if (regret === null || state === 'tied') return ''
  if (state === 'undecided') return say('decision.knowing', { regret: criterionAmount(regret, criterion) })
  if (regret === 0) return say('decision.noWrong')
  return say('decision.ifWrong', {
    wrong: criterionAmount(ifWrong, criterion),
    regret: criterionAmount(regret, criterion),
  })
}
