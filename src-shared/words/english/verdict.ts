import type { Amount } from '../../units/amount.ts'
import { message } from '../message.ts'

/** The verdict: winner, confidence and reasons, as window, report and command line say them. */
export const verdict = {
  'verdict.scenario': message<{ letter: string; name: string }>('{letter} ({name})'),
  'verdict.criterion': message<{ better: string; noun: string; limits: string; tpot: Amount; ttft: Amount }>(
    '{better, select, less {Lowest} other {Highest}} {noun}{limits, select, both { within {tpot} per token and {ttft} to the first token} tpot { within {tpot} per token} ttft { within {ttft} to the first token} other {, no SLO}}',
  ),
  'verdict.heading': message<{ state: string; leaders: readonly string[] }>(
    '{state, select, chosen {Choose {leaders}} alone {{leaders} alone} tied {{leaders} are equal} noNumber {Nothing to choose by} noneMeets {None meets the objective} other {None is known to fit}}',
  ),
  'verdict.certainty': message<{
    kind: string
    leaders: readonly string[]
    number: number
    rival: string
    count: number
    draws: number
    level: string
  }>(
    '{kind, select, alone {There is nothing to compare it with.} only {No other scenario qualifies.} ahead {{leaders} {number, plural, one {is} other {are}} ahead of {rival}, the closest that qualifies, in {count, number} of {draws, number} draws: {level}.} other {{number, plural, one {{leaders} ranks} other {One of {leaders} ranks}} first in {count, number} of {draws, number} draws: {level}.}}',
  ),
  'verdict.meets': message<{ share: string }>('It keeps the SLO in {share} of the draws.'),
  'verdict.level': message<{ level: string }>(
    '{level, select, certain {practically certain} veryLikely {very likely} likely {likely} moreLikely {more likely than not} other {not settled}}',
  ),
  'verdict.none': message<{ count: number; scenarios: readonly string[] }>(
    '{count, plural, =0 {There is no scenario to judge.} other {{scenarios}.}}',
  ),
  'verdict.outsider': message<{ why: string; letter: string; tpot: Amount; ttft: Amount; noun: string }>(
    '{why, select, doesNotFit {{letter} does not fit} misses {{letter} takes {tpot} per token, {ttft} to the first} noNumber {{letter} has no known {noun}} other {{letter} is not known to run}}',
  ),
  'verdict.outside': message<{ why: string; count: number; noun: string }>(
    '{why, select, doesNotFit {{count, plural, one {does not fit} other {do not fit}}} misses {{count, plural, one {does not keep the SLO} other {do not keep the SLO}}} noNumber {{count, plural, one {has no known {noun}} other {have no known {noun}}}} other {{count, plural, one {is not known to run} other {are not known to run}}}}',
  ),
  'verdict.against': message<{ difference: string; letter: string }>('{difference} against {letter}'),
  'verdict.inside': message<{ share: string }>('{share} inside the SLO'),
  'verdict.memory': message('of the memory in use'),
  'verdict.binds': message<{ resource: string; memory: string }>(
    '{resource, select, link {Links bind} memory {{memory} binds} sram {On-chip SRAM binds} compute {Compute binds} host {The host binds} other {Overhead binds}} decode',
  ),
  'verdict.flip': message<{ input: string; direction: string }>(
    '{input} {direction, select, above {above} other {below}}',
  ),
  'verdict.flipNote': message<{ base: Amount; letter: string }>('{base} now; then {letter} ranks first'),
  'verdict.worth': message<{ letter: string; share: string }>(
    'knowing it may turn the choice to {letter} in {share} of its range',
  ),
  'verdict.forSecond': message<{ letter: string }>('For {letter}, at its strongest'),
  'verdict.better': message<{ noun: string; times: string }>('{noun} {times} better'),
  'verdict.betterThan': message<{ letter: string; points: readonly string[]; winner: string }>(
    '{letter} has {points} than {winner}.',
  ),
  'verdict.measured': message<{ letter: string; winner: string }>(
    'The times of {letter} rest on its own measurements, those of {winner} on a relative’s.',
  ),
  'verdict.room': message<{ letter: string; free: string; against: string }>(
    '{letter} leaves more memory free, {free} against {against}: longer contexts or more users.',
  ),
  'verdict.nothing': message<{ letter: string }>('Nothing that is modelled speaks for {letter} here.'),
  'verdict.weakness': message<{ code: string; letter: string; donor: string }>(
    '{code, select, inherited {The calibration of {letter} is inherited from {donor}.} extrapolated {The load of {letter} lies beyond its measurements.} other {The price of {letter} is a guess.}}',
  ),
  'verdict.notModelled': message(
    'Not modelled: bursts above the mean load, failures of several nodes at once, resale value.',
  ),
  'verdict.text': message<{ heading: string; criterion: string; certainty: string }>(
    '{heading}. {criterion}. {certainty}',
  ),
  'verdict.textWhy': message<{ reasons: string }>('Why: {reasons}.'),
  'verdict.textFlips': message<{ flips: string }>('What would change it: {flips}.'),
  'verdict.textReason': message<{ value: string; text: string; note: string }>(
    '{value} {text}{note, select, none {} other { ({note})}}',
  ),
  'verdict.drawing': message('Drawing what is uncertain.'),
  'verdict.ended': message('The draws ended before there was a verdict.'),
} as const
