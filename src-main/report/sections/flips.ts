import type { Flip } from '#shared/domain/brief/verdict.ts'
import type { Chip } from '#shared/register/types.ts'
import { formatText } from '#shared/units/format.ts'
import { flipDimension } from '#shared/words/flipDimension.ts'
import { say } from '#shared/words/say.ts'
import { withinSentence } from '#shared/words/text.ts'
import { isLikely } from '#shared/charts/brief/flipRanges.ts'
import type { Figure } from './figure.ts'
import { chipAt, NOTHING, type Decided, type ReportContext } from './context.ts'
import { basisParts } from './decision.ts'

/** What would flip the answer, and what limits, missing evidence and risks cost. */
export interface FlipsSection {
  readonly title: string
  readonly words: Readonly<Record<string, string>>
  readonly basis: readonly string[]
  readonly reading: string
  readonly rows: readonly {
    /** Whose input it is; null: of the brief. */
    readonly chip: Chip | null
    readonly label: string
    readonly now: string
    readonly likely: string
    readonly at: string
    readonly leader: Chip | null
    /** Positions on a track of its own, 0 to 1; null: there is nothing to draw. */
    readonly track: {
      readonly low: number
      readonly high: number
      readonly now: number
      readonly at: number | null
    } | null
  }[]
  /** Inputs that work in steps, and inputs that turn nothing. */
  readonly lines: readonly string[]
  readonly changes: readonly string[]
  readonly figures: readonly Figure[]
  /** Heads what is of the columns. */
  readonly typed: string
}

const MOST_ROWS = 16
/** Room left and right of what lies outermost, as a share of it. */
const PAD = 0.06

/** @param tornado figures of the columns as typed; none: there are none */
export function flipsSection({ decided }: ReportContext, tornado: readonly Figure[]): FlipsSection | null {
  const turns = decided === null ? NO_TURNS : turnsOf(decided)
  const changes = decided === null ? [] : changeLines(decided)
  if (turns.rows.length + turns.lines.length + changes.length + tornado.length === 0) return null
  return {
    title: say('pages.section', { section: 'flips' }),
    words: {
      input: say('pages.flips.input'),
      now: say('pages.flips.now'),
      likely: say('pages.flips.likely'),
      at: say('pages.flips.at'),
      leads: say('pages.flips.leads'),
      key: say('pages.flips.key'),
      changes: say('pages.flips.changes'),
    },
    basis: decided === null ? [] : basisParts(decided),
    ...turns,
    changes,
    figures: tornado,
    typed: say('pages.columns'),
  }
}

type Turns = Pick<FlipsSection, 'reading' | 'rows' | 'lines'>
const NO_TURNS: Turns = { reading: '', rows: [], lines: [] }

/** Inputs that turn the answer, those within what is likely first; what works in steps and what turns nothing in words. */
function turnsOf(decided: Decided): Turns {
  const { flips } = decided.verdict
  const turning = flips.filter(({ at, bands }) => at !== null && bands.length === 0)
  const ordered = [...turning.filter(isLikely), ...turning.filter((flip) => !isLikely(flip))]
  const stepped = flips.flatMap(({ bands }, index) => (bands.length > 0 ? [decided.said.flips[index] ?? ''] : []))
  const still = flips.filter(({ at, bands }) => at === null && bands.length === 0)
  const figures = still.map((flip) => withinSentence(labelOf(flip, decided)))
  const inside = flips.filter(isLikely).length
  return {
    reading: flips.length === 0 ? '' : say('decide.flips.reading', { inside, count: flips.length }),
    rows: ordered.slice(0, MOST_ROWS).map((flip) => rowOf(flip, decided)),
    lines: [...stepped, ...(figures.length === 0 ? [] : [say('decision.still', { figures })])],
  }
}

function labelOf({ label, alternative }: Flip, { said }: Decided): string {
  const input = say('decision.input', { input: label })
  return alternative === null
    ? input
    : say('decision.ofAlternative', { label: input, name: said.names.get(alternative) ?? alternative })
}

function rowOf(flip: Flip, { shown }: Decided): FlipsSection['rows'][number] {
  const { alternative, label, now, low, high, at, leader } = flip
  const chipOf = (id: string | null): Chip | null => {
    const found = shown.find((each) => each.id === id)
    return found ? chipAt(found.slot) : null
  }
  const text = (value: number): string => formatText(value, flipDimension(flip), { trim: true })
  return {
    chip: chipOf(alternative),
    label: say('decision.input', { input: label }),
    now: text(now),
    likely: low === null || high === null ? NOTHING : say('decide.cell.range', { low: text(low), high: text(high) }),
    at: at === null ? NOTHING : text(at),
    leader: chipOf(leader),
    track: trackOf(flip),
  }
}

function trackOf({ now, low, high, at }: Flip): FlipsSection['rows'][number]['track'] {
  const values = [now, low ?? now, high ?? now, at ?? now]
  const from = Math.min(...values)
  const width = Math.max(...values) - from
  if (!(width > 0)) return null
  const place = (value: number): number => PAD + ((value - from) / width) * (1 - 2 * PAD)
  return { low: place(low ?? now), high: place(high ?? now), now: place(now), at: at === null ? null : place(at) }
}

/** What saves nothing is left to the Decide screen. */
function changeLines({ verdict: { changes }, said }: Decided): readonly string[] {
  const telling = (lines: readonly string[], saving: readonly { readonly saves: number | null }[]) =>
    lines.filter((_, index) => saving[index]?.saves !== 0)
  return [...telling(said.bounds, changes.bounds), ...telling(said.passes, changes.passes), said.withoutRisks].filter(
    (line) => line !== '',
  )
}
