import { demandRates } from '#shared/domain/brief/demandRates.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { criterionAmount, criterionUnit, dollars } from '#shared/domain/brief/criterionAmount.ts'
import { timesOf } from '#shared/domain/brief/perMillion.ts'
import { questionOf } from '#shared/domain/questionOf.ts'
import { shortened } from '#shared/register/shortened.ts'
import type { Chip } from '#shared/register/types.ts'
import { amount, type Amount } from '#shared/units/amount.ts'
import { formatNumber, formatText } from '#shared/units/format.ts'
import { UNITS } from '#shared/units/quantity.ts'
import { basisTerms, quantileText } from '#shared/words/decision/basisTerms.ts'
import { keyFigure } from '#shared/words/decision/keyFigure.ts'
import { longDate } from '#shared/words/longDate.ts'
import { say, wordingText } from '#shared/words/say.ts'
import { percentText } from '#shared/words/text.ts'
import { oddsMarks, oddsOf } from '#shared/verdict/oddsMarks.ts'
import { alternativeRows, type PrintedAlternative, type SharedRemark } from './alternativeRow.ts'
import { roundStep, type PrintedAxis } from './axis.ts'
import { limitTerms, serveTerms, type PrintedTerm } from './briefTerms.ts'
import { chipAt, type Decided, type ReportContext } from './context.ts'
import { heldLines, linesOf, PAGE_ROOM, printedBlock, type PrintedBlock } from './edited.ts'
import { sentences } from '#shared/words/joined.ts'

/** One of the four figures under the answer. */
export interface PrintedFigure {
  readonly text: string
  readonly label: string
}

/** What is asked, and by when or at what price. */
export interface AskedLine {
  readonly text: string
  readonly by: string
}

/** The answer, as page 1 gives it. A text is '' where there is nothing to say. */
export interface PrintedAnswer {
  readonly state: BriefVerdict['state'] | 'noModel'
  readonly badge: string
  /** How the badge is drawn: a choice, none yet, none at all. */
  readonly tone: 'choice' | 'open' | 'none'
  readonly chips: readonly Chip[]
  readonly headline: string
  /** One sentence of odds, or what has to be entered. */
  readonly certainty: string
}

/** How sure the order is: marks of odds, and the difference draw by draw. */
export interface PrintedSureness {
  /** A letter a mark; null: none keeps the promise. */
  readonly marks: readonly (Chip | null)[]
  readonly difference: {
    readonly title: string
    /** After the title: its unit, and what it says. */
    readonly reading: string
    readonly leader: Chip
    readonly rival: Chip
    /** Height of each bar, 0 to 1, and whether the rival has less there. */
    readonly bars: readonly { readonly height: number; readonly less: boolean }[]
    /** Where neither has less, 0 to 1 of the width. */
    readonly zero: number
    readonly ticks: readonly { readonly at: number; readonly text: string }[]
    readonly rivalSide: string
    readonly leaderSide: string
  } | null
  readonly key: string
}

/** Page 1. */
export interface DecisionSection {
  readonly words: Readonly<Record<string, string>>
  readonly memo: readonly string[]
  readonly question: string
  readonly answer: PrintedAnswer
  readonly figures: readonly PrintedFigure[]
  readonly summary: PrintedBlock
  readonly recommendation: readonly string[]
  /** Terms of the basis: a line breaks between them alone. */
  readonly basis: readonly string[]
  readonly rows: readonly PrintedAlternative[]
  readonly shared: readonly SharedRemark[]
  readonly axis: PrintedAxis | null
  /** What the brief says, where there is no answer to print. */
  readonly known: readonly PrintedTerm[]
  readonly sure: PrintedSureness | null
  readonly changeTitle: string
  readonly changes: readonly string[]
  readonly ask: { readonly id: 'ask'; readonly edited: boolean; readonly lines: readonly AskedLine[] }
}

