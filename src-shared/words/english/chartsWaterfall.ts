import type { Amount } from '../../units/amount.ts'
import { message } from '../message.ts'

type YesOrNo = 'yes' | 'no'
type Phase = 'decode' | 'prefill'

/** Waterfalls of time and energy, their differences, and the strips of shares of a peak. */
export const chartsWaterfall = {
  'charts.waterfall.name': message<{ phase: Phase }>(
    '{phase, select, decode {Time per output token} other {Time to the first token}}',
  ),
  'charts.waterfall.y': message<{ phase: Phase }>(
    '{phase, select, decode {ms per output token, per user} other {ms to the first token, per user}}',
  ),
  'charts.waterfall.whole': message<{ phase: Phase }>('{phase, select, decode {the step} other {the wait}}'),
  'charts.waterfall.title': message<{ name: string; letter: string }>('{name}, {letter}, per user'),
  'charts.waterfall.empty': message('Add a scenario to see where its time goes.'),
  'charts.waterfall.other': message<{ count: number }>('Other {count}'),
  'charts.waterfall.column': message<{ column: string }>(
    '{column, select, cause {Cause} time {Time} share {Share} movement {Moves data} difference {Difference} operator {Operator} other {Bar}}',
  ),
  'charts.waterfall.mark': message<{ name: string; time: Amount; share: string; whole: string; resource: string }>(
    '{name}\n{time}, {share} of {whole}\nBound by {resource}',
  ),
  'charts.waterfall.limit': message<{ value: string }>('{value} limit'),
  'charts.waterfall.totalOf': message<{ letter: string }>('Total of {letter}'),
  'charts.waterfall.interval': message<{ low: Amount; high: Amount }>(', 80 % between {low} and {high}'),
  'charts.waterfall.causes': message<{ names: string; count: number; many: string }>(
    '{names} {count, plural, one {{many, select, yes {are} other {is}} the only cause} other {are the largest causes}}.',
  ),
  'charts.waterfall.extrapolated': message('Extrapolated.'),
  'charts.waterfall.held': message('Held at a limit.'),
  'charts.waterfall.part': message<{ name: string; value: Amount }>('{name} {value}'),
  'charts.waterfall.alternative': message<{
    what: string
    name: string
    causes: readonly string[]
    total: Amount
    interval: string
    marks: readonly string[]
    count: number
  }>(
    'Waterfall of the {what} of {name}: {causes}; together {total}{interval}{count, plural, =0 {} other {, {marks}}}.',
  ),
  'charts.delta.from': message<{ from: string }>('What changes from {from}, per user'),
  'charts.delta.nothing': message('Nothing to compare with'),
  'charts.delta.add': message<{ from: string }>('Add another scenario to see what changes from {from} to it.'),
  'charts.delta.title': message<{ from: string; to: string; by: string }>(
    'What changes from {from} to {to}{by, select, operator { by operator} other {}}, per user',
  ),
  'charts.delta.alternative': message<{
    from: string
    start: Amount
    to: string
    end: Amount
    by: string
    parts: readonly string[]
  }>('Waterfall from {from}, {start}, to {to}, {end}{by, select, operator {, by operator} other {}}: {parts}.'),
  'charts.delta.part': message<{ name: string; change: string }>('{name} {change} ms'),
  'charts.delta.mark': message<{ name: string; change: string }>('{name}\n{change} ms'),
  'charts.delta.same': message<{ from: string; to: string }>(
    '{from} and {to} take the same time per token within 0.5 %.',
  ),
  'charts.delta.does': message<{ name: string; faster: YesOrNo; many: string; value: string }>(
    '{name} {faster, select, yes {{many, select, yes {save} other {saves}}} other {{many, select, yes {add} other {adds}}}} {value} ms',
  ),
  'charts.delta.also': message<{ name: string; value: string }>('{name} {value} ms'),
  'charts.delta.rest': message<{ parts: readonly string[]; faster: YesOrNo; value: string }>(
    '{parts}; the rest {faster, select, yes {adds} other {saves}} {value} ms.',
  ),
  'charts.delta.reading': message<{
    parts: readonly string[]
    total: string
    percent: string
    to: string
    faster: YesOrNo
  }>('{parts} of the {total} ms ({percent}) that {to} is {faster, select, yes {faster} other {slower}}.'),
  'charts.joules.title': message('Where the energy of an output token goes'),
  'charts.joules.titleOf': message<{ title: string; letter: string }>('{title}, {letter}, per system'),
  'charts.joules.empty': message('Add a scenario to see where its energy goes.'),
  'charts.joules.nothing': message('no energy is spent on output tokens after the prompt'),
  'charts.joules.y': message('J per output token, per system'),
  'charts.joules.mark': message<{ name: string; value: Amount }>('{name}\n{value}'),
  'charts.joules.rest': message('Hours at rest'),
  'charts.joules.pue': message<{ value: string }>('PUE {value}'),
  'charts.joules.building': message('Cooling and power supply of the building'),
  'charts.joules.meter': message('At the meter'),
  'charts.joules.meterMark': message('At the electricity meter'),
  'charts.joules.column': message<{ column: string }>(
    '{column, select, part {Part} what {What draws it} energy {Energy} meter {Share at the meter} other {Resource}}',
  ),
  'charts.joules.facility': message('Cooling and power supply'),
  'charts.joules.facilityOver': message<{ value: string }>('Facility over device power, PUE {value}'),
  'charts.joules.counted': message('All that is counted'),
  'charts.joules.takes': message<{ name: string; many: string; share: string }>(
    '{name} {many, select, yes {take} other {takes}} {share}',
  ),
  'charts.joules.beyond': message<{ rest: Amount; facility: Amount; meter: Amount }>(
    'hours at rest {rest}, cooling and power supply {facility}, at the meter {meter}',
  ),
  'charts.joules.alternative': message<{
    name: string
    parts: readonly string[]
    total: Amount
    marks: readonly string[]
    count: number
    beyond: string
  }>(
    'Waterfall of the energy of an output token of {name}: {parts}; together {total}{count, plural, =0 {} other {, {marks}}}; {beyond}.',
  ),
  'charts.joules.bar': message<{ bar: string }>(
    '{bar, select, link {Links} sram {Mesh} host {Host link} arithmetic {Arithmetic} clocks {Clocks, caches} idle {Idle draw} other {Other}}',
  ),
  'charts.joules.clocksWithin': message('clocks and caches'),
  'charts.joules.traffic': message<{ place: string }>('Read and written in {place}'),
  'charts.joules.matrix': message('Matrix units'),
  'charts.joules.running': message('Running devices, whatever they work on'),
  'charts.joules.waiting': message<{ place: string; mesh: YesOrNo }>(
    'Running devices while they wait for {mesh, select, yes {the {place}} other {{place}}}',
  ),
  'charts.joules.idle': message('Drawn by devices at rest too'),
  'charts.strips.title': message('Speed of light'),
  'charts.strips.capacity': message('Capacity'),
  'charts.strips.mesh': message('Mesh'),
  'charts.strips.hint': message('Share of each peak in decode.'),
  'charts.strips.meshHint': message('Of the mesh: share of the step spent crossing it.'),
  'charts.strips.overheadHint': message<{ letters: readonly string[] }>('Overhead binds {letters}: no peak does.'),
  'charts.strips.missing': message<{ state: string }>(
    '{state, select, misfit {does not fit} unknown {unknown} other {none}}',
  ),
  'charts.strips.misfit': message('Nothing runs, so nothing is in use.'),
  'charts.strips.empty': message('Add a scenario to see what binds it.'),
  'charts.strips.unknown': message('No scenario was evaluated. See their findings.'),
  'charts.strips.altBar': message<{ name: string; share: string; binds: YesOrNo }>(
    '{name} {share}{binds, select, yes { (binds)} other {}}',
  ),
  'charts.strips.altColumn': message<{ name: string; bars: string }>('{name}: {bars}'),
  'charts.strips.alternative': message<{ columns: string }>('Share of each peak in decode. {columns}.'),
  'charts.strips.resource': message('Resource'),
  'charts.strips.mark': message<{ name: string; share: string; binds: YesOrNo }>(
    '{name}: {share}{binds, select, yes {, binds} other {}}',
  ),
  'charts.strips.binds': message<{ share: string }>('{share} binds'),
  'charts.strips.letter': message<{ letter: string; share: string }>('{letter} ({share})'),
  'charts.strips.ofStep': message<{ share: string }>('{share} of the step'),
  'charts.strips.overhead': message('Overhead'),
  'charts.strips.bindsOn': message<{ name: string; letters: readonly string[] }>('{name} binds {letters}'),
  'charts.strips.reading': message<{ parts: readonly string[] }>('{parts}.'),
  'charts.strips.nothing': message('No resource binds: nothing was evaluated.'),
} as const
