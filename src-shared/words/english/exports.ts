import type { Amount } from '../../units/amount.ts'
import { message } from '../message.ts'

/** Files that others go on working with: tables, charts, a workbook and a page. */
export const exports = {
  'export.what': message<{ what: string }>(
    '{what, select, results {Results} matrix {Matrix} cost {Cost} other {Chart}}',
  ),
  'export.column': message<{ column: string }>(
    '{column, select, letter {Letter} name {Name} scenario {Scenario} model {Model} hardware {Hardware} devices {Devices} baseline {Baseline} fit {Fit} binding {Decode is bound by} calibration {Calibration} question {Question} measure {Measure} better {Better} state {State} value {Value} low {Low (p10)} high {High (p90)} unit {Unit} shown {As shown} grade {Grade} delta {Difference to the baseline} best {Best of its row} reason {Reason} rank {Rank} offer {Offer} systems {Systems} total {Present value} perMillion {Cost per million output tokens} capital {Paid at once} month {Dearest month} limits {Why not} metric {Figure} source {Source} address {Address} group {About} note {Note} range {Range} other {Part}}',
  ),
  'export.column.part': message<{ part: string }>('{part}, present value'),
  'export.column.lowOf': message<{ of: string }>('{of}, low p10'),
  'export.column.highOf': message<{ of: string }>('{of}, high p90'),
  'export.column.gradeOf': message<{ of: string }>('{of}, grade'),
  'export.better': message<{ better: string }>('{better, select, up {more} down {less} other {neither}}'),
  'export.yes': message('yes'),
  'export.no': message('no'),
  'export.cell': message<{ value: string; low: string; high: string }>('{value} ({low} to {high})'),
  'export.source': message<{ program: string; hash: string; calibrated: string }>(
    '{program}, document {hash}, calibrated: {calibrated}',
  ),
  'export.noScenario': message('no scenario'),
  'export.title': message('Title'),
  'export.date': message('Date of the report'),
  'export.program': message('Made by'),
  'export.hash': message('SHA-256 of the document'),
  'export.calibrated': message('Calibrated'),
  'export.about': message('About'),
  'export.inputs': message('Inputs and sources'),
  'export.typed': message(
    'Figures of the columns as typed on Compare; the decision has a basis of its own, under Cost.',
  ),
  'export.noVerdict': message('There is no verdict: set the brief’s model, demand and alternatives.'),
  'export.noCost': message(
    'No alternative of the brief is priced: set prices in the brief, or export the results or the matrix.',
  ),
  'export.noChart': message<{ title: string; reason: string }>(
    '“{title}” cannot be drawn: {reason} Choose another with --chart.',
  ),
  'export.noFigures': message('the scenario has no figures to draw.'),
  'export.unknownScenario': message<{ name: string; letters: readonly string[] }>(
    'There is no scenario “{name}” in this file; name one of {letters}.',
  ),
  'export.notAs': message<{ as: string }>(
    '{as, select, svg {An SVG holds} png {A PNG holds} xlsx {A workbook holds} other {A page holds}} {as, select, svg {one chart: leave --what out or say --what chart} png {one chart: leave --what out or say --what chart} other {everything: leave --what out}}.',
  ),

  'export.cost.lead': message<{ months: number }>(
    'Present dollars of each candidate over {months, plural, one {# month} other {# months}}. Change a cell under “Inputs” and parts, total and cost per million follow. How many systems there are, and in which lots they come, is what the workbench planned: change it by hand.',
  ),
  'export.cost.decomposition': message(
    'The decomposition is the workbench’s own: every payment is discounted to the month it falls in, by the closed sum of its months. Resale falls in a line from what a new system sells for at once to its residual.',
  ),
  'export.cost.inputs': message('Inputs'),
  'export.cost.pool': message<{ pool: string }>('{pool, select, kept {Kept} other {Systems}}'),
  'export.cost.lots': message('Lots'),
  'export.cost.lot': message<{ number: number; pool: string }>('{pool, select, kept {Kept lot} other {Lot}} {number}'),
  'export.cost.spaceOf': message<{ number: number }>('Space, stretch {number}'),
  'export.cost.parts': message('Parts, present value'),
  'export.cost.workbench': message('Workbench'),
  'export.cost.formula': message('By formula'),
  'export.cost.field': message<{ field: string }>(
    '{field, select, discountRate {Discount rate, a year} horizon {Horizon, months} neededBy {Needed by, month} lead {Order to production, months} growth {Growth of the demand, a year} price {Price of a system with all it leaves out and tax, USD} residual {Residual of a system at the horizon, USD} owned {Owned already (1) or bought (0)} otherShare {Insurance, optics and the like, share of the price} replacedEvery {Bought anew every, months (0: never)} replacedPrice {Price of a new system then, USD} soldAtOnce {Share of its price a new system sells for at once} rentPerMonth {Rent of a system and month, USD} term {Months of a contract} rentDrift {Change of rents, a year} idle {System at rest, W} joulesPerRequest {Request above rest, J} requests {Mean requests a second at the start (utilisation)} powerUsageEffectiveness {Power usage effectiveness} tariff {Electricity, USD per kWh} electricityDrift {Change of electricity, a year} provisioned {Provisioned for a system, W} least {Billed at least, W} perKilowattMonth {Space and power capacity, USD per kW and month} maintenance {Maintenance of a system and month, USD} people {People, USD a month} licence {Licence of a system and month, USD} migration {Moving there, once, USD} changeEvery {New model every, months (0: never)} changeDollars {Qualifying a new model, USD} bridge {What serves until delivery, USD a month} inputTokens {Input tokens a month at the start, million} cachedTokens {Cached tokens a month at the start, million} outputTokens {Output tokens bought a month at the start, million} inputPrice {Input, USD per million} cachedPrice {Cached input, USD per million} outputPrice {Output, USD per million} tokenDrift {Change of token prices, a year} served {Output tokens served a month at the start, million} hours {Hours a month} monthly {Monthly rate of discounting} start {Production begins, month} from {First month} to {Last month} ordered {Ordered, month} replacements {Replacements} systemMonths {Discounted system-months} watts {Watts} other {Tokens, discounted, million}}',
  ),

  'export.cli.summary': message('write results, matrix, cost or charts for spreadsheets, programs and papers'),
  'export.cli.about': message(
    'Writes what the window shows into a file that others go on with. csv, json and markdown hold one table (--what): “matrix” is every question of Compare by every scenario with value, interval (p10 to p90), grade and difference to the baseline; “results” every headline figure of each scenario; “cost” the parts of what each candidate of the brief costs, on the basis of its verdict; “chart” the table behind a chart. xlsx is a workbook of all of them with the cost as live formulas; html a page that needs nothing else; svg and png one chart with title, names and source drawn into it. Numbers are in the SI unit that their head or the column beside them names; what is unknown is empty, in JSON null, never 0. CSV is UTF-8 with a mark and opens in a spreadsheet; a text that a spreadsheet would run as a formula has an apostrophe before it.\nWithout -o the file lies beside FILE and is named after the title; an existing one stays unless --force is given. “-o -” writes to standard output.',
  ),
  'export.cli.as': message('csv, json, markdown, xlsx, html, svg or png'),
  'export.cli.what': message(
    'results, matrix, cost or chart; without it the matrix, of svg and png a chart, of xlsx and html all',
  ),
  'export.cli.chart': message(
    'cost, speed (cost against speed), ladder, roofline, waterfall or light (speed of light); without it ladder',
  ),
  'export.cli.scenario': message(
    'letter of the scenario that a roofline or a waterfall is of; without it the baseline',
  ),
  'export.cli.output': message('the file to write; “-” is standard output'),
  'export.cli.force': message('replace the file that lies under the name taken from the title'),
  'export.cli.example.csv': message('the matrix beside the file, for a spreadsheet'),
  'export.cli.example.json': message('what the candidates cost, for a program'),
  'export.cli.example.xlsx': message('everything, with the cost as formulas'),
  'export.cli.example.png': message('one roofline, for slides'),
  'export.cli.unknown': message<{ option: string; typed: string; known: readonly string[] }>(
    '{option} cannot be “{typed}”; say one of {known}.',
  ),
  'export.cli.needsAs': message<{ known: readonly string[] }>('say what to write with --as: {known}.'),
  'export.cli.exists': message<{ name: string }>(
    '“{name}” is there already: name another with -o, or replace it with --force.',
  ),
  'export.cli.toTerminal': message(
    'A terminal cannot show this file: name one with -o, or send standard output to a file.',
  ),
  'export.cli.made': message<{ path: string; size: Amount }>('Wrote {path}, {size}.'),

  'files.kind.json': message('JSON'),
  'files.kind.markdown': message('Markdown text'),
  'files.kind.workbook': message('Excel workbook'),
  'files.kind.page': message('HTML page'),
}
