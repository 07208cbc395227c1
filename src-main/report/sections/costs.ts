import { PART_GROUPS, type PartGroup } from '#shared/charts/brief/costParts.ts'
import { COST_PARTS, type Costing, type CostPart } from '#shared/domain/brief/verdict.ts'
import { dollars } from '#shared/domain/brief/criterionAmount.ts'
import { perMillionOf } from '#shared/domain/brief/perMillion.ts'
import { shortened } from '#shared/register/shortened.ts'
import type { Chip } from '#shared/register/types.ts'
import { formatNumber, formatText } from '#shared/units/format.ts'
import { lifecycleRows, lifecycleSentence } from '#shared/words/decision/lifecycleRows.ts'
import { say } from '#shared/words/say.ts'
import { linearAxis, type PrintedAxis } from './axis.ts'
import { LONGEST_NAME } from './case.ts'
import { chipAt, NOTHING, type Decided, type ReportContext } from './context.ts'
import { basisParts } from './decision.ts'

/** What each candidate costs, part by part. */
export interface CostsSection {
  readonly title: string
  readonly words: Readonly<Record<string, string>>
  readonly basis: readonly string[]
  readonly lead: string
  readonly chips: readonly { readonly chip: Chip; readonly hollow: boolean; readonly name: string }[]
  /** Bars of present value; a part is drawn from where the last one ends. Shares of the axis. */
  readonly bars: readonly {
    readonly parts: readonly { readonly id: PartGroup; readonly share: number }[]
    /** Where what it is worth at the end takes it back to; null: nothing. */
    readonly net: number | null
    readonly total: string
  }[]
  readonly axis: PrintedAxis
  readonly axisTitle: string
  readonly groups: readonly { readonly id: PartGroup; readonly name: string }[]
  readonly rows: readonly {
    readonly label: string
    readonly cells: readonly string[]
    readonly strong: boolean
  }[]
  readonly unpriced: string
  readonly breakEven: readonly string[]
  readonly lifecycle: readonly string[]
}

const GROUPS = Object.keys(PART_GROUPS) as readonly PartGroup[]
const MILLION = 1e6

/** The costs of all candidates; null: nothing is priced. */
export function costsSection({ workspace, decided }: ReportContext): CostsSection | null {
  if (decided === null) return null
  const { brief } = workspace
  const priced = decided.shown.flatMap((shown) =>
    shown.judged?.costing ? [{ shown, judged: shown.judged, costing: shown.judged.costing }] : [],
  )
  if (priced.length === 0) return null
  const used = COST_PARTS.filter((part) => priced.some(({ costing }) => (costing.parts[part] ?? 0) !== 0))
  const axis = linearAxis(priced.map(({ costing }) => grossOf(costing) / MILLION))
  const groups = GROUPS.filter((group) => priced.some(({ costing }) => groupOf(costing, group) > 0))
  const unpriced = decided.shown.filter(({ judged }) => judged?.unpriced).map(({ letter }) => letter)
  const money = (value: number | null): string => (value === null ? NOTHING : moneyText(value))
  const row = (label: string, cells: readonly string[], strong = false) => ({ label, cells, strong })
  return {
    title: say('pages.section', { section: 'costs' }),
    words: {
      part: say('pages.costs.part'),
      parts: say('pages.costs.parts'),
      breakEven: say('pages.costs.breakEven'),
      breakEvenLead: say('pages.costs.breakEven.lead'),
      training: say('pages.costs.training'),
      worth: say('pages.costs.value'),
    },
    basis: basisParts(decided),
    lead: say('pages.costs.lead', { months: brief.horizon }),
    chips: priced.map(({ shown, judged }) => ({
      chip: chipAt(shown.slot),
      hollow: judged.rank === null,
      name: shortened(decided.said.names.get(shown.id) ?? shown.name, LONGEST_NAME),
    })),
    bars: priced.map(({ costing }) => barOf(costing, groups, axis)),
    axis: axis.printed,
    axisTitle: say('pages.costs.axis'),
    groups: groups.map((id) => ({ id, name: say('decide.cost.group', { group: id }) })),
    rows: [
      ...used.map((part) =>
        row(
          say('decide.cost.part', { part }),
          priced.map(({ costing }) => partText(costing, part)),
        ),
      ),
      row(
        say('pages.costs.total'),
        priced.map(({ costing }) => moneyText(costing.presentValue)),
        true,
      ),
      row(
        say('pages.costs.perMillion'),
        priced.map(({ judged }) => {
          const cost = perMillionOf(judged)
          return cost === null ? NOTHING : formatNumber(cost.value)
        }),
        true,
      ),
      row(
        say('pages.costs.median'),
        priced.map(({ judged }) => {
          const cost = perMillionOf(judged)
          return cost === null || cost.low === null || cost.high === null
            ? NOTHING
            : say('decide.cell.range', { low: formatNumber(cost.low), high: formatNumber(cost.high) })
        }),
      ),
      row(
        say('pages.costs.expected'),
        priced.map(({ judged }) => money(judged.fared?.expectedLoss ?? null)),
      ),
      row(
        say('pages.costs.capital'),
        priced.map(({ costing }) => money(costing.capital)),
      ),
      row(
        say('pages.costs.month'),
        priced.map(({ costing }) => money(costing.perMonth)),
      ),
    ],
    unpriced: unpriced.length === 0 ? '' : say('pages.costs.unpriced', { letters: unpriced }),
    breakEven: breakEvenLines(decided),
    lifecycle: lifecycleLines(brief, decided),
  }
}

function moneyText(value: number): string {
  const { dimension, options } = dollars(value)
  return formatText(value, dimension, options)
}

function partText({ parts }: Costing, part: CostPart): string {
  const value = parts[part]
  return value === null ? say('pages.costs.carried') : value === 0 ? NOTHING : moneyText(value)
}

function groupOf({ parts }: Costing, group: PartGroup): number {
  return PART_GROUPS[group].reduce((sum, part) => sum + Math.max(0, parts[part] ?? 0), 0)
}

const grossOf = (costing: Costing): number => GROUPS.reduce((sum, group) => sum + groupOf(costing, group), 0)

function barOf(
  costing: Costing,
  groups: readonly PartGroup[],
  axis: ReturnType<typeof linearAxis>,
): CostsSection['bars'][number] {
  const back = costing.parts.residual ?? 0
  return {
    parts: groups.map((id) => ({ id, share: axis.at(groupOf(costing, id) / MILLION) })),
    net: back < 0 ? axis.at(Math.max(0, costing.presentValue) / MILLION) : null,
    total: moneyText(costing.presentValue),
  }
}

/** Who leads at which demand: the bands of the demand, where there are any. */
function breakEvenLines({ verdict, said }: Decided): readonly string[] {
  return verdict.flips.flatMap(({ label, bands }, index) =>
    label === 'amount' && bands.length > 0 ? [said.flips[index] ?? ''] : [],
  )
}

function lifecycleLines(brief: Parameters<typeof lifecycleRows>[0], { shown }: Decided): readonly string[] {
  return lifecycleRows(brief, shown).flatMap((row) => {
    const sentence = lifecycleSentence(row, brief)
    return sentence === '' ? [] : [sentence]
  })
}