/** Marks of odds on one line of the page. */
const MARKS = 40
/** Lines of what would change it. */
const MOST_CHANGES = 4
/** Letters of who objects, and of who answers for the memo. */
const LONGEST_WHO = 60
const MOST_FIGURES = 4
/** Reasons that stand in the summary. */
const MOST_REASONS = 3

/** Page 1: the answer on one basis, how sure it is, what would change it and what is asked. */
export function decisionSection(context: ReportContext): DecisionSection {
  const { workspace, decided } = context
  const { brief, report } = workspace
  const quantile = quantileText(brief.promise.quantile)
  const table = decided === null ? { rows: [], shared: [], axis: null } : alternativeRows(decided, brief.promise)
  const state = decided?.verdict.state ?? 'needsDemand'
  return {
    words: {
      question: say('pages.question'),
      all: say('pages.all'),
      candidate: say('pages.candidate'),
      systems: say('pages.systems'),
      ttft: say('pages.ttft', { quantile }),
      tpot: say('pages.tpot', { quantile }),
      first: say('decision.firstIn'),
      cost: say('pages.cost', { log: table.axis?.log === true ? 'yes' : 'no' }),
      known: say('pages.brief.serve'),
      how: say('pages.how'),
      none: say('pages.how.none'),
      ask: say('pages.ask'),
      recommendation: say('pages.recommendation'),
    },
    memo: memoLines(workspace),
    question: shortened(askedQuestion(workspace), PAGE_ROOM.question),
    answer: answerOf(decided),
    figures: figuresOf(workspace, decided),
    summary: printedBlock(workspace, 'summary', decided === null ? [] : summaryOf(decided)),
    recommendation: heldLines(linesOf(report.recommendation), PAGE_ROOM.recommendation),
    basis: decided === null ? [] : basisParts(decided),
    ...table,
    // Where there is no answer, the page says what none could be found to.
    known:
      state === 'needsDemand' || table.rows.length === 0 || (state === 'noneFeasible' && table.rows.length <= FEW)
        ? [...serveTerms(workspace), ...limitTerms(workspace)]
        : [],
    sure: decided === null ? null : surenessOf(decided),
    changeTitle: say('pages.change', { state }),
    changes: decided === null ? [] : changesOf(decided),
    ask: askOf(workspace, decided),
  }
}

/** Alternatives that leave room on the first page for what was asked of them. */
const FEW = 3

/** The question the user wrote, or how many alternatives are weighed. */
export function askedQuestion(workspace: Workspace): string {
  return questionOf(workspace) || say('report.asked.none', { count: workspace.brief.alternatives.length })
}

/** The basis line in parts between which it may break: never within a number. */
export function basisParts({ said }: Decided): readonly string[] {
  return said.basis.split(/(?<=[,;]) |(?<=[，；])/)
}

function memoLines({ report, brief }: Workspace): readonly string[] {
  const owner = report.owner.trim() === '' ? say('pages.noOwner') : shortened(report.owner.trim(), LONGEST_WHO)
  const date = report.date === null ? say('pages.noDate') : longDate(report.date)
  const addressee = report.addressee.trim() === '' ? brief.reportedTo.trim() : report.addressee.trim()
  const { approved } = report
  return [
    say('pages.memo', { standing: report.standing }),
    `${date} · ${owner}`,
    ...(addressee === '' ? [] : [say('pages.to', { addressee: shortened(addressee, LONGEST_WHO) })]),
    ...(report.standing === 'approved' && approved !== null
      ? [say('pages.approved', { by: shortened(approved.by, LONGEST_WHO), on: longDate(approved.on) })]
      : []),
  ]
}

