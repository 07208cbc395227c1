import type { Amount } from '../../units/amount.ts'
import { message } from '../message.ts'

type YesOrNo = 'yes' | 'no'
type Divisor = 'device' | 'kilowattProvisioned' | 'kilowattBoard' | 'rack' | 'dollarPerHour' | 'squareMillimetre'

/** Charts of what would change: other loads, other inputs, other denominators. */
export const chartsDecision = {
  'charts.divisor': message<{ divisor: Divisor }>(
    '{divisor, select, device {device} kilowattProvisioned {kW provisioned} kilowattBoard {kW board power} rack {rack} dollarPerHour {USD/h} other {mm² of silicon}}',
  ),
  'charts.divided': message<{ divisor: string }>('output tokens/s, per {divisor}'),
  'charts.divisorHead': message<{ normaliser: string }>(
    '{normaliser, select, device {device} kilowatt {kW} rack {rack} dollarPerHour {USD/h} other {mm²}}',
  ),
  'charts.cliff.title': message('Requests that fit, by devices, per copy'),
  'charts.cliff.empty': message('Add a scenario to see what it holds.'),
  'charts.cliff.unknown': message('The capacity of none is known.'),
  'charts.cliff.misfit': message('The weights fit on no number of devices looked at.'),
  'charts.cliff.y': message('Requests in flight that fit'),
  'charts.cliff.devices': message('Devices'),
  'charts.cliff.requests': message('Requests that fit'),
  'charts.cliff.weights': message<{ streamed: YesOrNo }>('{streamed, select, yes {streamed} other {resident}}'),
  'charts.cliff.none': message<{ name: string }>('{name}: fits on none.'),
  'charts.cliff.on': message<{ requests: Amount; devices: string }>('{requests} on {devices}'),
  'charts.cliff.curve': message<{ name: string; points: string }>('{name}: {points}.'),
  'charts.cliff.point': message<{ devices: string; requests: Amount; streamed: YesOrNo }>(
    '{devices} devices hold {requests} requests in flight{streamed, select, yes {,\nweights streamed in every step} other {}}',
  ),
  'charts.cliff.reading': message<{ fewest: string; none: string; streamed: YesOrNo }>(
    'Fewest devices that hold the model and a request: {fewest}{none, select, nobody {} other {; {none} on none looked at}}.{streamed, select, yes { Squares stream their weights.} other {}}',
  ),
  'charts.frontier.title': message<{ divisor: string }>('Throughput against speed, per {divisor}'),
  'charts.frontier.empty': message('Add a scenario to see what it delivers as more requests share it.'),
  'charts.frontier.nothing': message('Nothing is known of it.'),
  'charts.frontier.misfit': message('Not one request fits on any of them.'),
  'charts.frontier.y': message<{ divisor: string }>('Output tokens/s per {divisor}'),
  'charts.frontier.x': message('Output tokens/s per user'),
  'charts.frontier.why': message<{ letter: string; reason: string }>('{letter}: {reason}'),
  'charts.frontier.notDrawn': message<{ reasons: string }>('Not drawn: {reasons}.'),
  'charts.frontier.objective': message<{ speed: string; time: Amount }>('{speed} tokens/s = {time} per token'),
  'charts.frontier.objectiveTime': message<{ time: Amount }>('{time} per token'),
  'charts.frontier.slower': message('Slower than the SLO'),
  'charts.frontier.point': message<{
    requests: Amount
    tpot: Amount
    ttft: Amount
    value: string
    divisor: string
    system: string
  }>(
    '{requests} requests in flight\n{tpot} per token, {ttft} to the first\n{value} output tokens/s per {divisor}\n{system} output tokens/s, per system',
  ),
  'charts.frontier.curve': message<{
    name: string
    speed: string
    value: string
    divisor: string
    few: Amount
    lastSpeed: string
    lastValue: string
    many: Amount
  }>(
    '{name}: from {speed} tokens/s per user and {value} per {divisor} with {few} in flight to {lastSpeed} and {lastValue} with {many}.',
  ),
  'charts.frontier.tooSlow': message<{ letter: string; speed: string }>(
    'None is as fast as the SLO asks; {letter} reaches {speed} tokens/s per user.',
  ),
  'charts.frontier.reading': message<{
    letter: string
    divisor: string
    limited: YesOrNo
    value: string
    requests: Amount
    rest: string
  }>(
    '{letter} delivers most per {divisor}{limited, select, yes { within the SLO} other {}}: {value} with {requests} in flight{rest}',
  ),
  'charts.frontier.never': message<{ letters: readonly string[]; count: number }>(
    '; {letters} {count, plural, one {is} other {are}} never fast enough.',
  ),
  'charts.frontier.both': message(', and goes fastest.'),
  'charts.frontier.fastest': message<{ letter: string; speed: string }>('; {letter} goes fastest, {speed} per user.'),
  'charts.rank.title': message('Rank by denominator'),
  'charts.rank.empty': message('Add a scenario to rank it.'),
  'charts.rank.misfit': message('Nothing runs, so nothing is ranked.'),
  'charts.rank.unknown': message('No throughput is known.'),
  'charts.rank.row': message<{ label: string; ranks: string; unknown: string }>(
    '{label}: {ranks, select, none {none known} other {{ranks}}}{unknown, select, none {} other {; unknown: {unknown}}}.',
  ),
  'charts.rank.mark': message<{ label: string; rank: number; count: number; value: string }>(
    '{label}: rank {rank} of {count}, {value} output tokens/s',
  ),
  'charts.rank.markUnknown': message<{ label: string }>('{label}: unknown'),
  'charts.rank.all': message<{ letter: string }>('{letter} leads by every denominator that is known.'),
  'charts.rank.reading': message<{ letter: string; divisors: readonly string[]; others: readonly string[] }>(
    '{letter} leads per {divisors}; {others}.',
  ),
  'charts.rank.other': message<{ letter: string; divisor: string }>('{letter} per {divisor}'),
  'charts.sweep.title': message<{ metric: string; input: string }>('{metric}, over {input}'),
  'charts.sweep.empty': message('Add a scenario to sweep its inputs.'),
  'charts.sweep.misfit': message('It fits at none of the values.'),
  'charts.sweep.unknown': message<{ metric: string; input: string }>('No {metric} is known over {input}.'),
  'charts.sweep.x': message<{ input: string; relative: YesOrNo }>(
    '{input}{relative, select, yes {, times its own} other {}}',
  ),
  'charts.sweep.curve': message<{ name: string; first: string; from: string; last: string; to: string; knees: string }>(
    '{name}: {first} at {from} to {last} at {to}{knees, select, none {} other {; {knees}}}.',
  ),
  'charts.sweep.at': message<{ name: string; at: string }>('{name}, at {at}'),
  'charts.sweep.binds': message<{ resource: string }>('{resource} binds'),
  'charts.sweep.someWait': message('Not all requests fit'),
  'charts.sweep.now': message('now'),
  'charts.sweep.kneeMisfit': message<{ at: string }>('not all requests fit from {at} on'),
  'charts.sweep.knee': message<{ resource: string; at: string }>('{resource} binds from {at} on'),
  'charts.sweep.doubling': message<{ loads: string }>('B*, where a token takes twice as long: {loads} requests.'),
  'charts.sweep.noKnee': message('Nothing else begins to bind over this range: no knee.'),
  'charts.sweep.reading': message<{ letter: string; knee: string }>('Knee of {letter}: {knee}.'),
  'charts.tornado.title': message<{ metric: string; letter: string }>('What moves the {metric}, {letter}'),
  'charts.tornado.notRunning': message('It does not run as it is.'),
  'charts.tornado.nothing': message('Nothing moves it'),
  'charts.tornado.nothingWithin': message('No input moves it within its range.'),
  'charts.tornado.misfit': message('does not run'),
  'charts.tornado.now': message<{ title: string; value: string }>('{title}, now {value}.'),
  'charts.tornado.range': message<{ low: string; high: string }>('{low} to {high}'),
  'charts.tornado.row': message<{ name: string; range: string; low: string; high: string }>(
    '{name} {range}: {low} to {high}',
  ),
  'charts.tornado.column': message<{ column: string }>(
    '{column, select, input {Input} range {Range} low {At its low end} high {At its high end} elasticity {% per %} turns {Ranking turns} other {Range from}}',
  ),
  'charts.tornado.ends': message<{ low: YesOrNo; high: YesOrNo }>(
    '{low, select, yes {{high, select, yes {at low and at high} other {at low}}} other {{high, select, yes {at high} other {}}}}',
  ),
  'charts.tornado.x': message<{ metric: string }>('Change of the {metric}'),
  'charts.tornado.mark': message<{
    name: string
    base: Amount
    low: Amount
    atLow: string
    high: Amount
    atHigh: string
    basis: string
  }>('{name}, now {base}\n{low}: {atLow}\n{high}: {atHigh}\nRange: {basis}'),
  'charts.tornado.markTurns': message<{ low: YesOrNo; high: YesOrNo }>(
    'The ranking turns at its {low, select, yes {{high, select, yes {low and high} other {low}}} other {high}} end',
  ),
  'charts.tornado.most': message<{ metric: string; input: string; rest: string }>(
    'The {metric} depends most on {input}{rest}',
  ),
  'charts.tornado.stop': message('.'),
  'charts.tornado.rivalUnknown': message<{ name: string }>('; that of {name} is not known.'),
  'charts.tornado.noneTurns': message<{ one: string; other: string }>(
    '; none alone turns the ranking of {one} and {other}.',
  ),
  'charts.tornado.someTurn': message<{ inputs: readonly string[]; more: number; one: string; other: string }>(
    '; {inputs}{more, plural, =0 {} other { and # more}} can turn the ranking of {one} and {other}.',
  ),
  'charts.tornado.offScale': message<{ letter: string; change: string }>('{letter} is off the scale at {change}.'),
  'charts.tornado.swing': message<{ better: YesOrNo }>('{better, select, yes {Better} other {Worse}}'),
  'charts.tornado.rival': message<{ letter: string }>('{letter} as it is'),
  'charts.tornado.rankTurns': message<{ letter: string }>('The ranking with {letter} turns'),
} as const
