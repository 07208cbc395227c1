import { perMillionOf } from '#shared/domain/brief/perMillion.ts'
import type { Chip } from '#shared/register/types.ts'
import { shortened } from '#shared/register/shortened.ts'
import { formatNumber, formatText } from '#shared/units/format.ts'
import { LIMITS } from '#shared/domain/limits.ts'
import { briefNumber } from '#shared/domain/brief/fieldLimits.ts'
import { withCommas } from '#shared/words/joined.ts'
import { longDate } from '#shared/words/longDate.ts'
import { say } from '#shared/words/say.ts'
import { changedEntries } from './changedEntries.ts'
import { ofThousandText } from '#shared/words/ofThousand.ts'
import { chipAt, NOTHING, type ReportContext } from './context.ts'

/** What has changed since the last approval: entries of the brief, and the answer then and now. */
export interface ChangesSection {
  readonly title: string
  readonly words: Readonly<Record<string, string>>
  /** Of the figures of each alternative, then and now. */
  readonly heads: readonly string[]
  /** Compared with what; or that there is nothing to compare with. */
  readonly lead: string
  readonly rows: readonly { readonly label: string; readonly was: string; readonly now: string }[]
  readonly more: string
  readonly headlines: readonly { readonly label: string; readonly text: string }[]
  readonly costs: readonly {
    readonly chip: Chip
    readonly name: string
    readonly cells: readonly string[]
  }[]
}

const MOST_ROWS = 40
const LONGEST_VALUE = 90

/** The difference from what was last approved. */
export function changesSection({ workspace, decided }: ReportContext): ChangesSection {
  const { approved } = workspace.report
  const title = say('pages.section', { section: 'changes' })
  const words = {
    field: say('pages.changes.field'),
    was: say('pages.changes.then'),
    now: say('pages.changes.now'),
    verdict: say('pages.changes.verdict'),
    costs: say('pages.changes.costs'),
    candidate: say('pages.candidate'),
  }
  const heads = [say('pages.costs.perMillion'), say('decision.firstIn')].flatMap((figure) =>
    [words.was, words.now].map((when) => withCommas([figure, when])),
  )
  if (approved === null) {
    return { title, words, heads, lead: say('pages.changes.none'), rows: [], more: '', headlines: [], costs: [] }
  }
  const changed = changedEntries(workspace)
  const rest = changed.length - MOST_ROWS
  return {
    title,
    words,
    heads,
    lead: say('pages.changes.lead', { on: longDate(approved.on), by: approved.by }),
    rows: changed.slice(0, MOST_ROWS).map(({ label, path, before, after }) => ({
      label,
      was: valueText(path, before),
      now: valueText(path, after),
    })),
    more: changed.length === 0 ? say('pages.changes.same') : rest > 0 ? say('pages.changes.more', { count: rest }) : '',
    headlines: [
      { label: words.was, text: approved.verdict.headline },
      ...(decided === null ? [] : [{ label: words.now, text: decided.said.headline }]),
    ],
    costs: (decided?.shown ?? []).map(({ id, slot, name, judged }) => {
      const cost = judged && perMillionOf(judged)
      const first = judged === null || judged.rank === null ? null : (judged.fared?.first ?? null)
      const was = figureOf(approved.verdict.costs, id)
      const wasFirst = figureOf(approved.verdict.firsts, id)
      return {
        chip: chipAt(slot),
        name: decided?.said.names.get(id) ?? name,
        cells: [
          was === null ? NOTHING : formatNumber(was),
          cost ? formatNumber(cost.value) : NOTHING,
          wasFirst === null ? NOTHING : ofThousandText(wasFirst),
          first === null ? NOTHING : ofThousandText(first),
        ],
      }
    }),
  }
}

function figureOf(figures: Readonly<Record<string, number | null>>, id: string): number | null {
  return Object.hasOwn(figures, id) ? (figures[id] ?? null) : null
}

/** What stood at a place, as short as a cell holds it. */
function valueText(path: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return say('pages.changes.absent')
  if (typeof value === 'boolean') return value ? say('pages.brief.yes') : NOTHING
  if (typeof value === 'number') return numberText(path, value)
  if (typeof value === 'string') return shortened(value, LONGEST_VALUE)
  if (typeof value === 'object' && 'value' in value) {
    const own: unknown = value.value
    return typeof own === 'number' ? numberText(path, own) : say('pages.changes.absent')
  }
  if (typeof value === 'object' && 'name' in value && typeof value.name === 'string') return value.name
  return Array.isArray(value) ? say('pages.changes.several', { count: value.length }) : say('pages.changes.there')
}

function numberText(path: string, value: number): string {
  const [, ...inner] = path.split('/')
  const limit = briefNumber(inner)?.limit
  return limit === undefined
    ? formatNumber(value, { trim: true })
    : formatText(value, LIMITS[limit].dimension, { trim: true })
}
