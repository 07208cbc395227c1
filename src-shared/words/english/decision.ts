import type { BriefWords } from '../../domain/briefWords.ts'
import type { Amount } from '../../units/amount.ts'
import { message, type MessagesOf } from '../message.ts'

const PERCENT = '::scale/100 precision-integer'
const FINE_PERCENT = '::scale/100 .#'
/** What is less of the criterion. */
const LESS =
  '{criterion, select, cost {costs {difference} less} riskWeightedCost {costs {difference} less in the worst tenth of draws} capital {takes {difference} less capital} speed {takes {difference} less per token} energy {takes {difference} less energy per million output tokens} other {emits {difference} less per million output tokens}}'
const MORE =
  '{criterion, select, cost {costs {difference} more} riskWeightedCost {costs {difference} more in the worst tenth of draws} capital {takes {difference} more capital} speed {takes {difference} more per token} energy {takes {difference} more energy per million output tokens} other {emits {difference} more per million output tokens}}'

const reasons: MessagesOf<BriefWords> = {
  'brief.limit.confidence': `The systems are enough in {share, number, ${FINE_PERCENT}} % of the draws, and {asked, number, ${FINE_PERCENT}} % are asked.`,
  'brief.limit.never': `No number of systems is enough in {share, number, ${FINE_PERCENT}} % of the draws, and {asked, number, ${FINE_PERCENT}} % are allowed.`,
  'brief.limit.late': `It comes too late in {share, number, ${FINE_PERCENT}} % of the draws, and {asked, number, ${FINE_PERCENT}} % are allowed.`,
  'brief.limit.criterion':
    'Its {criterion, select, cost {cost} riskWeightedCost {cost} capital {capital} speed {time per token} energy {energy} other {carbon}} is not known.',
  'brief.limit.power': 'It needs {needed} of IT power, and the site has {allowed}.',
  'brief.limit.powerPerRack': 'A rack of it needs {needed}, and {allowed} are allowed.',
  'brief.limit.owned':
    'It needs {needed, plural, one {# system} other {# systems}}, and {allowed, plural, one {# is} other {# are}} owned.',
  'brief.limit.racks':
    'It needs {needed, plural, one {# rack} other {# racks}}, and there {allowed, plural, one {is room for #} other {is room for #}}.',
  'brief.limit.capital': 'It takes {needed} before the last delivery, and {allowed} are allowed.',
  'brief.limit.perMonth': 'Its dearest month costs {needed}, and {allowed} are allowed.',
  'brief.limit.delivery': 'It is delivered after {needed}, and {allowed} are allowed.',
  'brief.limit.leadBeyondHorizon': 'It is delivered after {lead}, beyond the {horizon} that are looked at.',
  'brief.limit.ownPremises': 'It leaves the premises.',
  'brief.limit.rateLimit':
    'It takes at most {allowed, number, ::.##} requests a second, and the peak has {needed, number, ::.##}.',
  'brief.limit.noConfiguration': 'No configuration of it runs the model in an accepted format.',
  'brief.limit.timePerToken': 'It takes {needed} per token at the least, and {allowed} are promised.',
  'brief.limit.timeToFirstToken': 'It takes {needed} to the first token at the least, and {allowed} are promised.',
  'brief.limit.noEvidence': 'It is not known to keep the times: nobody has measured them.',
  'brief.limit.nothingServes': 'Nothing of it serves.',
  'brief.reason.less': `{alternative} ${LESS} than {other} on average over the draws: {share, number, ${PERCENT}} % below {other}.`,
  'brief.reason.only': '{alternative} is the only one that can be chosen.',
  'brief.reason.moreOften': `{other} {criterion, select, cost {is cheaper} riskWeightedCost {is cheaper} other {is better}} more often, but ${MORE} than {alternative} on average: it does not keep the promise in {failing, number, ${PERCENT}} % of the draws.`,
  'brief.reason.count':
    '{alternative}: {systems, plural, one {# system} other {# systems}}. {central, number} would carry the load at central values, {confidence, plural, one {# carries} other {# carry}} it as surely as is asked, and {spare, plural, =0 {none is spare} one {# is spare} other {# are spare}}{doubled, select, capital {: the spare doubles the capital for systems} rent {: the spare doubles what is paid for systems} other {}}.',
  'brief.reason.never': `No number of {alternative} serves in {share, number, ${FINE_PERCENT}} % of the draws.`,
  'brief.reason.fallback': `In {share, number, ${FINE_PERCENT}} % of the draws {alternative} never serves: its cost includes {other}, which serves instead.`,
  'brief.reason.late': `{alternative} is delivered late in {share, number, ${FINE_PERCENT}} % of the draws.`,
  'brief.reason.regret':
    'Choosing {alternative} now gives up {regret} on average against knowing every draw; {borne} would be borne.',
  'brief.reason.notOften': `{alternative} is first, or as good, in {share, number, ${PERCENT}} % of the draws, and {asked, number, ${PERCENT}} % are asked.`,
  'brief.reason.chance': `Whether {alternative} is first, or as good, in the {asked, number, ${PERCENT}} % of draws that are asked is open: more draws are needed.`,
  'brief.reason.edge':
    'The number of systems of {alternative} is at the edge of the confidence that is asked, and the number beside it would lead elsewhere.',
  'brief.reason.nothingSingle': 'Nothing single is worth measuring: no part of the draws tells the alternatives apart.',
  'brief.reason.setAside':
    '{alternative} is set aside without a price; it has less as long as what is unknown adds less than {room}.',
  'brief.reason.within': 'What differs from {alternative} by less than {margin} counts as the same.',
  'brief.reason.free': 'Unpriced here is {figure}: {alternatives} differ in it, and nothing they are charged for does.',
  'brief.reason.crossedOut': '{other} keeps the promise wherever {alternative} does and never has more.',
  'brief.objection': '{who}: {text}',
}