function answerOf(decided: Decided | null): PrintedAnswer {
  if (decided === null) {
    return {
      state: 'noModel',
      badge: '',
      tone: 'none',
      chips: [],
      headline: say('report.noModel'),
      certainty: say('report.noModel.text'),
    }
  }
  const { verdict, said, shown } = decided
  const { state, choice, leaning, rival } = verdict
  const named = state === 'undecided' ? [leaning, rival] : choice
  return {
    state,
    badge: said.badge,
    tone: state === 'choose' || state === 'tied' ? 'choice' : state === 'noneFeasible' ? 'none' : 'open',
    chips: named.flatMap((id) => shown.filter((each) => each.id === id).map(({ slot }) => chipAt(slot))),
    headline: said.headline,
    certainty: state === 'needsDemand' ? say('decide.demand.text') : said.certainty,
  }
}

/** Up to four figures: what stands for the verdict, then what the state makes telling. */
function figuresOf(workspace: Workspace, decided: Decided | null): readonly PrintedFigure[] {
  const { brief } = workspace
  const own = decided === null ? [] : ownFigures(workspace, decided)
  return [...own, ...plainFigures(brief, decided)].slice(0, MOST_FIGURES)
}

const printed = ({ value, dimension, options }: Amount): string => formatText(value, dimension, options)

function ownFigures({ brief }: Workspace, decided: Decided): readonly PrintedFigure[] {
  const { verdict, shown } = decided
  const key = keyFigure(brief, verdict, shown)
  const first = key === null ? [] : [{ text: key.text, label: key.note }]
  const { state, criterion, stake, regret, waiting, margin } = verdict
  if (state === 'choose') return [...first, ...chosenFigures(brief, decided)]
  if (state === 'undecided' || state === 'tied') {
    const money: readonly (readonly [number | null, string])[] = [
      [stake, say('pages.kpi.stake')],
      [state === 'undecided' ? regret : margin, say(state === 'undecided' ? 'pages.kpi.regret' : 'pages.kpi.margin')],
    ]
    return [
      ...first,
      ...money.flatMap(([value, label]) =>
        value === null ? [] : [{ text: printed(criterionAmount(value, criterion)), label }],
      ),
      ...(waiting === null ? [] : [{ text: printed(dollars(waiting)), label: say('pages.kpi.waiting') }]),
    ]
  }
  return first
}

function chosenFigures(brief: Workspace['brief'], { verdict, said, shown }: Decided): readonly PrintedFigure[] {
  const chosen = shown.find(({ id }) => id === verdict.choice[0])
  const judged = chosen?.judged ?? null
  if (!chosen || judged === null) return []
  const { sizing } = judged
  const name = said.names.get(chosen.id) ?? chosen.name
  const times = timesOf(judged, chosen.alternative.offer.hosted?.evidence)
  const quantile = quantileText(brief.promise.quantile)
  const limitOf = (limit: number | null): string =>
    limit === null ? 'none' : formatText(limit, 'seconds', { trim: true })
  return [
    ...(sizing === null
      ? judged.costing === null
        ? []
        : [
            {
              text: printed(dollars(judged.costing.presentValue)),
              label: say('pages.kpi.hosted', { name }),
            },
          ]
      : [
          {
            text: formatNumber(sizing.systems, { trim: true }),
            label: say('pages.kpi.systems', { name, busy: percentText(sizing.busy) }),
          },
        ]),
    ...(times === null
      ? []
      : [
          {
            text: formatText(times.timeToFirstToken, 'seconds'),
            label: say('pages.kpi.limit', {
              kind: 'ttft',
              quantile,
              name,
              limit: limitOf(brief.promise.timeToFirstToken),
            }),
          },
          {
            text: formatText(times.timePerToken, 'seconds'),
            label: say('pages.kpi.limit', { kind: 'tpot', quantile, name, limit: limitOf(brief.promise.timePerToken) }),
          },
        ]),
  ]
}

