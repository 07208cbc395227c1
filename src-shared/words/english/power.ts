import type { Amount } from '../../units/amount.ts'
import { message } from '../message.ts'

/** Power, racks and tokens of a decision: what a budget holds, and what the demand asks by quarter. */
export const power = {
  'decide.power.title': message('What a budget of power, racks or tokens holds'),
  'decide.power.budget': message('Budget'),
  'decide.power.placeholder': message('2 MW, 10 racks, 1M tok/s'),
  'decide.power.hint': message(
    'IT power in kW or MW, racks, or output tokens per second in the busiest hour. Empty: the bound of the brief.',
  ),
  'decide.power.said': message<{ kind: string; amount: Amount; count: number }>(
    '{kind, select, power {{amount} of IT} racks {{count, plural, one {# rack} other {# racks}}} rate {{amount}} other {no budget}}',
  ),
  'decide.power.meter': message<{ budget: string; facility: Amount; effectiveness: string }>(
    '{budget}, {facility} with what surrounds it at a PUE of {effectiveness}.',
  ),
  'decide.power.plain': message<{ budget: string }>('{budget}.'),
  'decide.power.none': message('No budget is said: what the demand asks.'),
  'decide.power.most': message<{ name: string; systems: number; rate: Amount }>(
    '{name} carries most: {systems, plural, one {# system} other {# systems}}, {rate}.',
  ),
  'decide.power.least': message<{ name: string; systems: number; power: Amount }>(
    '{name} takes least: {systems, plural, one {# system} other {# systems}}, {power}.',
  ),
  'decide.power.basis': message(
    'Every copy at the load it is sized for within the promise, at central values, no system held as a spare; the day at the brief’s peak.',
  ),
  'decide.power.column': message<{ column: string; rate: string }>(
    '{column, select, alternative {Alternative} systems {{rate, select, yes {Systems that carry it} other {Systems it holds}}} rate {tok/s at the peak} asked {The demand asks} power {IT power} racks {Racks} day {Tokens a day} taken {They take} last {The demand takes at the end} quarter {Quarter} quarters {Systems by quarter} other {Enough}}',
  ),
  'decide.power.each': message<{ power: Amount; racks: string }>(
    '{power}{racks, select, none {} one {, 1 rack} other {, {racks} racks}} a system',
  ),
  'decide.power.taken': message<{ power: Amount; racks: string }>(
    '{power}{racks, select, none {} one {, 1 rack} other {, {racks} racks}}',
  ),
  'decide.power.kept': message<{ systems: string; kept: number }>('{systems} beside {kept, number} kept'),
  'decide.power.asked': message<{ first: number; last: number; grows: string }>(
    '{grows, select, yes {{first, number} to {last, number}} other {{first, number}}}',
  ),
  'decide.power.day': message<{ tokens: string }>('{tokens} a day'),
  'decide.power.unit': message('systems'),
  'decide.power.enough': message<{ quarter: number; state: string }>(
    '{state, select, all {to the end} before {not at the start} until {until Q{quarter, number}} other {–}}',
  ),
  'decide.power.noPower': message('Its power is unknown'),
  'decide.power.noRacks': message('Say what a rack may take'),
  'decide.power.hosted': message('the provider’s'),
  'decide.power.notSized': message('nothing of it serves'),
  'decide.power.elsewhere': message('stands elsewhere'),

  'decide.power.chart': message<{ kind: string }>(
    '{kind, select, racks {Racks the demand asks, by quarter} other {IT power the demand asks, by quarter}}',
  ),
  'decide.power.y': message<{ kind: string }>('{kind, select, racks {Racks} other {IT power}}'),
  'decide.power.x': message('Quarter from the date of the brief'),
  'decide.power.line': message<{ name: string; quarter: number; systems: number; taken: string }>(
    '{name}, Q{quarter, number}: {systems, plural, one {# system} other {# systems}}, {taken}',
  ),
  'decide.power.limit': message<{ budget: string }>('budget {budget}'),
  'decide.power.grows': message<{ letters: readonly string[]; count: number; beyond: string }>(
    '{beyond, select, none {All stay within the budget.} all {None stays within the budget to the end.} other {{letters} {count, plural, one {outgrows} other {outgrow}} the budget.}}',
  ),
  'decide.power.range': message<{ low: Amount; high: Amount; same: string }>(
    '{same, select, yes {{high} at the end, whichever is taken.} other {{low} to {high} at the end of the horizon.}}',
  ),
  'decide.power.rangeRacks': message<{ low: number; high: number }>(
    '{low, number} to {high, number} racks at the end of the horizon.',
  ),
  'decide.power.empty': message('No power known'),
  'decide.power.emptyReason': message<{ kind: string }>(
    '{kind, select, racks {Say in the brief what a rack may take: it follows how many systems share one.} other {Nothing that is sized has a known power.}}',
  ),
  'decide.power.cli.option': message(
    'how many systems so much IT power holds, such as 2MW, and the output tokens they carry within the promise',
  ),
  'decide.power.cli.racks': message('the same for so many racks; the brief says what a rack may take'),
  'decide.power.cli.rate': message('the systems, IT power and racks that carry so many output tokens per second'),
  'decide.power.cli.one': message('Give one budget: --power, --racks or --tokens.'),
  'decide.power.cli.example': message('what 2 MW hold'),
  'decide.power.cli.quarter': message<{ quarter: number }>('Q{quarter, number}'),
} as const
