import type { CostInput } from '#shared/domain/brief/costInput.ts'
import type { CostPart, CostPlan, PlannedLot } from '#shared/domain/brief/verdict.ts'
import { say } from '#shared/words/say.ts'
import type { Grid } from './grid.ts'
import {
  above,
  ceiling,
  discount,
  exp,
  floor,
  least,
  ln,
  minus,
  most,
  number,
  ONE,
  over,
  plus,
  powersFromNone,
  powersOf,
  sumBetween,
  times,
  when,
  ZERO,
  type Term,
} from './term.ts'

/** The formulas of one candidate. */
export interface CostFormulas {
  /** What each part comes to; a part that is not there is not paid. */
  readonly parts: Readonly<Partial<Record<CostPart, Term>>>
  /** Millions of output tokens, discounted as the dollars are. */
  readonly tokens: Term
  /** First row below. */
  readonly next: number
}

const WATTS_PER_KILOWATT = number(1000)
const MONTHS_PER_YEAR = number(12)

/** Cells of the inputs, in their order; null: it is not paid, or there is none. */
const FIELDS = {
  discountRate: ({ discountRate }) => discountRate,
  horizon: ({ horizon }) => horizon,
  neededBy: ({ neededBy }) => neededBy,
  lead: ({ lead }) => lead,
  growth: ({ growth }) => growth,
  price: ({ bought }) => bought && bought.price,
  residual: ({ bought }) => bought && bought.residual,
  owned: ({ bought }) => bought && Number(bought.owned),
  otherShare: ({ bought }) => bought && bought.otherShare,
  replacedEvery: ({ bought }) => bought && (bought.replaced?.every ?? 0),
  replacedPrice: ({ bought }) => bought && (bought.replaced?.price ?? 0),
  rentPerMonth: ({ rented }) => rented && rented.perMonth,
  term: ({ rented }) => rented && Math.max(1, rented.term ?? 1),
  rentDrift: ({ rented }) => rented && rented.drift,
  idle: ({ powered }) => powered && powered.idle,
  joulesPerRequest: ({ powered }) => powered && powered.joulesPerRequest,
  requests: ({ powered }) => powered && powered.requests,
  powerUsageEffectiveness: ({ powered }) => powered && powered.powerUsageEffectiveness,
  tariff: ({ powered }) => powered && powered.tariff,
  electricityDrift: ({ powered }) => powered && powered.drift,
  provisioned: ({ spaced }) => spaced && spaced.provisioned,
  least: ({ spaced }) => spaced && spaced.least,
  perKilowattMonth: ({ spaced }) => spaced && spaced.perKilowattMonth,
  maintenance: ({ maintenance }) => maintenance,
  people: ({ people }) => people,
  licence: ({ licence }) => licence,
  migration: ({ migration }) => migration,
  changeEvery: ({ modelChange }) => modelChange && modelChange.every,
  changeDollars: ({ modelChange }) => modelChange && modelChange.dollars,
  bridge: ({ bridge }) => bridge,
  inputTokens: ({ tokens }) => tokens && tokens.input,
  cachedTokens: ({ tokens }) => tokens && tokens.cached,
  outputTokens: ({ tokens }) => tokens && tokens.output,
  inputPrice: ({ tokens }) => tokens && tokens.inputPrice,
  cachedPrice: ({ tokens }) => tokens && tokens.cachedPrice,
  outputPrice: ({ tokens }) => tokens && tokens.outputPrice,
  tokenDrift: ({ tokens }) => tokens && tokens.drift,
} as const satisfies Readonly<Record<string, (input: CostInput) => number | null>>

type Field = keyof typeof FIELDS
type Inputs = Readonly<Record<Field, Term>>

/** A lot in its row. */
interface WrittenLot {
  readonly lot: PlannedLot
  readonly systems: Term
  readonly from: Term
  readonly to: Term
}

