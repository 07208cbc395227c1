import type { Amount } from '../../units/amount.ts'
import { message } from '../message.ts'

/** The roofline and the memory ladder. */
export const chartsRoofline = {
  'charts.roofline.alone': message('Roofline, per system'),
  'charts.roofline.title': message<{ letter: string }>('Roofline, {letter}, per system'),
  'charts.roofline.empty': message('Add a scenario to see its operators under its roofs.'),
  'charts.roofline.y': message('Attained, dense peaks, per system'),
  'charts.roofline.x': message('Operational intensity, FLOP per byte at the level'),
  'charts.roofline.mark': message<{
    name: string
    phase: string
    share: string
    resource: string
    attained: Amount
    intensity: Amount
  }>('{name}, {phase}\n{share} of the step, bound by {resource}\n{attained} at {intensity}'),
  'charts.roofline.possible': message<{ times: string }>('{times} possible'),
  'charts.roofline.atRoof': message('At its roof'),
  'charts.roofline.dot': message<{ name: string; share: string; resource: string }>(
    '{name}  {share}{resource, select, none {} other {, {resource}}}',
  ),
  'charts.roofline.ofPhase': message<{ phase: string; name: string }>('{phase} {name}'),
  'charts.roofline.undrawn': message<{ operators: readonly string[] }>('No arithmetic: {operators}'),
  'charts.roofline.operator': message<{ name: string; share: string }>('{name} {share}'),
  'charts.roofline.noArithmetic': message('No arithmetic'),
  'charts.roofline.area': message('Area is share of time.'),
  'charts.roofline.takes': message<{ name: string; many: string; share: string }>(
    '{name} {many, select, yes {take} other {takes}} {share} of its step.',
  ),
  'charts.roofline.gain': message<{ name: string; times: string; limit: string }>(
    '{name} can gain {times} before {limit}.',
  ),
  'charts.roofline.runs': message<{ name: string; many: string; limit: string }>(
    '{name} {many, select, yes {run} other {runs}} at {limit}.',
  ),
  'charts.roofline.roof': message<{ name: string }>('the {name} roof'),
  'charts.roofline.nearestRoof': message('the nearest roof'),
  'charts.roofline.noPeak': message('No dense peak is known for this precision.'),
  'charts.roofline.noBandwidth': message('No memory bandwidth is known.'),
  'charts.roofline.enterProfile': message('Enter it in the profile.'),
  'charts.roofline.noOperator': message('No operator was evaluated.'),
  'charts.roofline.seeFindings': message('See the findings of this scenario.'),
  'charts.roofline.alternative': message<{ name: string; roofs: readonly string[]; operators: string }>(
    'Hierarchical roofline of {name}, per system. Roofs: {roofs}. Operators: {operators}.',
  ),
  'charts.roofline.altRoof': message<{ name: string; rate: Amount }>('{name} {rate}'),
  'charts.roofline.altDot': message<{ phase: string; name: string; share: string; attained: Amount; resource: string }>(
    '{phase} {name} {share}, {attained}, bound by {resource}',
  ),
  'charts.roofline.altWithout': message<{ operators: readonly string[] }>(
    'Without arithmetic, not drawn: {operators}.',
  ),
  'charts.roofline.column': message<{ column: string }>(
    '{column, select, phase {Phase} operator {Operator} share {Share of the step} intensity {Intensity} attained {Attained} other {Possible}}',
  ),
  'charts.ladder.title': message('Memory ladder, per system'),
  'charts.ladder.y': message('Bandwidth, per system'),
  'charts.ladder.x': message('Usable capacity, per system'),
  'charts.ladder.empty': message('Add a scenario to see where its working set lands.'),
  'charts.ladder.unknown': message('No memory level has both a capacity and a bandwidth.'),
  'charts.ladder.enterProfile': message('Enter them in the hardware profile.'),
  'charts.ladder.was': message<{ bytes: Amount }>('was {bytes}'),
  'charts.ladder.total': message<{ bytes: Amount }>('Weights + KV {bytes}'),
  'charts.ladder.weights': message<{ bytes: Amount }>('Weights {bytes}'),
  'charts.ladder.tooSmallSet': message('Too small for the working set'),
  'charts.ladder.tooSmall': message('Too small'),
  'charts.ladder.mark': message<{ name: string; level: string; capacity: Amount; bandwidth: Amount }>(
    '{name}\n{level}\n{capacity} at {bandwidth}',
  ),
  'charts.ladder.on': message<{ level: string; letters: readonly string[] }>('{level} on {letters}'),
  'charts.ladder.reading': message<{ total: Amount; levels: string }>('{total} of weights + KV: {levels}.'),
  'charts.ladder.readingAlone': message<{ total: Amount }>('Weights and KV take {total}.'),
  'charts.ladder.misfit': message<{ letters: readonly string[]; count: number }>(
    '{letters} {count, plural, one {does} other {do}} not fit.',
  ),
  'charts.ladder.unknownOn': message<{ letters: readonly string[] }>('Unknown on {letters}.'),
  'charts.ladder.levelsUnknown': message<{ count: number }>('{count, plural, one {# level} other {# levels}} unknown.'),
  'charts.ladder.unknownLevels': message<{ levels: readonly string[] }>('Unknown: {levels}.'),
  'charts.ladder.levelOf': message<{ level: string; letter: string }>('{level} of {letter}'),
  'charts.ladder.altLevel': message<{ level: string; capacity: Amount; bandwidth: Amount; serves: 'yes' | 'no' }>(
    '{level} {capacity} at {bandwidth}{serves, select, yes { (serves)} other {}}',
  ),
  'charts.ladder.altMachine': message<{ name: string; levels: string }>(
    '{name}: {levels, select, none {no known level} other {{levels}}}',
  ),
  'charts.ladder.alternative': message<{ machines: string; weights: Amount; total: Amount }>(
    'Memory ladder: bandwidth against usable capacity, per system, on logarithmic axes. {machines}. Weights {weights}, weights and KV {total}.',
  ),
  'charts.ladder.altLeftOut': message<{ levels: readonly string[] }>('Unknown and not drawn: {levels}.'),
  'charts.ladder.column': message<{ column: string }>(
    '{column, select, level {Level} capacity {Usable capacity} bandwidth {Bandwidth} serves {Serves the working set} other {Weights + KV}}',
  ),
  'charts.ladder.serves': message<{ serves: 'yes' | 'no' }>('{serves, select, yes {yes} other {}}'),
} as const