/** What is known whatever is said. */
function plainFigures(brief: Workspace['brief'], decided: Decided | null): readonly PrintedFigure[] {
  const rate = demandRates(brief.demand).peakRequestsPerSecond
  const priced = decided?.shown.filter(({ judged }) => judged?.costing).length ?? 0
  const { timePerToken, timeToFirstToken } = brief.promise
  const time = (kind: string, seconds: number | null): readonly PrintedFigure[] =>
    seconds === null
      ? []
      : [
          {
            text: formatText(seconds, 'seconds', { trim: true }),
            label: say('pages.kpi.promise', { time: kind }),
          },
        ]
  return [
    {
      text: formatNumber(brief.alternatives.length, { trim: true }),
      label: say('pages.kpi.candidates', { priced }),
    },
    ...(rate === null ? [] : [{ text: formatNumber(rate), label: say('pages.kpi.peak') }]),
    {
      text: formatNumber(brief.horizon, { trim: true }),
      label: say('pages.kpi.horizon', { rate: amount(brief.finance.discountRate, 'share', { trim: true }) }),
    },
    ...time('tpot', timePerToken),
    ...time('ttft', timeToFirstToken),
  ]
}

function summaryOf({ said }: Decided): readonly string[] {
  const lines = [...said.reasons.slice(0, MOST_REASONS), said.atStake, said.ifWrong].filter((line) => line !== '')
  return lines.length === 0 ? [] : [sentences(lines)]
}

function surenessOf(decided: Decided): PrintedSureness | null {
  const { verdict, shown } = decided
  const slotOf = new Map(shown.map(({ id, slot }) => [id, slot]))
  const marks = oddsMarks(oddsOf(verdict), MARKS).map(({ id }) => {
    const slot = id === null ? undefined : slotOf.get(id)
    return slot === undefined ? null : chipAt(slot)
  })
  const difference = differenceOf(decided)
  if (marks.every((mark) => mark === null) && difference === null) return null
  return { marks, difference, key: say('pages.how.odds', { marks: MARKS }) }
}

function differenceOf({ verdict, shown }: Decided): PrintedSureness['difference'] {
  const { dissent, criterion, choice, leaning } = verdict
  const leader = shown.find(({ id }) => id === (choice[0] ?? leaning))
  const rival = shown.find(({ id }) => id === dissent?.rival)
  const difference = dissent?.difference ?? null
  if (!leader || !rival || difference === null) return null
  const { from, step, shares, less, more, mean } = difference
  const to = from + step * shares.length
  const most = Math.max(...shares)
  if (!(most > 0) || !(step > 0)) return null
  const place = (value: number): number => Math.min(1, Math.max(0, (value - from) / (to - from)))
  const { dimension, unit } = criterionUnit(criterion)
  const factor = UNITS[dimension].units.find(({ symbol }) => symbol === unit)?.factor ?? 1
  return {
    title: say('decide.difference.title', { rival: rival.letter, leader: leader.letter, criterion }),
    reading: say('pages.how.difference', {
      unit,
      reading: say('decide.difference.reading', {
        rival: rival.letter,
        share: percentText(less),
        mean: criterionAmount(Math.abs(mean), criterion),
        side: mean < 0 ? 'less' : 'more',
        criterion,
      }),
    }),
    leader: chipAt(leader.slot),
    rival: chipAt(rival.slot),
    bars: shares.map((share, index) => ({ height: share / most, less: from + (index + 0.5) * step < 0 })),
    zero: place(0),
    ticks: roundTicks(from / factor, to / factor).map((value) => ({
      at: place(value * factor),
      text: formatNumber(value, { trim: true }),
    })),
    rivalSide: say('pages.how.side', { letter: rival.letter, share: percentText(less), criterion }),
    leaderSide: say('pages.how.side', { letter: leader.letter, share: percentText(more), criterion }),
  }
}

function roundTicks(from: number, to: number): readonly number[] {
  const step = roundStep(to - from)
  const first = Math.ceil(from / step - 1e-9)
  const count = Math.floor(to / step + 1e-9) - first + 1
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * step)
}