/** One pool with its inputs and lots in their cells. */
interface WrittenPool {
  readonly input: CostInput
  readonly cells: Inputs
  readonly rate: Term
  readonly start: Term
  readonly lots: readonly WrittenLot[]
  readonly parts: Readonly<Partial<Record<CostPart, Term>>>
}

const LOT_HEADS = [
  'systems',
  'from',
  'to',
  'ordered',
  'replacements',
  'capital',
  'residual',
  'systemMonths',
  'rent',
  'energy',
] as const

/** A change a year as what adds up over months. */
const monthly = (yearly: Term): Term => over(ln(plus(ONE, yearly)), MONTHS_PER_YEAR)

/** Writes a candidate from a row on: inputs, lots, and what its parts come to. */
export function costFormulas(grid: Grid, first: number, title: string, plan: CostPlan): CostFormulas {
  let row = first
  const fieldText = (field: string): string => say('export.cost.field', { field })
  grid.put(row, 0, title, 'head')
  for (const [index] of plan.pools.entries()) {
    grid.put(row, index + 1, say('export.cost.pool', { pool: index === 0 ? 'main' : 'kept' }), 'head')
  }
  grid.put(++row, 0, say('export.cost.inputs'), 'head')
  const cellsOf = plan.pools.map((): Partial<Record<Field, Term>> => ({}))
  for (const field of Object.keys(FIELDS) as Field[]) {
    const values = plan.pools.map(({ input }) => FIELDS[field](input))
    if (values.every((value) => value === null)) continue
    grid.put(++row, 0, fieldText(field))
    for (const [index, value] of values.entries()) {
      const cells = cellsOf[index]
      if (value !== null && cells !== undefined) cells[field] = grid.put(row, index + 1, value, 'input')
    }
  }
  const shared = (field: string, value: number): Term => {
    grid.put(++row, 0, fieldText(field))
    return grid.put(row, 1, value, 'input')
  }
  const soldAtOnce = shared('soldAtOnce', plan.soldAtOnce)
  const hours = shared('hours', plan.hoursPerMonth)
  const served = shared('served', plan.output)
  const rateRow = ++row
  const startRow = ++row
  grid.put(rateRow, 0, fieldText('monthly'))
  grid.put(startRow, 0, fieldText('start'))
  row++
  grid.put(++row, 0, say('export.cost.lots'), 'head')
  for (const [index, field] of LOT_HEADS.entries()) grid.put(row, index + 1, lotHead(field, fieldText), 'head')

  const pools = plan.pools.map(({ input, lots }, index): WrittenPool => {
    const cells = filled(cellsOf[index] ?? {})
    const rate = grid.work(rateRow, index + 1, monthly(cells.discountRate))
    const start = grid.work(startRow, index + 1, least(cells.horizon, most(cells.lead, cells.neededBy)))
    const written = lots.map((lot, at): WrittenLot => {
      grid.put(++row, 0, say('export.cost.lot', { number: at + 1, pool: index === 0 ? 'main' : 'kept' }))
      return {
        lot,
        systems: grid.put(row, 1, lot.systems, 'input'),
        // What serves as soon as it can follows the lead and the day it is needed.
        from:
          lot.from === start.value && at === 0
            ? grid.work(row, 2, most(cells.lead, cells.neededBy))
            : grid.put(row, 2, lot.from, 'input'),
        to: lot.to === input.horizon ? grid.work(row, 3, cells.horizon) : grid.put(row, 3, lot.to, 'input'),
      }
    })
    const parts = partsOf(grid, row - lots.length + 1, { input, cells, rate, start, lots: written }, soldAtOnce, hours)
    return { input, cells, rate, start, lots: written, parts }
  })

  const space = spaceOf(pools)
  for (const [index, stretch] of space.entries()) {
    grid.put(++row, 0, say('export.cost.spaceOf', { number: index + 1 }))
    stretch.write(row)
  }

  const [main] = pools
  if (main === undefined) throw new Error('An alternative costs something or does not serve.')
  grid.put(++row, 0, fieldText('tokens'))
  const { growth, neededBy, horizon } = main.cells
  const change = minus(monthly(growth), main.rate)
  const tokens = grid.work(row, 1, times(served, sumBetween(change, neededBy, horizon)))
  const names = new Set(pools.flatMap(({ parts }) => Object.keys(parts) as CostPart[]))
  const parts: Partial<Record<CostPart, Term>> = {}
  for (const part of names) parts[part] = plus(...pools.flatMap((pool) => pool.parts[part] ?? []))
  if (pools.some(({ input }) => input.spaced !== null)) parts.space = plus(...space.map(({ dollars }) => dollars()))
  return { parts, tokens, next: row + 1 }

  /** Space between any two changes of the fleet, of all pools together: what is provisioned or least billed. */
  function spaceOf(of: readonly WrittenPool[]) {
    const billed = of.filter(({ input }) => input.spaced !== null)
    const tariff = billed.at(-1)
    if (tariff === undefined) return []
    const lots = billed.flatMap((pool) => pool.lots.map((each) => ({ ...each, provisioned: pool.cells.provisioned })))
    const months = new Map<number, Term>()
    for (const { lot, from, to } of lots) {
      if (!months.has(lot.from)) months.set(lot.from, from)
      if (!months.has(lot.to)) months.set(lot.to, to)
    }
    const changes = [...months].toSorted(([one], [two]) => one - two)
    return changes.slice(1).flatMap(([end, to], index) => {
      const [begin, from] = changes[index] ?? [0, ZERO]
      const there = lots.filter(({ lot }) => lot.from <= begin && lot.to >= end)
      if (there.length === 0) return []
      let written: Term = ZERO
      return [
        {
          dollars: () => written,
          write(at: number) {
            const first = grid.work(at, 2, from)
            const last = grid.work(at, 3, to)
            const watts = grid.work(
              at,
              1,
              plus(...there.map(({ systems, provisioned }) => times(systems, provisioned))),
            )
            const perMonth = times(
              over(most(watts, tariff.cells.least), WATTS_PER_KILOWATT),
              tariff.cells.perKilowattMonth,
            )
            written = grid.work(at, 6, times(perMonth, sumBetween(minus(ZERO, tariff.rate), first, last)), 'money')
          },
        },
      ]
    })
  }
}

