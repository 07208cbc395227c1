import { criterionAmount } from '../domain/brief/criterionAmount.ts'
import type { BoundPrice, BriefVerdict } from '../domain/brief/verdict.ts'
import { formatNumber, formatText } from '../units/format.ts'
import type { Dimension } from '../units/quantity.ts'
import { say } from './say.ts'

type Names = ReadonlyMap<string, string>

/** What each bound is measured in; null: it has no number. */
const MEASURED: Readonly<Record<BoundPrice['limit'], Dimension | null>> = {
  power: 'watts',
  powerPerRack: 'watts',
  racks: 'count',
  capital: 'dollars',
  perMonth: 'dollars',
  delivery: 'months',
  ownPremises: null,
  timeToFirstToken: 'seconds',
  timePerToken: 'seconds',
}

/** Words on what would change the answer beside a figure. */
export interface ChangeLines {
  /** As long as the verdict's own list, and in its order; so is the next. */
  readonly bounds: readonly string[]
  readonly passes: readonly string[]
  /** What the risks alone change; '': none is scored that does anything. */
  readonly withoutRisks: string
}

/** What a bound is, where it is, and how it is moved: "Power of the site (100 kW)". */
export function boundText({ limit, from, to }: BoundPrice): { readonly bound: string; readonly moved: string } {
  const dimension = MEASURED[limit]
  const text = (value: number | null): string =>
    value === null || dimension === null ? 'none' : formatText(value, dimension, { trim: true })
  return {
    bound: say('decision.bound.name', { limit, from: text(from) }),
    moved: say('decision.bound.moved', { to: text(to) }),
  }
}

/** What a change of a bound or of evidence saves, as short as a figure. @param saves null: without it nothing can be chosen */
export function savedText(
  saves: number | null,
  { criterion }: Pick<BriefVerdict, 'criterion'>,
  atLeast: boolean,
): string {
  return say('decision.saves', {
    kind: saves === null ? 'none' : saves > 0 ? (atLeast ? 'least' : 'exact') : 'nothing',
    saves: criterionAmount(saves, criterion),
  })
}

/** Says what would change the answer. @param names of the alternatives */
export function changeLines(verdict: BriefVerdict, names: Names): ChangeLines {
  const { bounds, passes, withoutRisks } = verdict.changes
  const nameOf = (id: string): string => names.get(id) ?? id
  return {
    bounds: bounds.map((price) =>
      say('decision.bound', {
        ...boundText(price),
        saves: savedText(price.saves, verdict, price.to !== null),
        leader: nameOf(price.leader),
      }),
    ),
    passes: passes.map(({ alternative, saves }) =>
      say('decision.pass', { name: nameOf(alternative), saves: savedText(saves, verdict, false) }),
    ),
    withoutRisks:
      withoutRisks === null
        ? ''
        : say('decision.withoutRisks', {
            state: withoutRisks.state,
            names: withoutRisks.leaders.map(nameOf),
            cost: criterionAmount(withoutRisks.cost === null ? null : Math.abs(withoutRisks.cost), verdict.criterion),
            kind: withoutRisks.cost === null ? 'none' : withoutRisks.cost < 0 ? 'less' : 'more',
            same: isSame(withoutRisks.leaders, verdict) ? 'yes' : 'no',
          }),
  }
}

function isSame(leaders: readonly string[], { choice, leaning }: BriefVerdict): boolean {
  const now = choice.length > 0 ? choice : leaning === null ? [] : [leaning]
  return now.length === leaders.length && now.every((id) => leaders.includes(id))
}

/** Of 1,000 draws, in how many an alternative is first without any risk; '–': it is not compared there. */
export function firstWithoutRisks({ changes }: BriefVerdict, id: string): string {
  const share = changes.withoutRisks?.first.find(({ alternative }) => alternative === id)?.share
  return share === undefined ? '–' : formatNumber(Math.round(share * 1000), { trim: true })
}
