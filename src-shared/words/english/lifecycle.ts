import type { Amount } from '../../units/amount.ts'
import { message } from '../message.ts'

/** Training set against inference: for the model of a brief, its company and the market. */
export const lifecycle = {
  'decide.life.title': message('This model: month inference overtakes training'),
  'decide.life.y': message<{ unit: string }>(
    '{unit, select, thousands {Cumulative, thousand USD} millions {Cumulative, million USD} billions {Cumulative, billion USD} other {Cumulative, USD}}',
  ),
  'decide.life.x': message('Months of service'),
  'decide.life.training': message('Training'),
  'decide.life.inference': message<{ letter: string }>('Inference, {letter}'),
  'decide.life.month': message<{ month: number }>('month {month, number}'),
  'decide.life.range': message<{ low: string; high: string; horizon: number }>(
    '{low} to {high, select, none {beyond {horizon, number}} other {{high}}}',
  ),
  'decide.life.crosses': message<{ letter: string; month: number; range: string }>(
    'With {letter}, in month {month, number} of service{range, select, none {} other {; {range} as training is said}}.',
  ),
  'decide.life.not': message<{ letter: string; horizon: number; share: string }>(
    'With {letter}, not within the {horizon, number} months: inference comes to {share} of training.',
  ),
  'decide.life.unsaid': message('Training cost not said'),
  'decide.life.unsaidReason': message('Enter how many tokens the model is trained on, beside.'),
  'decide.life.noPeak': message('Training cost unknown'),
  'decide.life.noPeakReason': message('The bf16 peak of its devices, or the share of it that is reached, is unknown.'),
  'decide.life.noHours': message('No device-hours known'),
  'decide.life.noHoursReason': message<{ name: string }>(
    '{name} is bought by the token or has no price: what a device-hour costs is not known.',
  ),
  'decide.life.none': message('Nothing is priced by device-hours.'),
  'decide.life.point': message<{ month: number; training: Amount; inference: Amount }>(
    'Month {month, number}: training {training}, inference {inference}',
  ),
  'decide.life.column': message<{ column: string }>(
    '{column, select, month {Month of service} training {Training} other {Inference}}',
  ),
  'decide.life.accrual': message(
    'Device-hours at one rate, bought or rented alike: rent, or price with interest, and power. People, space and migration are left out.',
  ),

  'decide.life.said': message('Said of this model and company'),
  'decide.life.said.reading': message('None of it enters the choice.'),
  'decide.life.field': message<{ field: string }>(
    '{field, select, lifecycle_training_tokens {Tokens of one training} lifecycle_training_utilisation {Share of the peak it reaches} lifecycle_training_experiments {All runs over the final one} lifecycle_training_perYear {Trained anew, times a year} lifecycle_company_training {Company’s training a year, USD} other {Company’s other inference a year, USD}}',
  ),
  'decide.life.hint': message<{ field: string }>(
    '{field, select, lifecycle_training_tokens {Six operations for each active parameter and token} lifecycle_training_utilisation {Of the dense bf16 peak; a range as 40 % (30..50 %)} lifecycle_training_experiments {Device-hours of all experiments and failed runs with the last one, over those of the last one; a range as 2 (1..4)} lifecycle_training_perYear {Spread evenly over the year} lifecycle_company_training {Empty: this model trained anew, where it says how often} other {What else it serves, without this brief}}',
  ),
  'decide.life.step': message<{ field: string }>('Brief: {field}'),
  'decide.life.notSaid': message('not said'),
  'decide.life.ranged': message<{ value: string; low: string; high: string }>('{value} ({low} to {high})'),

  'decide.life.byAlternative': message('Month of crossing, by alternative'),
  'decide.life.show': message<{ name: string }>('Show {name}'),
  'decide.life.cell': message<{ state: string; month: number; run: Amount }>(
    '{state, select, crosses {month {month, number}, training {run}} not {not within the horizon, training {run}} unsaid {training not said} noPeak {training cost unknown} other {no device-hours}}',
  ),

  'decide.company.title': message('Inference share: company and market'),
  'decide.company.line': message<{ letter: string }>('Company, with {letter}'),
  'decide.company.half': message<{ when: string; letter: string; state: string }>(
    'Company with {letter}: {state, select, start {half or more from the start.} never {below half to the end.} other {half in {when}.}}',
  ),
  'decide.company.market': message<{ half: string; when: string; last: string; to: Amount; forecast: 'yes' | 'no' }>(
    '{half} Market: {when, select, none {} other {half in {when}, }}{to}{forecast, select, yes { forecast for} other { in}} {last}.',
  ),
  'decide.company.unsaid': message('What the company trains for is not said: the market alone.'),
  'decide.company.kind': message('as said of the company'),
  'decide.company.who': message<{ name: string }>('This brief, {name}'),
  'decide.company.quarter': message<{ quarter: number; year: string }>('Q{quarter, number} {year}'),
  'decide.company.point': message<{ when: string; share: Amount }>('{when}: {share} of the company’s spending'),

  'decide.life.cli': message('Training against inference, by device-hours; none of it enters the choice:'),
  'decide.life.cli.line': message<{ name: string; text: string; range: string }>(
    '{name}: {text}{range, select, none {} other { ({range} as training is said)}}',
  ),
} as const