/** The verdict of a brief, as window, report and command line say it. */
export const decision = {
  ...reasons,
  'decision.badge': message<{ state: string }>(
    '{state, select, choose {Recommended} tied {Tied} undecided {No choice is supported yet} noneFeasible {Cannot be met} other {Cannot say}}',
  ),
  'decision.criterion': message<{ criterion: string }>(
    '{criterion, select, cost {cost} riskWeightedCost {cost in the worst tenth of draws} capital {capital} speed {time per token} energy {energy per million output tokens} other {carbon per million output tokens}}',
  ),
  'decision.level': message<{ level: string; criterion: string; more: number }>(
    `{level, select, only {the only one that can be chosen} clear {clear} likely {likely} other {close: at most {more, number, ${FINE_PERCENT}} % {criterion, select, cost {dearer} riskWeightedCost {dearer} other {more}} than the least on average}}`,
  ),
  'decision.fleet': message<{ systems: number; later: number; quarter: number }>(
    '{systems, plural, one {# system} other {# systems}}{later, plural, =0 {} other {, # from Q{quarter, number}}}',
  ),
  'decision.choose': message<{
    name: string
    fleet: string
    priced: string
    level: string
    failing: number
    named: string
  }>(
    `Choose {name}{priced, select, among { among the priced} other {}}{fleet, select, none {} other {, {fleet}}}: {level}{named, select, yes {; no number of it serves in {failing, number, ${FINE_PERCENT}} % of the draws} other {}}`,
  ),
  'decision.tied': message<{ names: readonly string[]; margin: Amount; first: string; second: string }>(
    'Tied: {names} are the same within {margin}{first, select, none {} other {; by {second}, {first} comes first}}',
  ),
  'decision.undecided': message<{ name: string; study: string; why: string }>(
    'No choice is supported yet: leaning {name}{why, select, edge {, sizing at the edge} measure {, measure {study} first} other {}}',
  ),
  'decision.noneFeasible': message<{ nearest: string }>(
    'Cannot be met by any alternative{nearest, select, none {} other {: {nearest} is nearest}}',
  ),
  /** A figure of a machine, by its path with underscores for what no selector holds. */
  'decision.figure': message<{ figure: string }>(
    '{figure, select, scaleOut_bandwidth {the network between nodes} scaleUp_bandwidth {the link between devices} hostLink_bandwidth {the link to the host} memory_bandwidth {the bandwidth of the memory} memory_capacity {the capacity of the memory} peaks {the dense peak} other {{figure}}}',
  ),
  'decision.cannotSay': message<{ name: string; figure: string; floor: Amount; why: string }>(
    'Cannot say: {why, select, unpriced {{name} has no price; at {floor} it could be first} other {{figure} is unpriced here}}',
  ),
  'decision.needsDemand': message('Say how much is to be served'),
  /** Of what a column of odds is. */
  'decision.firstIn': message('First of 1,000'),
  'decision.first': message<{ name: string; count: number }>(
    '{name} is first in {count, number} of 1,000 draws under these ranges.',
  ),
  'decision.others': message<{ others: readonly string[] }>('Also first: {others}.'),
  'decision.other': message<{ name: string; count: number }>('{name} in {count, number}'),
  'decision.none': message<{ count: number }>(
    'In {count, number} of 1,000 none is: what has the least there does not keep the promise.',
  ),
  'decision.atStake': message<{ criterion: string; stake: Amount; margin: Amount }>(
    '{criterion, select, cost {The choice can change {stake}} riskWeightedCost {The choice can change {stake}} other {The least is {stake}}}; a difference below {margin} counts as none.',
  ),
  'decision.ifWrong': message<{ wrong: Amount; regret: Amount }>(
    'Where another would have had less it gives up {wrong}; over all draws {regret}.',
  ),
  'decision.knowing': message<{ regret: Amount }>('Knowing everything before choosing is worth {regret} on average.'),
  'decision.noWrong': message('No other has less in any draw.'),
  'decision.study': message<{ label: string; worth: Amount; cost: Amount; days: number; bites: string }>(
    '{label}: worth {worth} on average, for {cost} and {days, plural, one {# day} other {# days}}{bites, select, yes {: measure it first} other {}}.',
  ),
  'decision.waiting': message<{ dollars: Amount }>('Each month without a choice costs {dollars}.'),
  'decision.flip': message<{ label: string; at: Amount; now: Amount; side: string; leader: string }>(
    '{label} {side, select, above {above} other {below}} {at}, {now} now: then {leader} leads.',
  ),
  'decision.noFlip': message<{ label: string; low: Amount; high: Amount }>('{label}: no flip within {low} to {high}.'),
  'decision.still': message<{ figures: readonly string[] }>('None of these turns it within its range: {figures}.'),
  'decision.bands': message<{ label: string; bands: string }>('{label}: {bands}.'),
  'decision.band': message<{ leader: string; from: Amount; to: Amount; one: string }>(
    '{leader} {one, select, yes {at {from}} other {from {from} to {to}}}',
  ),
  'decision.noModel': message('The brief names a model that the workspace does not hold: choose one that it does.'),
  /** An input of the brief, by its code; what has no code is said as it is called. */
  'decision.input': message<{ input: string }>(
    '{input, select, price {Price of a system} rent {Rent per device and hour} lease {Lease of a system and month} resale {What a system would sell for} residual {Value of a system at the end} maintenance {Maintenance of a system and month} migration {Moving there} lead {Months to delivery} people {People who run it, a month} tariff {Electricity per kWh} space {Space per kW and month} amount {Demand} hostedInput {Price of a million input tokens} hostedOutput {Price of a million output tokens} other {{input}}}',
  ),
  'decision.ofAlternative': message<{ label: string; name: string }>('{label} of {name}'),
  'decision.relaxation': message<{ name: string; limit: string; from: Amount; to: Amount }>(
    '{name} would do if {limit, select, power {the IT power of the site} powerPerRack {the power of a rack} racks {the room for racks} capital {the capital} perMonth {the dearest month} delivery {the latest delivery} timeToFirstToken {the time to first token} timePerToken {the time per token} confidence {the confidence asked} other {the share of draws in which no number serves}} were {to} instead of {from}.',
  ),
  /** A bound with where it is. */
  'decision.bound.name': message<{ limit: string; from: string }>(
    '{limit, select, power {IT power of the site} powerPerRack {Power of a rack} racks {Racks} capital {Capital} perMonth {Dearest month} delivery {Latest delivery} ownPremises {Own premises only} timeToFirstToken {Time to first token} other {Time per token}}{from, select, none {} other {, {from}}}',
  ),
  'decision.bound.moved': message<{ to: string }>('{to, select, none {without it} other {with {to}}}'),
  'decision.saves': message<{ kind: string; saves: Amount }>(
    '{kind, select, none {makes a choice possible} nothing {saves nothing} least {saves at least {saves}} other {saves {saves}}}',
  ),
  'decision.bound': message<{ bound: string; moved: string; saves: string; leader: string }>(
    '{bound}: {moved} {leader} leads; {saves}.',
  ),
  'decision.pass': message<{ name: string; saves: string }>(
    '{name} has no evidence for its times: if they are kept it {saves}.',
  ),
  'decision.withoutRisks': message<{
    state: string
    names: readonly string[]
    cost: Amount
    kind: string
    same: string
  }>(
    'Without any risk {state, select, choose {{names} would be chosen} tied {{names} would be tied} undecided {{names} would lead, undecided} noneFeasible {nothing could be chosen either} other {nothing could be said}}{same, select, yes {, as with them} other {}}{kind, select, none {} less {; the risks take {cost} off the least} other {; the risks alone cost {cost}}}.',
  ),
  'decision.dissentWins': message<{ rival: string; count: number }>(
    '{rival} has less and keeps the promise in {count, number} of 1,000 draws.',
  ),
  'decision.dissentApart': message<{ label: string; side: string; shift: number }>(
    'What sets those draws apart: {label} is {side, select, above {higher} other {lower}} by {shift, number, ::.0} standard deviations.',
  ),
  'decision.dissentCriterion': message<{ rival: string; criterion: string; own: Amount; chosen: Amount }>(
    '{rival} has the lower {criterion}: {own} against {chosen}.',
  ),
  'decision.dissentNothing': message<{ rival: string }>('By no other criterion is {rival} ahead.'),
  'decision.tokensPerDay': message<{ demand: Amount }>('{demand} output tokens/day'),
  'decision.requests': message<{ demand: number }>('{demand, number, ::.##} requests/s'),
  'decision.users': message<{ demand: Amount; each: Amount }>('{demand} users a day, {each} requests each'),
  'decision.noDemand': message('no demand'),
  'decision.growth': message<{ growth: number }>(`, growing {growth, number, ${PERCENT}} % a year`),
  'decision.promise': message<{ quantile: string; times: readonly string[]; confidence: number }>(
    `{quantile} {times} at {confidence, number, ${PERCENT}} %`,
  ),
  'decision.time': message<{ time: string; limit: Amount }>(
    '{time, select, timePerToken {TPOT} timeToFirstToken {TTFT} other {end to end}} ≤ {limit}',
  ),
  'decision.noTimes': message('no times promised'),
  'decision.basis': message<{
    demand: string
    peak: string
    promise: string
    months: number
    rate: number
    hash: string
  }>(
    `{demand}, peak {peak}, {promise}, {months, plural, one {# month} other {# months}} at {rate, number, ${FINE_PERCENT}} %, all tokens, own boundary; basis {hash}`,
  ),
} as const
