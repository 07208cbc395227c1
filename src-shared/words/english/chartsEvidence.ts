import type { Amount } from '../../units/amount.ts'
import { message } from '../message.ts'

type Drawn = 'bandwidth' | 'capacity' | 'compute' | 'bytesPerFlop'
type Row = 'device' | 'software' | 'family' | 'quantity'

/** Charts of what predictions rest on. */
export const chartsEvidence = {
  'charts.measured.none': message('No measured rows'),
  'charts.errors.widen': message('Widen the filters to see errors.'),
  'charts.errors.rows': message<{ count: number; printed: string }>(
    '{printed}\u00a0{count, plural, one {row} other {rows}}',
  ),
  'charts.errors.row': message<{ name: string; median: Amount; most: Amount; rows: string }>(
    '{name}: median {median}, nine of ten within {most}, {rows}',
  ),
  'charts.errors.column': message<{ column: string }>(
    '{column, select, device {Device} quantity {Quantity} rows {Rows} median {Median error} mean {Mean} most {90 % within} other {Inside 80 % interval}}',
  ),
  'charts.errors.x': message('Absolute error: dot median, line to the 90th percentile'),
  'charts.errors.mark': message<{ median: Amount; mean: Amount; most: Amount; coverage: string; rows: string }>(
    'Median error {median}, mean {mean}\nNine of ten rows within {most}\n80\u00a0% interval holds {coverage} of {rows}',
  ),
  'charts.errors.one': message<{ row: Row; median: Amount }>(
    'One {row, select, device {device} software {software} family {family} other {quantity}}: median error {median}.',
  ),
  'charts.errors.reading': message<{ near: Amount; far: Amount; name: string }>(
    'Medians {near} to {far}; largest: {name}.',
  ),
  'charts.timeline.quantity': message<{ quantity: Drawn }>(
    '{quantity, select, bandwidth {Memory bandwidth} capacity {Memory capacity} compute {Dense BF16 or FP16 compute} other {Memory bytes per FLOP}}',
  ),
  'charts.timeline.title': message<{ quantity: string }>('{quantity} by year of launch, per device'),
  'charts.timeline.none': message('No devices'),
  'charts.timeline.widen': message('Widen the search or the filters to see devices.'),
  'charts.timeline.unknown': message('No device has both a year and this figure.'),
  'charts.timeline.others': message('Others'),
  'charts.timeline.own': message('your own'),
  'charts.timeline.year': message('Year of launch'),
  'charts.timeline.alternative': message<{
    title: string
    low: string
    high: string
    from: string
    to: string
    devices: number
    vendors: number
  }>(
    '{title}, logarithmic from {low} to {high}, {from} to {to}; {devices, plural, one {# device} other {# devices}} of {vendors, plural, one {# vendor} other {# vendors}}.',
  ),
  'charts.timeline.column': message<{ column: string }>(
    '{column, select, device {Device} vendor {Vendor} year {Year} other {Whose}}',
  ),
  'charts.timeline.whose': message<{ own: 'yes' | 'no' }>('{own, select, yes {own} other {shipped}}'),
  'charts.timeline.most': message<{ name: string; value: string }>('{name} has the most: {value}.'),
  'charts.timeline.reading': message<{
    first: string
    from: string
    firstName: string
    last: string
    to: string
    lastName: string
  }>('From {first} in {from} ({firstName}) to {last} in {to} ({lastName}).'),
  'charts.timeline.missing': message<{ count: number }>(
    '{count} not drawn: {count, plural, one {its} other {their}} year or figure is unknown.',
  ),
  'charts.timeline.bytesPerFlop': message<{ value: string }>('{value} B/FLOP'),
  'charts.timeline.mark': message<{
    name: string
    own: 'yes' | 'no'
    vendor: string
    year: string
    quantity: string
    value: string
  }>('{name}{own, select, yes {, your own} other {}}\n{vendor}, {year}\n{quantity} {value}'),
  'charts.predicted.title': message('Predicted against measured'),
  'charts.predicted.y': message('Predicted time'),
  'charts.predicted.x': message('Measured time'),
  'charts.predicted.widen': message('Widen the filters to see rows.'),
  'charts.predicted.reading': message<{ within: string; slow: string; fast: string }>(
    '{within} of rows lie within ±25\u00a0%; {slow} are slower, {fast} faster.',
  ),
  'charts.predicted.alternative': message<{ title: string; low: string; high: string }>(
    '{title}, seconds on logarithmic axes from {low} to {high}.',
  ),
  'charts.predicted.column': message<{ column: string }>(
    '{column, select, measured {Measured} predicted {Predicted} other {Error}}',
  ),
  'charts.predicted.band': message('Band: ±25\u00a0%'),
} as const
