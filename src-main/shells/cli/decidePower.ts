import type { Brief } from '#shared/domain/brief/brief.ts'
import type { Budget, QuarterAsk } from '#shared/domain/brief/powerBudget.ts'
import { readBudget } from '#shared/domain/brief/readBudget.ts'
import { formatText } from '#shared/units/format.ts'
import type { SaidVerdict } from '#shared/words/decision/saidVerdict.ts'
import {
  enoughText,
  powerReading,
  powerRows,
  systemsText,
  takenText,
  unknownText,
  type PowerRow,
} from '#shared/words/decision/powerRows.ts'
import type { ShownAlternative } from '#shared/words/decision/shownAlternatives.ts'
import { say, wordingText } from '#shared/words/say.ts'
import { usageFailure } from './exitCodes.ts'
import { formatTable } from './table.ts'

/** Options that are a budget, what they are a budget of, and the unit that may be left out. */
const OPTIONS = [
  ['power', 'power', ''],
  ['racks', 'racks', 'racks'],
  ['tokens', 'rate', 'tok/s'],
] as const

/** The budget that was typed. Null: none was. @throws usage failure: more than one, or one that cannot be read */
export function budgetTyped(values: ReadonlyMap<string, string>): Budget | null {
  const given = OPTIONS.filter(([name]) => values.has(name))
  if (given.length > 1) throw usageFailure(say('decide.power.cli.one'))
  const [option] = given
  if (option === undefined) return null
  const [name, kind, unit] = option
  const text = values.get(name) ?? ''
  const whole = /rack|tok/i.test(text) ? text : `${text} ${unit}`
  const read = readBudget(whole)
  if (!read.ok) throw usageFailure(`--${name} “${text}”: ${wordingText(read.message)}`)
  if (read.budget.kind !== kind) throw usageFailure(say('decide.power.cli.one'))
  return read.budget
}

const kilowatts = (watts: number | null): number | null => (watts === null ? null : watts / 1000)

/** What the demand asks of an alternative in each quarter, for a program. */
export function jsonQuarters(asked: readonly QuarterAsk[]) {
  return asked.map(({ quarter, systems, watts, racks }) => ({ quarter, systems, kilowatts: kilowatts(watts), racks }))
}

/** What a budget holds of each alternative that is sized, for a program. Null: no budget was given. */
export function jsonPower(brief: Brief, alternatives: readonly ShownAlternative[], budget: Budget | null) {
  if (budget === null) return null
  return {
    budget,
    alternatives: powerRows(brief, alternatives, budget).map(({ shown, carrying, perDay, outgrown }) => ({
      id: shown.id,
      systems: carrying?.systems ?? null,
      kept: carrying?.kept ?? null,
      tokensPerSecond: carrying?.tokensPerSecond ?? null,
      tokensPerDay: perDay,
      kilowatts: kilowatts(carrying?.watts ?? null),
      racks: carrying?.racks ?? null,
      outgrownInQuarter: outgrown,
    })),
  }
}

/** Quarters that have a column of their own; of a longer horizon the first of each year and the last do. */
const MOST_QUARTERS = 16
const QUARTERS_OF_YEAR = 4

/** Systems that the demand asks for, by quarter. */
function quartersTable(
  rows: readonly PowerRow[],
  nameOf: (shown: ShownAlternative) => string,
  bold: (text: string) => string,
): string {
  const all = rows[0]?.asked ?? []
  const isShown = (index: number): boolean =>
    all.length <= MOST_QUARTERS || index % QUARTERS_OF_YEAR === 0 || index === all.length - 1
  const shown = all.filter((_, index) => isShown(index))
  return formatTable(
    [
      { title: say('decide.power.column', { column: 'quarters', rate: 'no' }), align: 'left' },
      ...shown.map(({ quarter }) => ({ title: say('decide.power.cli.quarter', { quarter }), align: 'right' as const })),
    ],
    rows.map(({ shown: each, asked }) => [
      nameOf(each),
      ...shown.map(({ quarter }) => formatText(asked[quarter - 1]?.systems ?? null, 'count')),
    ]),
    bold,
  )
}

/** What a budget holds of each alternative, and what the demand asks of it by quarter: a table under one sentence. */
export function powerTable(
  brief: Brief,
  alternatives: readonly ShownAlternative[],
  budget: Budget | null,
  said: SaidVerdict,
  bold: (text: string) => string,
): string {
  if (budget === null) return ''
  const rows = powerRows(brief, alternatives, budget)
  const nameOf = ({ id, name }: ShownAlternative): string => said.names.get(id) ?? name
  const head = (column: string) => say('decide.power.column', { column, rate: budget.kind === 'rate' ? 'yes' : 'no' })
  const row = (each: PowerRow): readonly string[] => {
    const { shown, carrying, perDay, asked } = each
    const last = asked.at(-1)
    return [
      nameOf(shown),
      carrying === null ? unknownText(budget) : systemsText(carrying),
      carrying === null ? '–' : takenText(carrying),
      carrying === null ? '–' : formatText(carrying.tokensPerSecond, 'tokensPerSecond'),
      perDay === null ? '–' : formatText(perDay, 'parameters'),
      last === undefined ? '–' : takenText(last),
      enoughText(each, budget),
    ]
  }
  const table = formatTable(
    [
      { title: head('alternative'), align: 'left' },
      { title: head('systems'), align: 'right' },
      { title: head('taken'), align: 'right' },
      { title: head('rate'), align: 'right' },
      { title: head('day'), align: 'right' },
      { title: head('last'), align: 'right' },
      { title: head('enough'), align: 'left' },
    ],
    rows.map(row),
    bold,
  )
  const quarters = quartersTable(rows, nameOf, bold)
  return [
    `${powerReading(brief, rows, budget, nameOf)}\n${table.trimEnd()}`,
    quarters.trimEnd(),
    say('decide.power.basis'),
  ].join('\n\n')
}
