import type { ReportProblem } from '#shared/contract/report.ts'
import type { Decided } from './sections/context.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { longDate } from '#shared/words/longDate.ts'
import { say } from '#shared/words/say.ts'
import { unpricedDetail } from './sections/unpricedDetail.ts'
import { EDITABLE_BLOCKS, editedLines, isTooLong, PAGE_ROOM } from './sections/edited.ts'
import { changedEntries } from './sections/changedEntries.ts'
import { askedQuestion } from './sections/decision.ts'
import { isOld, PRICE_HOLDS, statedPrices } from './sections/prices.ts'
import { figuresIn } from './figuresIn.ts'
import { logoFile } from './logoFile.ts'

/** What problems are looked for in. */
export interface ProblemQuestion {
  readonly workspace: Workspace
  /** Null: the brief names a model that the document does not hold. */
  readonly decided: Decided | null
  /** SHA-256 of the document's text, hexadecimal. */
  readonly documentHash: string
  /** Everything the report says beside what was written by hand; null: texts are not compared with it. */
  readonly printed: readonly string[] | null
}

/** What is open in a report, the grave first. No problem keeps it from being made. */
export function reportProblems(question: ProblemQuestion): readonly ReportProblem[] {
  const found = [
    ...stateProblems(question),
    ...priceProblems(question),
    ...signProblems(question.workspace),
    ...logoProblems(question.workspace),
    ...approvalProblems(question.workspace, question.documentHash),
    ...question.workspace.brief.dissent.map(({ who, text }) =>
      problem('dissent', 'warn', say('problem.dissent', { who }), text, 'open', 'dissent'),
    ),
    ...textProblems(question),
  ]
  return [...found.filter(({ severity }) => severity === 'bad'), ...found.filter(({ severity }) => severity === 'warn')]
}

function problem(
  kind: string,
  severity: ReportProblem['severity'],
  text: string,
  detail = '',
  verb: ReportProblem['verb'] = null,
  target: string | null = null,
): ReportProblem {
  return { kind, severity, page: null, text, detail, verb, target }
}

function stateProblems({ decided }: ProblemQuestion): readonly ReportProblem[] {
  if (decided === null)
    return [problem('model', 'bad', say('problem.noModel'), say('report.noModel.text'), 'open', 'model')]
  const { state } = decided.verdict
  switch (state) {
    case 'choose':
    case 'tied':
      return []
    case 'needsDemand':
      return [problem('state', 'bad', say('problem.state', { state }), '', 'open', 'demand.amount')]
    case 'cannotSay':
    case 'noneFeasible':
      return [problem('state', 'bad', say('problem.state', { state }), '', 'show', 'decision')]
    case 'undecided':
      return [problem('state', 'warn', say('problem.state', { state }), '', 'show', 'decision')]
  }
}

function priceProblems({ workspace, decided }: ProblemQuestion): readonly ReportProblem[] {
  const nameOf = (id: string): string => decided?.said.names.get(id) ?? id
  const missing = decided?.verdict.table.filter(({ unpriced }) => unpriced !== null) ?? []
  const blind = decided?.verdict.table.filter(({ limits }) =>
    limits.some(({ code }) => code === 'brief.limit.noEvidence'),
  )
  return [
    ...missing.map(({ id, unpriced }) =>
      problem(
        'price',
        'bad',
        say('problem.price', { name: nameOf(id) }),
        say('problem.price.detail', unpricedDetail(unpriced?.floor ?? 0)),
        'setPrice',
        id,
      ),
    ),
    ...(blind ?? []).map(({ id }) =>
      problem(
        'evidence',
        'warn',
        say('problem.evidence', { name: nameOf(id) }),
        say('problem.evidence.detail'),
        'open',
        id,
      ),
    ),
    ...statedPrices(workspace)
      .filter(isOld)
      .map(({ alternative: { id }, age, date }) =>
        problem(
          'oldPrice',
          'warn',
          say('problem.price.old', { name: nameOf(id), days: age ?? 0 }),
          say('problem.price.old.detail', { date: longDate(date ?? ''), days: PRICE_HOLDS }),
          'setPrice',
          id,
        ),
      ),
  ]
}

function signProblems({ report }: Workspace): readonly ReportProblem[] {
  return [
    ...(report.owner.trim() === ''
      ? [problem('owner', 'warn', say('problem.owner'), say('problem.owner.detail'), 'sign', 'owner')]
      : []),
    ...(report.date === null
      ? [problem('date', 'warn', say('problem.date'), say('problem.date.detail'), 'sign', 'date')]
      : []),
  ]
}

/** A logo comes with the document: one that is not what a logo may be is left out. */
function logoProblems({ report: { logo } }: Workspace): readonly ReportProblem[] {
  if (logo === null || logo.data === '' || logoFile(logo) !== null) return []
  return [problem('logo', 'warn', say('problem.logo'), say('problem.logo.detail'), 'sign', 'logo')]
}

/** An approval holds for what was approved, not for what became of it. */
function approvalProblems(workspace: Workspace, documentHash: string): readonly ReportProblem[] {
  const { approved, standing } = workspace.report
  if (approved === null) {
    return standing === 'approved'
      ? [problem('approval', 'bad', say('problem.unapproved'), say('problem.unapproved.detail'), 'sign', 'standing')]
      : []
  }
  const count = changedEntries(workspace).length
  if (approved.documentHash === documentHash || (count === 0 && standing !== 'approved')) return []
  return count === 0
    ? []
    : [
        problem(
          'staleApproval',
          standing === 'approved' ? 'bad' : 'warn',
          say('problem.approval', { on: longDate(approved.on) }),
          say('problem.approval.detail', { count }),
          'sign',
          'standing',
        ),
      ]
}

function textProblems({ workspace, decided, printed }: ProblemQuestion): readonly ReportProblem[] {
  const { report } = workspace
  const own = EDITABLE_BLOCKS.flatMap((block) => {
    const lines = editedLines(workspace, block)
    return lines === null ? [] : [{ block, text: lines.join('\n'), room: PAGE_ROOM[block] }]
  })
  const written = [
    ...own,
    ...(report.recommendation.trim() === ''
      ? []
      : [{ block: 'recommendation' as const, text: report.recommendation, room: PAGE_ROOM.recommendation }]),
  ]
  const long = [
    { block: 'question' as const, text: askedQuestion(workspace), room: PAGE_ROOM.question },
    ...written,
  ].filter(({ text, room }) => isTooLong(text, room))
  const said =
    decided === null
      ? []
      : Object.values(decided.said)
          .flat()
          .filter((text) => typeof text === 'string')
  const known = printed === null ? null : new Set([...printed, ...said].flatMap(figuresIn))
  return [
    ...(known === null
      ? []
      : written.flatMap(({ block, text }) => {
          const moved = figuresIn(text).filter((figure) => !known.has(figure))
          return moved.length === 0
            ? []
            : [
                problem(
                  'movedFigure',
                  'warn',
                  say('problem.text', { block }),
                  say('problem.text.detail', { figures: moved }),
                  'show',
                  block,
                ),
              ]
        })),
    ...long.map(({ block }) =>
      problem('longText', 'warn', say('problem.long', { block }), say('problem.long.detail'), 'show', block),
    ),
  ]
}