/** What would change it; where nothing is chosen, what would make it possible. The verdict's own lines. */
function changesOf({ verdict, said }: Decided): readonly string[] {
  const { state, flips } = verdict
  // Figures that turn nothing are for the section behind.
  const turning = said.turns.slice(0, flips.filter(({ at, bands }) => at !== null || bands.length > 0).length)
  if (state === 'needsDemand') return [say('pages.missing.demand')]
  if (state === 'noneFeasible') return said.relaxations.slice(0, MOST_CHANGES)
  if (state === 'undecided') {
    return [...said.measurements, said.waiting, ...turning].filter((line) => line !== '').slice(0, MOST_CHANGES)
  }
  if (state === 'cannotSay') return [...said.free, ...unpricedLines(verdict, said.names)].slice(0, MOST_CHANGES)
  return turning.length === 0 ? [say('pages.nothingTurns')] : turning.slice(0, MOST_CHANGES)
}

function unpricedLines({ table }: BriefVerdict, names: ReadonlyMap<string, string>): readonly string[] {
  return table.flatMap(({ id, unpriced }) =>
    unpriced === null ? [] : [say('problem.price', { name: names.get(id) ?? id })],
  )
}

function askOf(workspace: Workspace, decided: Decided | null): DecisionSection['ask'] {
  const { lines, edited } = printedBlock(workspace, 'ask', [])
  return edited
    ? { id: 'ask', edited, lines: lines.map((text) => ({ text, by: '' })) }
    : { id: 'ask', edited, lines: computedAsk(workspace, decided) }
}

function computedAsk({ brief, report }: Workspace, decided: Decided | null): readonly AskedLine[] {
  const before = say('pages.ask.before')
  const demand = basisTerms(brief).find(({ id }) => id === 'demand')?.value ?? ''
  const guessed = brief.demand.amount.value !== null && brief.demand.amount.grade === 'guess'
  return [
    ...(decided === null ? [] : answerAsked(decided)),
    ...(decided === null
      ? []
      : decided.shown.flatMap(({ id, name, judged }) =>
          judged?.unpriced
            ? [
                {
                  text: say('pages.ask.price', { name: decided.said.names.get(id) ?? name }),
                  by: say('pages.ask.price.by'),
                },
              ]
            : [],
        )),
    ...(guessed ? [{ text: say('pages.ask.confirm', { demand }), by: before }] : []),
    ...brief.dissent.map(({ who }) => ({
      text: say('pages.ask.objection', { who: shortened(who, LONGEST_WHO) }),
      by: before,
    })),
    ...(report.owner.trim() === '' || report.date === null
      ? [{ text: say('pages.ask.sign'), by: say('pages.ask.sign.by') }]
      : []),
  ]
}

function answerAsked({ verdict, said }: Decided): readonly AskedLine[] {
  const { state, choice, measurements } = verdict
  const now = say('pages.ask.now')
  const nameOf = (id: string): string => said.names.get(id) ?? id
  switch (state) {
    case 'choose':
      return choice.map((id) => ({ text: say('pages.ask.choose', { name: nameOf(id) }), by: now }))
    case 'tied':
      return [{ text: say('pages.ask.tied', { names: choice.map(nameOf) }), by: now }]
    case 'undecided': {
      const bites = measurements.filter((each) => each.bites)
      return bites.length === 0
        ? [{ text: say('pages.ask.wait'), by: now }]
        : bites.map(({ label, cost, days }) => ({
            text: say('pages.ask.measure', { label: wordingText(label) }),
            by: say('pages.ask.measure.by', { cost: dollars(cost), days }),
          }))
    }
    case 'noneFeasible':
      return [{ text: say('pages.ask.relax'), by: now }]
    case 'needsDemand':
      return [{ text: say('pages.ask.demand'), by: now }]
    case 'cannotSay':
      return verdict.free.length === 0 ? [] : [{ text: say('pages.ask.free'), by: now }]
  }
}
