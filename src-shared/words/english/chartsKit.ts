import type { Amount } from '../../units/amount.ts'
import { message } from '../message.ts'

type YesOrNo = 'yes' | 'no'

/** What several charts say. */
export const chartsKit = {
  'charts.noScenarios': message('No scenarios'),
  'charts.noScenario': message('No scenario'),
  'charts.misfit': message('Does not fit'),
  'charts.unknown': message('Unknown'),
  'charts.chooseMore': message('Choose more devices or narrower numbers.'),
  'charts.addDevices': message('Add devices, or lower the precision or the load.'),
  'charts.shortOf': message<{ letter: string; bytes: Amount }>('{letter} is {bytes} short.'),
  'charts.short': message<{ bytes: Amount }>('{bytes} short.'),
  'charts.seeFindings': message<{ letter: string }>('See the findings of {letter} for what to enter.'),
  'charts.nothingSpent': message('Nothing runs, so nothing is spent.'),
  'charts.notEvaluated': message('not evaluated'),
  'charts.timeNotEvaluated': message('the time was not evaluated'),
  'charts.amongOthers': message<{ reason: string; more: YesOrNo }>(
    '{reason}{more, select, yes {, among other reasons} other {}}.',
  ),
  'charts.unknownBecause': message<{ reason: string }>('Unknown: {reason}'),
  'charts.column.state': message('State'),
  'charts.column.reason': message('Reason'),
  'charts.column.scenario': message('Scenario'),
  'charts.column.total': message('Total'),
  'charts.column.boundBy': message('Bound by'),
  'charts.column.fits': message('Fits'),
  'charts.column.measured': message('Measured'),
  'charts.column.binds': message('Binds'),
  'charts.column.weights': message('Weights'),
  'charts.column.requests': message('Requests in flight'),
  'charts.column.timePerToken': message('Time per token'),
  'charts.column.timeToFirst': message('Time to first token'),
  'charts.fits': message<{ fits: YesOrNo }>('{fits, select, yes {yes} other {no, some wait}}'),
  'charts.measured': message<{ beyond: YesOrNo }>('{beyond, select, yes {no, extrapolated} other {within}}'),
  'charts.extrapolatedLine': message('Extrapolated: beyond what was measured'),
  'charts.beyond': message<{ count: number }>(
    '{count, plural, one {1 value lies beyond the locked axes} other {# values lie beyond the locked axes}}',
  ),
  'charts.extrapolatedNote': message<{ letters: readonly string[] }>('{letters} extrapolated'),
  'charts.extrapolated': message<{ letters: readonly string[]; count: number }>(
    '{letters} {count, plural, one {lies} other {lie}} beyond what was measured.',
  ),
  'charts.limitNote': message<{ letters: readonly string[] }>('{letters} at the limit'),
  'charts.limit': message<{ letters: readonly string[]; count: number }>(
    '{letters} {count, plural, one {is} other {are}} held at the limit of memory: not all requests fit.',
  ),
} as const
