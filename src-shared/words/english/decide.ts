import type { Amount } from '../../units/amount.ts'
import { message } from '../message.ts'

/** The Decide screen: the basis, the ranked table and what stands under it. The verdict's own sentences are elsewhere. */
export const decide = {
  'decide.title': message('Decide'),
  'decide.toolbar': message('Decision'),
  'decide.owner': message<{ owner: string; date: string; months: number }>(
    '{owner, select, none {Needed} other {Owner {owner}, needed}} in {months, plural, one {# month} other {# months}}{date, select, none {} other {, as of {date}}}',
  ),
  'decide.criterion': message<{ criterion: string }>(
    '{criterion, select, cost {Lowest expected cost within the SLO} riskWeightedCost {Lowest cost of the worst tenth} capital {Least capital} speed {Fastest output token at the peak} energy {Least energy} other {Least carbon}}',
  ),
  'decide.criterion.step': message('Brief: criterion'),
  'decide.criterion.label': message('Criterion'),
  'decide.copy': message('Copy'),
  'decide.copied.failed': message('The verdict could not be copied. Select its text instead.'),
  'decide.empty.title': message('Nothing to decide yet'),
  'decide.empty.text': message('Open or create a workspace to weigh its alternatives.'),
  'decide.asksBrief.title': message('A decision needs a brief'),
  'decide.asksBrief.text': message(
    'What is asked, how much is to be served, how fast, for how long, and what may serve it: say it once, in the brief.',
  ),
  'decide.demand.title': message('Say how much is to be served'),
  'decide.demand.text': message(
    'Without a demand nothing can be sized, and what is not sized has no cost. Output tokens a day or requests a second are enough to begin.',
  ),
  'decide.toBrief': message('Open the brief'),
  'decide.choose': message('Decide'),
  'decide.tooFew.title': message('Nothing to choose between'),
  'decide.tooFew.text': message('The brief names no alternative yet. Add what may be bought, rented, called or kept.'),

  // The basis.
  'decide.basis': message('Basis'),
  'decide.basis.term': message<{ term: string }>(
    '{term, select, demand {Demand} load {Load} promise {SLO} offer {Buy or rent} horizon {Horizon} cost {Cost} other {Risks}}',
  ),
  'decide.basis.follow': message<{ term: string; value: string }>('{term}: {value}. Change it in the brief'),
  'decide.basis.tokens': message<{ amount: string; growth: string }>(
    '{amount} out/day{growth, select, none {} other {, {growth}/year}}',
  ),
  'decide.basis.requests': message<{ amount: string; growth: string }>(
    '{amount} requests/s{growth, select, none {} other {, {growth}/year}}',
  ),
  'decide.basis.users': message<{ amount: string; growth: string }>(
    '{amount} users{growth, select, none {} other {, {growth}/year}}',
  ),
  'decide.basis.noDemand': message('not said'),
  'decide.basis.load': message<{ peak: string; rate: string }>(
    'Peak ×{peak}{rate, select, none {} other {, {rate} requests/s}}',
  ),
  'decide.basis.quantile': message<{ quantile: string }>('p{quantile}'),
  'decide.basis.ttft': message<{ seconds: Amount }>('TTFT {seconds}'),
  'decide.basis.tpot': message<{ seconds: Amount }>('TPOT {seconds}'),
  'decide.basis.endToEnd': message<{ seconds: Amount }>('whole {seconds}'),
  'decide.basis.confidence': message<{ confidence: Amount }>('{confidence} sure'),
  'decide.basis.none': message('none'),
  'decide.basis.offered': message('As offered'),
  'decide.basis.horizon': message<{ months: number; rate: Amount }>('{months, number} months at {rate}'),
  'decide.basis.cost': message('All-in, with prompts'),
  'decide.basis.risks': message<{ scored: number }>('{scored, plural, =0 {None scored} other {Priced in, # scored}}'),
  'decide.basis.count': message<{ count: number; total: number; hash: string }>(
    '{count, number} of {total, number} on basis {hash}',
  ),
  'decide.basis.countShort': message<{ count: number; total: number }>('{count, number} of {total, number} here'),

  // The headline.
  'decide.badge': message<{ state: string }>(
    '{state, select, choose {Recommended} tied {Tied} undecided {Undecided} noneFeasible {Cannot be met} cannotSay {Cannot say} computing {Computing} stopped {Stopped} stale {Stale} other {Needs a demand}}',
  ),
  'decide.badge.at': message<{ state: string; time: string }>('{state} at {time}'),
  'decide.odds': message<{ state: string }>('{state, select, choose {How sure} other {Who ranks first}}'),
  'decide.odds.mark': message<{ shares: readonly string[] }>('One mark is a twentieth of the draws: {shares}'),
  'decide.odds.share': message<{ letter: string; count: number }>('{letter} {count, number}'),
  'decide.odds.none': message<{ count: number }>('none {count, number}'),
  'decide.odds.first': message<{ letter: string; count: number; level: string }>(
    '{letter} first in {count, number} of 1,000 draws{level, select, none {} other {: {level}}}',
  ),
  'decide.odds.level': message<{ level: string }>('{level, select, clear {clear} likely {likely} other {close}}'),
  'decide.odds.listed': message<{ shares: readonly string[] }>('{shares} of 1,000 draws'),
  'decide.figure.unit': message('USD/M all-in'),
  'decide.figure.range': message<{ low: string; high: string }>('80 % {low} to {high}'),
  'decide.figure.shared': message<{ count: number }>('USD/M for {count, plural, =2 {either} other {any}}'),
  'decide.figure.miss': message<{ name: string; limit: string }>('nearest {name}, limit {limit}'),
  'decide.addToReport': message('Add to report'),
  'decide.planMeasurement': message('Plan the measurement'),
  'decide.plan.done': message('The measurement stands in the recommendation of the report.'),
  'decide.relaxLimit': message('Relax a limit…'),
  'decide.nameFigure': message('Enter the figure…'),
  'decide.added': message('The verdict stands in the report, for you to put into your own words.'),
  'decide.possible': message('What would make it possible'),
  'decide.relaxation': message<{ limit: string; value: string }>('{limit} {value}'),
  'decide.limit': message<{ limit: string }>(
    '{limit, select, power {IT power up to} powerPerRack {Power of a rack up to} racks {Racks up to} capital {Capital up to} perMonth {Dearest month up to} delivery {Delivery within} timeToFirstToken {TTFT up to} timePerToken {TPOT up to} confidence {Sure only to} other {No count cures it in}}',
  ),
  'decide.limit.short': message<{ limit: string; needed: string; allowed: string }>(
    '{limit, select, confidence {enough in {needed} < {allowed}} never {never in {needed} > {allowed}} late {late in {needed} > {allowed}} criterion {criterion unknown} racks {{needed} > {allowed} racks} rateLimit {{needed} > {allowed} requests/s} ownPremises {off premises} licence {licence refused} noConfiguration {no configuration} noEvidence {times not known} nothingServes {nothing serves} timePerToken {TPOT {needed} > {allowed}} timeToFirstToken {TTFT {needed} > {allowed}} powerPerRack {rack {needed} > {allowed}} perMonth {month {needed} > {allowed}} other {{needed} > {allowed}}}',
  ),
  'decide.missing.first': message<{ floor: Amount }>('could be first from {floor} on'),
  'decide.missing.reading': message('One figure decides: enter it, or leave it unknown and set it aside.'),
  'decide.missing.floor': message('its floor, at which it would be first'),
  'decide.stopped': message('Not worked out yet'),

  // While it is worked out, and when it is old.
  'decide.computing.title': message<{ count: number }>(
    'Sizing {count, plural, one {# alternative} other {# alternatives}} on this basis',
  ),
  'decide.computing.before': message('The last answer is not shown until all are on one basis again.'),
  'decide.computing.first': message('Ranks, odds and a headline follow when all are on one basis.'),
  'decide.computing.progress': message<{ share: string }>('Curves, sizes and draws: {share} done'),
  'decide.computing.left': message<{ seconds: string }>('about {seconds} left'),
  'decide.computing.follows': message('Follows when all are on one basis.'),
  'decide.computing.waiting': message('waiting'),
  'decide.cancel': message('Cancel'),
  'decide.stale': message('Older than the brief.'),
  'decide.stale.why': message<{ parts: readonly string[]; time: string }>(
    'Changed after this was computed at {time}: {parts}.',
  ),
  'decide.stale.part': message<{ part: string }>(
    '{part, select, demand {demand} promise {service level} quality {formats} constraints {limits} finance {money} site {site} criterion {criterion} thresholds {thresholds} alternatives {alternatives} horizon {horizon} model {model} profiles {figures of machines and model} other {other entries}}',
  ),
  'decide.recompute': message('Recompute'),
  'decide.recompute.time': message<{ seconds: string }>('Recompute, {seconds}'),

  // The table.
  'decide.table': message('Alternatives, ranked'),
  'decide.table.candidate': message('Alternative, as offered'),
  'decide.table.configuration': message('Best configuration that carries it'),
  'decide.table.ttft': message<{ quantile: string }>('TTFT p{quantile}'),
  'decide.table.tpot': message<{ quantile: string }>('TPOT p{quantile}'),
  'decide.table.busy': message('Busy at peak'),
  'decide.table.power': message<{ limit: string }>('{limit, select, none {IT kW} other {kW of {limit}}}'),
  'decide.table.capital': message('Capital, M'),
  'decide.table.cost': message('USD/M output, all-in, p10 to p90'),
  'decide.table.costShort': message('USD/M all-in, p10 to p90'),
  'decide.table.risk': message('Limit or largest risk'),
  'decide.table.riskShort': message('Limit or risk'),
  'decide.table.rank': message('Rank'),
  'decide.table.unranked': message('not ranked'),
  'decide.table.open': message<{ name: string }>('{name}: open in Compare'),
  'decide.kind': message<{ kind: string }>(
    '{kind, select, statusQuo {Keep what we have} owned {Owned} add {Keep and add} buy {Buy} lease {Lease} rent {Rent} other {Hosted interface}}',
  ),
  'decide.name.added': message<{ kept: string; machine: string }>('{kept} + {machine}'),
  'decide.name.paid': message<{ kind: string; machine: string }>(
    '{machine}{kind, select, statusQuo {, kept} owned {, owned} buy {, bought} lease {, leased} rent {, rented} hosted {, hosted} other {}}',
  ),
  'decide.name.counted': message<{ devices: number; name: string }>('{devices, number} × {name}'),
  'decide.offer.systems': message<{ kind: string; count: number; unit: string }>(
    '{kind}, {count, number} {unit, select, node {{count, plural, one {node} other {nodes}}} rack {{count, plural, one {rack} other {racks}}} supernode {{count, plural, one {supernode} other {supernodes}}} pod {{count, plural, one {pod slice} other {pod slices}}} cluster {{count, plural, one {cluster} other {clusters}}} instance {{count, plural, one {instance} other {instances}}} device {{count, plural, one {device} other {devices}}} other {{count, plural, one {system} other {systems}}}}',
  ),
  'decide.offer.grows': message<{ offer: string; count: number; quarter: number }>(
    '{offer}, {count, number} from Q{quarter, number}',
  ),
  'decide.offer.keeps': message<{ offer: string; kept: number }>('{offer} beside {kept, number} owned'),
  'decide.offer.tokens': message('Per token'),
  'decide.offer.serves': message('nothing of it serves'),
  'decide.configuration.copies': message<{ copies: number; layout: readonly string[] }>(
    '{copies, number} {copies, plural, one {copy} other {copies}}, {layout}',
  ),
  'decide.configuration.span': message<{ systems: number; layout: readonly string[] }>(
    '1 copy over {systems, number} systems, {layout}',
  ),
  'decide.configuration.pools': message<{ prefill: number; decode: number; precision: string }>(
    '{prefill, number} prefill + {decode, number} decode, {precision}',
  ),
  'decide.configuration.load': message<{ load: string; most: string; software: string }>(
    '{load} of {most} in flight{software, select, none {} other {, {software}}}',
  ),
  'decide.configuration.hosted': message('the provider’s'),
  'decide.configuration.closed': message<{ capacity: string; limit: string }>(
    'Closed form, not simulated: loaded to {capacity} of {limit} requests/s a copy',
  ),
  'decide.cell.theirs': message('theirs'),
  'decide.cell.none': message('none'),
  'decide.cell.unknown': message('Unknown'),
  'decide.cell.why': message<{ need: string; spare: number; sure: Amount; count: number }>(
    '{count, number} systems: {need, select, spare {the load at central values and {spare, plural, one {# spare} other {# spares}}} other {enough in {sure} of the draws}}',
  ),
  'decide.cell.oversized': message<{ why: string }>(
    '{why, select, spare {for the spare} probability {to be sure} other {whole systems}}',
  ),
  'decide.cell.limit': message<{ limit: string }>('limit {limit}'),
  'decide.cell.range': message<{ low: string; high: string }>('{low} to {high}'),
  'decide.cell.expected': message<{ loss: Amount; regret: Amount }>(
    'Expected over the draws {loss}; expected regret {regret}',
  ),
  'decide.cell.noPrice': message('no price'),
  'decide.cell.breaks': message<{ count: number }>('+{count, number}'),
  'decide.cell.dominated': message<{ letter: string }>('never better than {letter}'),
  'decide.status.alternatives': message<{ count: number; priced: number }>(
    '{count, plural, one {# alternative} other {# alternatives}}, {priced, number} priced',
  ),
  'decide.status.basis': message<{ state: string; hash: string }>(
    '{state, select, running {Computing} stale {Stale} other {One basis, {hash}}}',
  ),
  'decide.status.draws': message<{ draws: number; seed: number }>('{draws, number} draws, seed {seed, number}'),
  'decide.status.took': message<{ seconds: Amount }>('Computed in {seconds}'),
  'decide.noColumn': message('No column of Compare is of its machine. Add one there to see what binds it.'),
  'decide.price.title': message<{ name: string }>('No price of {name} is known'),
  'decide.price.text': message(
    'It is sized, but in no ranking until it has a price. Unknown is a proper answer: it is never counted as 0.',
  ),
  'decide.price.label': message('Price, as the offer counts it'),
  'decide.price.example': message('2.5M USD'),
  'decide.price.grade': message('grade'),
  'decide.price.floor': message<{ floor: Amount }>('Below its floor of {floor} nothing is looked at.'),
  'decide.price.set': message('Set price'),
  'decide.price.leave': message('Leave unknown'),
  'decide.price.brief': message('See the offer…'),
  'decide.risk': message<{ risk: string }>(
    '{risk, select, software {Software maturity} supply {Supply and lead time} failures {Yield and failures} migration {Migration} talent {Talent} other {Export control}}',
  ),
  'decide.risk.short': message<{ risk: string; score: number }>(
    '{risk, select, software {software} supply {supply} failures {failures} migration {migration} talent {talent} other {export}} {score, number} of 5',
  ),

  // The pane.
  'decide.tabs': message('More about the decision'),
  'decide.tabs.basis': message('All cards: the basis above'),
  'decide.tab': message<{ tab: string; state: string; letter: string }>(
    '{tab, select, why {{state, select, noneFeasible {Why, and what to relax} choose {Why, and what flips it} other {What would decide it}}} risks {Risks} case {{letter, select, none {Case for the runner-up} other {Case for {letter}, the runner-up}}} assumptions {Assumptions and dissent} cost {What the cost is made of} power {Power} other {Market}}',
  ),
  'decide.tab.short': message<{ tab: string; letter: string }>(
    '{tab, select, why {Why} risks {Risks} case {{letter, select, none {Runner-up} other {Case for {letter}}}} assumptions {Assumptions} cost {Cost} power {Power} other {Market}}',
  ),

  'decide.speed.title': message('Cost against speed'),
  'decide.speed.y': message('USD per million output tokens, all-in'),
  'decide.speed.x': message<{ quantile: string; against: string }>(
    '{against, select, timePerToken {TPOT p{quantile} at the load it is sized for, ms} other {TTFT p{quantile} at the load it is sized for, s}}',
  ),
  'decide.speed.limit': message<{ limit: Amount }>('SLO {limit}'),
  'decide.speed.slower': message('Slower than the SLO'),
  'decide.speed.point': message<{ name: string; cost: string; tpot: Amount; ttft: Amount }>(
    '{name}\n{cost} USD/M at {tpot} a token,\n{ttft} to the first',
  ),
  'decide.speed.range': message<{ low: string; high: string }>('80 % of draws {low} to {high}'),
  'decide.speed.unpriced': message<{ letters: readonly string[] }>('No price: {letters}'),
  'decide.speed.reading': message<{ cheapest: string; fastest: string; same: string; eligible: string }>(
    '{eligible, select, yes {Of those that break no limit, } other {None is within the limits; }}{same, select, yes {{cheapest} costs least and is fastest.} other {{cheapest} costs least, {fastest} is fastest.}}',
  ),
  'decide.speed.alone': message<{ name: string }>('{name} alone is priced and sized.'),
  'decide.speed.empty': message('Nothing is priced and sized.'),
  'decide.speed.next': message('Name alternatives with a price in the brief.'),
  'decide.speed.broken': message('breaks a limit'),

  'decide.flips.title': message('What would flip it'),
  'decide.flips.reading': message<{ inside: number; count: number }>(
    '{inside, plural, =0 {None of {count, plural, one {one} other {#}} flips within what is likely.} other {{inside, number} of {count, number} {inside, plural, one {lies} other {lie}} inside what is likely.}}',
  ),
  'decide.flips.none': message('It takes one that leads and a runner-up.'),
  'decide.flips.noneTitle': message('No flip to look for'),
  'decide.flips.now': message<{ value: string }>('{value} now'),
  'decide.flips.input': message<{ letter: string; label: string }>(
    '{letter, select, none {} other {{letter}: }}{label, select, amount {Demand} price {Price} rent {Rent} lease {Lease} resale {Resale today} residual {Resale after the horizon} maintenance {Maintenance a month} migration {Migration} lead {Lead time} people {People a month} tariff {Electricity} space {Space of a kW and month} hostedInput {Input tokens, a million} hostedOutput {Output tokens, a million} other {{label}}}',
  ),
  'decide.flips.noFlip': message('no flip in range'),
  'decide.flips.row': message<{ label: string; now: string; at: string; leader: string }>(
    '{label}: {now} now; {at, select, none {no flip in range} other {from {at} {leader} leads}}',
  ),
  'decide.flips.range': message<{ low: string; high: string }>('likely {low} to {high}'),
  'decide.flips.column': message<{ column: string }>(
    '{column, select, input {Input} now {Now} low {Low, p10} high {High, p90} at {Turns at} other {Then leads}}',
  ),

  'decide.difference.title': message<{ rival: string; leader: string; criterion: string }>(
    '{criterion, select, cost {Cost} riskWeightedCost {Cost} capital {Capital} speed {Time per token} energy {Energy} other {Carbon}} of {rival} minus that of {leader}, draw by draw',
  ),
  'decide.difference.reading': message<{ rival: string; share: string; mean: Amount; side: string; criterion: string }>(
    '{criterion, select, cost {{rival} costs less} riskWeightedCost {{rival} costs less} other {{rival} has less}} in {share} of the draws; on average {mean} {side, select, less {less} other {more}}.',
  ),
  'decide.difference.none': message('They do not differ in what can be drawn'),
  'decide.difference.y': message('Draws, %'),
  'decide.difference.x': message<{ unit: string; criterion: string }>(
    '{unit}{criterion, select, cost { over the horizon} riskWeightedCost { over the horizon} capital { before the first month} speed { a token} other { per million output tokens}}',
  ),
  'decide.difference.bin': message<{ low: string; high: string; share: string }>(
    '{low} to {high}: {share} of the draws',
  ),
  'decide.difference.side': message<{ share: string }>('less in {share}'),
  'decide.difference.column': message<{ column: string }>('{column, select, from {From} other {To}}'),
  'decide.difference.beyond': message('and beyond'),

  'decide.worth.title': message<{ state: string }>(
    '{state, select, choose {Worth knowing, and the price of a mistake} other {What would decide it, by worth}}',
  ),
  'decide.worth.waiting': message('Worth knowing, and the price of a mistake'),
  'decide.worth.reading': message<{ kind: string; label: string; worth: Amount; cost: Amount }>(
    '{kind, select, bites {{label}: costs {cost}, saves {worth} on average.} known {No measurement is worth its price before the order.} other {Nothing single is worth measuring first.}}',
  ),
  'decide.worth.saves': message<{ worth: Amount }>('saves {worth}'),
  'decide.worth.price': message<{ cost: Amount; days: number }>(
    '{cost}, {days, plural, =0 {at once} one {# day} other {# days}}',
  ),
  'decide.worth.first': message('before the order'),
  'decide.stake': message('At stake'),
  'decide.stake.note': message('what the choice can change'),
  'decide.regret': message('Expected regret'),
  'decide.regret.note': message<{ share: string }>('{share} of what is at stake'),
  'decide.wrong': message('If the choice is wrong'),
  'decide.wrong.note': message('mean over the draws in which another is first'),
  'decide.margin': message('Difference that is none'),
  'decide.waiting': message('A month of waiting costs'),
  'decide.nothing': message('Draws in which none keeps the promise'),
  'decide.nothing.of': message<{ count: number }>('{count, number} of 1,000'),
  'decide.risksAlone': message<{ letter: string; risk: string; dollars: Amount }>(
    '{risk} alone adds {dollars} to {letter}',
  ),

  'decide.changes.bounds': message('Price of each limit'),
  'decide.changes.passes': message('Would save, if answers pass'),
  'decide.changes.risks': message('Risks off'),
  'decide.changes.evidence': message('evidence for its times is missing'),

  'decide.relax.title': message('What each limit costs'),
  'decide.relax.reading': message<{ count: number }>(
    '{count, plural, =0 {No single limit makes one possible.} one {One single change makes an alternative possible.} other {# single changes each make an alternative possible.}}',
  ),
  'decide.miss.title': message('By how much each misses, and why'),
  'decide.miss.reading': message('Nearest first.'),

  'decide.risks.table': message('Risks'),
  'decide.risks.risk': message('Risk, 1 worst to 5 best'),
  'decide.risks.enters': message('Enters as'),
  'decide.risks.adds': message('Adds most'),
  'decide.risks.evidence': message('Evidence'),
  'decide.risks.effect': message<{ risk: string }>(
    '{risk, select, software {months until production, odds of never} supply {lead time, odds of no delivery} failures {spare systems, maintenance} migration {dollars and months, once} talent {people, and months to learn} other {odds of no delivery}}',
  ),
  'decide.risks.none': message('No risk is scored. What is not scored adds nothing: score it in the brief.'),
  'decide.risks.proposed': message<{ letter: string; score: number }>(
    '{letter}: {score, number} of 5, proposed from public lists and without effect',
  ),
  'decide.risks.proposedEvidence': message<{ date: string; text: string }>(
    'proposed{date, select, none {} other {, {date}}}: {text}',
  ),
  'decide.risks.proposals': message<{ count: number }>(
    '{count, plural, one {A dashed score is proposed from public lists. It does} other {# dashed scores are proposed from public lists. They do}} nothing until taken over.',
  ),
  'decide.risks.without': message('First of 1,000 draws, without risks'),
  'decide.risks.unscored': message('not scored'),
  'decide.risks.score': message<{ letter: string; score: number }>('{letter}: {score, number} of 5'),
  'decide.risks.sum': message('All scored, alone'),
  'decide.risks.priced': message('Each alone, on top of a draw without it: priced into every figure above.'),
  'decide.risks.noEvidence': message('none given'),

  'decide.case.title': message<{ name: string }>('The case for {name}, at its strongest'),
  'decide.case.reading': message<{ wins: string; draws: number }>(
    'Keeps the promise for less in {wins} of {draws, number} draws.',
  ),
  'decide.case.apart': message<{ label: string; side: string }>(
    'Most where {label} is {side, select, above {above} other {below}} its mean.',
  ),
  'decide.case.worse': message<{ letter: string }>('Answered by {letter}'),
  'decide.case.against': message<{ own: string; other: string }>('{own} against {other}'),
  'decide.case.weak': message<{ letter: string }>('What the case for {letter} rests on'),
  'decide.case.weak.reading': message('Its weakest evidence: a better figure may turn the choice.'),
  'decide.case.noWeak': message('None of its figures is a guess, a relative’s or beyond what was measured.'),
  'decide.case.none': message<{ state: string }>(
    '{state, select, cannotSay {Nothing is chosen yet, so there is no runner-up: what is missing could put another first.} other {There is no runner-up: no other alternative is eligible.}}',
  ),
  'decide.case.noBetter': message('It is better in no criterion that is looked at.'),
  'decide.criterion.name': message<{ criterion: string }>(
    '{criterion, select, cost {Expected cost} riskWeightedCost {Cost of the worst tenth} capital {Capital} speed {Time per output token} energy {Energy per million tokens} other {Carbon per million tokens}}',
  ),
  'decide.perMillion': message<{ value: string; unit: string }>('{value} {unit}/M'),

  'decide.assumptions.title': message('Assumptions the answer rests on'),
  'decide.assumptions.reading': message<{ count: number; weak: number; unknown: number }>(
    '{count, number} figures of the brief, {weak, number} of them estimates or guesses{unknown, plural, =0 {} other {; # unknown}}.',
  ),
  'decide.assumptions.column': message<{ column: string }>(
    '{column, select, figure {Figure} value {Value} range {p10 to p90} grade {Grade} other {Source}}',
  ),
  'decide.assumptions.noSource': message('none given'),
  'decide.assumptions.notDrawn': message('not drawn'),
  'decide.figure.of': message<{ letter: string; label: string }>('{letter}: {label}'),
  'decide.figure': message<{ figure: string }>(
    '{figure, select, demand_amount {Demand} demand_peak {Peak over mean} demand_growth {Growth of the demand a year} finance_hostedDrift {Hosted prices a year} finance_rentDrift {Rent at each new contract} finance_people_own {People, own machines, a month} finance_people_rented {People, rented machines, a month} finance_people_hosted {People, hosted, a month} finance_licencePerDeviceYear {Software licence of a device and year} finance_modelChangeCost {Change of the model} finance_otherShare {Other, of capital} site_tariff {Electricity} site_spacePerKilowattMonth {Space and power of a kW and month} offer_price {price} offer_lead {lead time} offer_residual {resale after the horizon} offer_maintenance {maintenance of a system and month} offer_migration {migration} offer_hosted_input {input tokens, per million} offer_hosted_cached {cached input, per million} offer_hosted_output {output tokens, per million} keptOffer_price {resale today of what is kept} keptOffer_lead {lead time of what is kept} keptOffer_residual {resale after the horizon of what is kept} keptOffer_maintenance {maintenance of what is kept} keptOffer_migration {migration of what is kept} other {other}}',
  ),
  'decide.dissent.title': message('Dissent'),
  'decide.dissent.reading': message<{ count: number }>(
    '{count, plural, =0 {Nobody has objected.} one {One objection. An approval carries it unresolved.} other {# objections. An approval carries them unresolved.}}',
  ),
  'decide.dissent.record': message('Record one'),
  'decide.dissent.step': message('Record objection'),
  'decide.dissent.withdraw': message('Withdraw'),
  'decide.dissent.who': message('Who objects'),
  'decide.dissent.text': message('Against what, and why'),
  'decide.report.title': message('Recommendation in the report'),
  'decide.report.placeholder': message('Nothing yet. Add the verdict, then put it into your own words on the report.'),

  'decide.cost.title': message('What a million output tokens costs, by part'),
  'decide.cost.note': message('present value over the horizon, at central values'),
  'decide.cost.reading': message<{ name: string; part: string; share: string }>(
    '{part} is {share} of {name}. Every part is counted once for every alternative.',
  ),
  'decide.cost.table': message('Part by part, USD per million output tokens'),
  'decide.cost.group': message<{ group: string }>(
    '{group, select, capital {Capital} rent {Rent or tokens} space {Energy, space, upkeep} people {People} other {Everything else}}',
  ),
  'decide.cost.x': message('USD per million output tokens'),
  'decide.cost.total': message('All-in'),
  'decide.cost.alternative': message('Alternative'),
  'decide.cost.empty': message('Nothing is priced.'),
  'decide.cost.row': message<{ name: string; total: string }>('{name}: {total} USD/M'),
  'decide.cost.part': message<{ part: string }>(
    '{part, select, capital {Capital} residual {Resale} rent {Rent} energy {Energy} space {Space} maintenance {Upkeep} people {People} licence {Licences} migration {Migration} modelChange {Model change} bridge {Bridge} tokens {Tokens} other {Other}}',
  ),

  'decide.market.title': message('Sources that were read'),
  'decide.market.reading': message('Each as its source says it, with date and grade. None enters the choice.'),
  'decide.market.waiting': message('Reading what is known of the market.'),

  'decide.typed': message('As typed on Compare, not on the decision’s basis'),
  'decide.typed.hint': message('Sweeps, levers and configurations of the columns: what-if, no ranking.'),
  'decide.typed.sensitivity': message('What moves'),
  'decide.typed.metric': message<{ metric: string }>(
    '{metric, select, costPerMillionOutput {Cost of an output token} tpot {Time per output token} ttft {Time to the first token} systemThroughput {Tokens/s, per system} other {Energy per token}}',
  ),
  'decide.typed.levers': message('What each would do alone; use one with a click.'),
  'decide.typed.sweeps': message('Sweeps'),
  'decide.typed.assumptions': message('Every figure the columns rest on, with its grade and source.'),
  'decide.typed.working': message('Working it out'),

  'decide.cli.summary': message(
    'say which alternative of a file’s brief to choose, how sure that is, and what would change it',
  ),
  'decide.cli.about': message(
    'The verdict of window and report. Every alternative is sized for the demand of the brief, in its best configuration, with the systems that keep the promise; priced at one boundary over the horizon; and drawn together with all others. The same seed gives the same verdict.',
  ),
  'decide.cli.draws': message<{ usual: number }>('draws, 100 to 200,000; else {usual, number}'),
  'decide.cli.seed': message<{ usual: number }>('seed of the draws; else {usual}'),
  'decide.cli.json': message(
    '\'{"state", "badge", "headline", "certainty", "choice":[ids], "leaning", "confidence", "regret", "basis":{"line", "hash"}, "reasons", "atStake", "ifWrong", "dissent", "flips", "measurements", "changes":{"bounds", "passes", "withoutRisks"}, "table":[{"id", "name", "offer", "systems", "configuration", "ttft", "tpot", "busy", "kilowatts", "racks", "quarters":[{"quarter", "systems", "kilowatts", "racks"}], "capex", "npv", "perMillionOutput", "interval", "best", "meets", "rank", "risks", "limits", "lifecycle":{"training", "month", "company"}}], "power":{"budget", "alternatives":[{"id", "systems", "kept", "tokensPerSecond", "tokensPerDay", "kilowatts", "racks", "outgrownInQuarter"}]}}\' in SI units and USD.',
  ),
  'decide.cli.example': message('which to choose, and why'),
  'decide.cli.exampleJson': message('the same for a program'),
  'decide.cli.exit.done': message('one is chosen, or several are tied'),
  'decide.cli.exit.open': message('undecided, a figure is missing, or nobody has said how much is to be served'),
  'decide.cli.exit.none': message('no alternative keeps the promise within the bounds'),
  'decide.cli.alternative': message('Alternative'),
  'decide.cli.offer': message('Offer'),
  'decide.cli.presentValue': message('NPV'),
  'decide.cli.perMillion': message('Per M output'),
  'decide.cli.refused': message<{ name: string; reason: string }>('{name}: {reason}'),
}
