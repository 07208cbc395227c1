import type { Workspace } from '#shared/domain/workspace.ts'
import type { Chip } from '#shared/register/types.ts'
import { say } from '#shared/words/say.ts'
import { basisParts, askedQuestion } from './decision.ts'
import { limitTerms, serveTerms, type PrintedTerm } from './briefTerms.ts'
import { chipAt, type Decided, type ReportContext } from './context.ts'
import { editedLines, isLongLine, isTooLong, linesOf, PAGE_ROOM, type EditableBlock } from './edited.ts'

/** A list of the first two pages. */
export interface ListedBlock {
  readonly id: Exclude<EditableBlock, 'summary'>
  readonly lines: readonly string[]
}

/** What is to be decided: demand, times, limits, candidates, and what every figure rests on. */
export interface BriefSection {
  readonly title: string
  readonly words: Readonly<Record<string, string>>
  /** Texts of the first two pages that they do not hold whole. */
  readonly full: readonly { readonly title: string; readonly lines: readonly string[] }[]
  /** Lists of the first two pages, whole: those are printed that a page had to end early, or could not hold. */
  readonly lists: readonly {
    readonly id: string
    readonly title: string
    readonly lines: readonly string[]
    readonly cut: boolean
  }[]
  readonly basis: readonly string[]
  readonly serve: readonly PrintedTerm[]
  readonly limits: readonly PrintedTerm[]
  readonly candidates: readonly {
    readonly chip: Chip
    readonly hollow: boolean
    readonly name: string
    readonly offer: string
    readonly configuration: readonly string[]
  }[]
}

/**
 * The brief as the report prints it.
 * @param names that are cut elsewhere, a line each @param blocks the lists of the first two pages, as long as they are computed
 */
export function briefSection(
  { workspace, decided }: ReportContext,
  names: readonly string[],
  blocks: readonly ListedBlock[],
): BriefSection {
  return {
    title: say('pages.section', { section: 'brief' }),
    words: {
      serve: say('pages.brief.serve'),
      limits: say('pages.brief.limits'),
      basis: say('pages.brief.basis'),
      candidates: say('pages.brief.candidates'),
      candidate: say('pages.candidate'),
      offer: say('pages.brief.offer'),
      machine: say('pages.brief.machine'),
    },
    full: [...fullTexts(workspace), ...(names.length === 0 ? [] : [{ title: say('pages.brief.names'), lines: names }])],
    lists: blocks.map(({ id, lines }) => {
      const own = editedLines(workspace, id)
      return {
        id,
        title: say('pages.brief.list', { block: id }),
        lines: own ?? lines,
        cut:
          own === null
            ? id === 'openPoints' && lines.some((line) => isLongLine(line))
            : isTooLong(own.join('\n'), PAGE_ROOM[id]),
      }
    }),
    basis: decided === null ? [] : basisParts(decided),
    serve: serveTerms(workspace),
    limits: limitTerms(workspace),
    candidates: decided === null ? [] : decided.shown.map((shown) => candidateOf(shown, decided)),
  }
}

function fullTexts(workspace: Workspace): BriefSection['full'] {
  const { report } = workspace
  const texts: readonly (readonly [string, string, number])[] = [
    [say('pages.brief.question'), askedQuestion(workspace), PAGE_ROOM.question],
    [say('pages.brief.summary'), (editedLines(workspace, 'summary') ?? []).join('\n'), PAGE_ROOM.summary],
    [say('pages.brief.recommendation'), report.recommendation, PAGE_ROOM.recommendation],
  ]
  return texts
    .filter(([, text, room]) => isTooLong(text, room))
    .map(([title, text]) => ({ title, lines: linesOf(text) }))
}

function candidateOf(
  { id, slot, name, offer, configuration, judged }: Decided['shown'][number],
  { said }: Decided,
): BriefSection['candidates'][number] {
  const sizing = judged?.sizing ?? null
  const why =
    sizing === null
      ? []
      : [
          say('pages.brief.why', {
            count: sizing.systems,
            central: sizing.atCentral,
            sure: sizing.atConfidence,
            spare: sizing.spare,
          }),
        ]
  return {
    chip: chipAt(slot),
    hollow: judged === null || judged.rank === null,
    name: said.names.get(id) ?? name,
    offer,
    configuration: [...configuration, ...why].filter((line) => line !== ''),
  }
}
