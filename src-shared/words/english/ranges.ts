import { message } from '../message.ts'

/** A range of one's own for an input: its p10 and p90. */
export const ranges = {
  'range.title': message<{ what: string }>('Range of {what}'),
  'range.is': message<{ what: string; range: string }>('Range of {what}: {range}'),
  'range.set': message<{ what: string }>('Set a range of {what}'),
  'range.ends': message<{ low: string; high: string }>('{low} to {high}'),
  'range.yours': message<{ range: string }>('Your range: {range}'),
  'range.setYours': message('Set a range of your own'),
  'range.own': message('Range of your own'),
  'range.scenario': message(
    'Its p10 and p90: sensitivity and confidence move the input within it, in place of what its grade allows.',
  ),
  'range.brief': message('Its p10 and p90: draws move it between them. Without a range it is taken as exact.'),
  'range.low': message('Low'),
  'range.high': message('High'),
  'range.lowProblem': message<{ problem: string }>('Low: {problem}'),
  'range.highProblem': message<{ problem: string }>('High: {problem}'),
  'range.crossed': message('The low end is above the high end: exchange them.'),
  'range.outside': message<{ value: string }>('{value} lies outside: enter a low end below and a high end above it.'),
  'range.remove': message('Remove'),
  'range.give': message('Set'),
} as const
