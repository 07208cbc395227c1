import type { ExperimentWords } from '../../domain/experimentWords.ts'
import { message, type MessagesOf } from '../message.ts'

/** What a bandwidth experiment says beyond its numbers. */
const findings: MessagesOf<ExperimentWords> = {
  'experiment.noLaw.same-bandwidth': 'The measurements are at the same bandwidth; measure at two different ones.',
  'experiment.noLaw.slower-with-more':
    'The time rises with the bandwidth, so something else changed as well; measure again with only the bandwidth changed.',
  'experiment.noLaw.faster-than-proportional':
    'The time falls by more than the bandwidth rises, which moving data alone cannot do; requests that wait for one another can, or something else changed as well: measure again at a low or fixed number of requests in flight.',
  'experiment.share':
    'At {bandwidth}, {share} of the time is spent moving data over it: in 80 of 100 such experiments the truth is between {low} and {high}.',
  'experiment.notRepeated':
    'At {bandwidth}, {share} of the time is spent moving data over it. Nothing was repeated, so nothing says how sure that is: if times are off by {off}, it is between {low} and {high}. Measure each bandwidth three times.',
  'experiment.repeatsNeeded':
    'Repeats spread by {spread}: {count, number} of them at each bandwidth would tell the share to {within} either way.',
  'experiment.repeatsHopeless':
    'Repeats spread by {spread}, too much for any number of them to tell the share to {within} either way: look for what else changes between them.',
  'experiment.lawHolds': 'All bandwidths follow one law, as far as repeats can tell.',
  'experiment.bringsLess':
    'The fastest measurement is slower than the law: moving data overlaps with the rest, or something else has become the limit, and the next step brings less than the law says.',
  'experiment.bringsMore':
    'The fastest measurement is faster than the law: something else changed with the bandwidth, so measure again with nothing else changed.',
  'experiment.lawNotTested':
    'Without repeats nothing tells whether one law holds for all bandwidths; the furthest measurement is {off} off it.',
  'experiment.next':
    'At {bandwidth} the law gives a time changed by {change} from that at the fastest measured bandwidth: between {low} and {high}.',
  'experiment.nextWithout':
    'At {bandwidth} the law gives a time changed by {change} from that at the fastest measured bandwidth.',
  'experiment.tooFar':
    '{bandwidth} is more than {times, number} times away from what was measured: the law is followed there, but how sure it is cannot be told.',
  'experiment.underLoad':
    'A time to the first token under load is mostly waiting: measure it at a low or fixed number of requests in flight.',
}

/** What a bandwidth experiment says, and the command that asks for it. */
export const experiment = {
  ...findings,
  'experiment.command.needsTwo': message('the first two bandwidths need a measured time, as in “200 Gb/s=0.78”'),
  'experiment.command.about': message(
    'If nothing but one bandwidth changes, time = a + b ÷ bandwidth. The first two measurements give a and b: the part of the time spent moving data over that link or memory, at any bandwidth. Further bandwidths are predicted; where a time is given, the prediction is held against it.\nWith repeats, or with --fit, the law goes through all measurements: the share then has the interval in which it lies in 80 of 100 experiments, the law is tested against the spread of repeats, and it is said how many repeats would do. Repeats are separated by slashes, or are the same bandwidth again.\nA bandwidth has a unit (Gb/s are bits, GB/s bytes). A time has a unit, or is a plain number relative to the others: for a throughput write 1 and 1/gain, or the throughputs themselves with --throughput.',
  ),
  'experiment.command.fit': message('put the law through all measurements, not the first two'),
  'experiment.command.throughput': message('what stands behind = are throughputs, more is better'),
  'experiment.command.exampleRepeats': message('three repeats each: with how sure the share is'),
}