function lotHead(field: (typeof LOT_HEADS)[number], fieldText: (field: string) => string): string {
  if (field === 'systems') return say('export.column', { column: 'systems' })
  const isPart = field === 'capital' || field === 'residual' || field === 'rent' || field === 'energy'
  return isPart ? say('decide.cost.part', { part: field }) : fieldText(field)
}

/** What has no cell is nothing. */
function filled(cells: Partial<Record<Field, Term>>): Inputs {
  return Object.fromEntries((Object.keys(FIELDS) as Field[]).map((field) => [field, cells[field] ?? ZERO])) as Inputs
}

/** Whole steps of so many months that begin before the end. */
const stepsBefore = (end: Term, every: Term): Term =>
  when(above(every, ZERO), most(minus(ceiling(over(end, every)), ONE), ZERO), ZERO)

function partsOf(
  grid: Grid,
  firstRow: number,
  { input, cells, rate, start, lots }: Omit<WrittenPool, 'parts'>,
  soldAtOnce: Term,
  hours: Term,
): WrittenPool['parts'] {
  const { horizon, lead, neededBy } = cells
  const none = minus(ZERO, rate)
  const electricity = monthly(cells.electricityDrift)
  const growth = monthly(cells.growth)
  const perWatt = times(over(cells.powerUsageEffectiveness, WATTS_PER_KILOWATT), hours, cells.tariff)
  const capital: Term[] = []
  const back: Term[] = []
  const months: Term[] = []
  const rent: Term[] = []
  const energy: Term[] = []
  for (const [index, { systems, from, to }] of lots.entries()) {
    const row = firstRow + index
    if (input.bought !== null) {
      const { price, owned, residual, replacedEvery, replacedPrice } = cells
      const ordered = grid.work(row, 4, minus(from, lead))
      const count = grid.work(row, 5, stepsBefore(minus(horizon, from), replacedEvery))
      const paid = times(price, when(above(owned, ZERO), ONE, discount(rate, ordered)))
      const again = times(
        replacedPrice,
        discount(rate, ordered),
        powersOf(minus(ZERO, times(rate, replacedEvery)), count),
      )
      capital.push(grid.work(row, 6, times(systems, plus(paid, again)), 'money'))
      const last = when(above(count, ZERO), replacedPrice, price)
      const age = minus(horizon, plus(from, times(count, replacedEvery)))
      const span = minus(horizon, start)
      const left = when(above(span, ZERO), least(ONE, most(ZERO, minus(ONE, over(age, span)))), ZERO)
      const resale = plus(residual, times(most(ZERO, minus(times(soldAtOnce, last), residual)), left))
      const worth = when(above(owned, ZERO), residual, resale)
      back.push(grid.work(row, 7, minus(ZERO, times(systems, worth, discount(rate, horizon))), 'money'))
    }
    months.push(grid.work(row, 8, times(systems, sumBetween(none, from, to))))
    if (input.rented !== null) {
      const { rentPerMonth, term, rentDrift } = cells
      const whole = floor(over(minus(to, from), term))
      const each = times(term, minus(monthly(rentDrift), rate))
      const rest = minus(minus(to, from), times(whole, term))
      const present = plus(
        times(powersFromNone(each, whole), sumBetween(none, ZERO, term)),
        times(exp(times(whole, each)), sumBetween(none, ZERO, rest)),
      )
      rent.push(grid.work(row, 9, times(systems, rentPerMonth, discount(rate, from), present), 'money'))
    }
    if (input.powered !== null) {
      const dollars = times(systems, cells.idle, perWatt, sumBetween(minus(electricity, rate), from, to))
      energy.push(grid.work(row, 10, dollars, 'money'))
    }
  }
  const systemMonths = plus(...months)
  const parts: Partial<Record<CostPart, Term>> = {}
  if (input.bought !== null) {
    parts.capital = plus(...capital)
    parts.residual = plus(...back)
    parts.other = times(cells.otherShare, plus(...capital))
  }
  if (input.rented !== null) parts.rent = plus(...rent)
  if (input.powered !== null) {
    const change = minus(plus(growth, electricity), rate)
    const watts = times(cells.requests, cells.joulesPerRequest)
    const above = lots.length === 0 ? ZERO : times(watts, perWatt, sumBetween(change, start, horizon))
    parts.energy = plus(...energy, above)
  }
  if (input.maintenance !== null) parts.maintenance = times(cells.maintenance, systemMonths)
  if (input.licence !== null) parts.licence = times(cells.licence, systemMonths)
  if (input.people !== null) parts.people = times(cells.people, sumBetween(none, start, horizon))
  if (input.migration !== null) {
    parts.migration = times(cells.migration, discount(rate, most(ZERO, minus(start, lead))))
  }
  if (input.modelChange !== null) {
    const { changeEvery, changeDollars } = cells
    const changes = powersOf(minus(ZERO, times(rate, changeEvery)), stepsBefore(horizon, changeEvery))
    parts.modelChange = times(changeDollars, changes)
  }
  if (input.bridge !== null) {
    const until = least(neededBy, start)
    parts.bridge = times(cells.bridge, minus(sumBetween(none, ZERO, start), sumBetween(none, ZERO, until)))
  }
  if (input.tokens !== null) {
    const { inputTokens, cachedTokens, outputTokens, inputPrice, cachedPrice, outputPrice } = cells
    const perMonth = plus(
      times(inputTokens, inputPrice),
      times(cachedTokens, cachedPrice),
      times(outputTokens, outputPrice),
    )
    const change = minus(plus(growth, monthly(cells.tokenDrift)), rate)
    parts.tokens = times(perMonth, sumBetween(change, start, horizon))
  }
  return parts
}
