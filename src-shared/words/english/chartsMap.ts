import type { Amount } from '../../units/amount.ts'
import { message } from '../message.ts'

type YesOrNo = 'yes' | 'no'

/** The bottleneck map and the executive matrix. */
export const chartsMap = {
  'charts.map.title': message<{ letter: string }>('What binds {letter}, decode, per system'),
  'charts.map.none': message('No loads'),
  'charts.map.noneReason': message('There are no loads to look at.'),
  'charts.map.setMissing': message('Set what is missing among the inputs.'),
  'charts.map.misfit': message('Not one request fits, however short.'),
  'charts.map.share': message<{ name: string; percent: number }>('{name}: {percent} % of the loads'),
  'charts.map.y': message('Input tokens per request'),
  'charts.map.x': message('Requests in flight, per system'),
  'charts.map.measured': message('measured'),
  'charts.map.thousands': message<{ value: string }>('{value}k'),
  'charts.map.inputTokens': message('Input tokens'),
  'charts.map.mark': message<{ requests: Amount; tokens: Amount; name: string }>(
    '{requests} requests in flight, {tokens} input tokens\n{name}',
  ),
  'charts.map.markTime': message<{ time: Amount; fits: YesOrNo }>(
    '{time} per token{fits, select, yes {} other {, of those that fit}}',
  ),
  'charts.map.unknownAt': message<{ requests: Amount; tokens: Amount }>(
    'Unknown at {requests} requests and {tokens} input tokens.',
  ),
  'charts.map.bindsAt': message<{
    resource: string
    many: YesOrNo
    requests: Amount
    tokens: Amount
    fits: YesOrNo
  }>(
    '{resource} {many, select, yes {bind} other {binds}} at {requests} requests and {tokens} input tokens{fits, select, yes {} other {, which do not all fit}}.',
  ),
  'charts.map.never': message('Compute binds at none of these loads.'),
  'charts.map.lines': message('Lines are time per token.'),
  'charts.matrix.title': message<{ question: string }>(
    '{question, select, userSpeed {Speed for one user} ttft {Wait for the first token} e2e {Wait for the answer} throughput {Throughput} cost {Cost} other {Energy}}',
  ),
  'charts.matrix.detail': message<{ question: string }>(
    '{question, select, userSpeed {output tokens/s, per user} ttft {time to first token, per request} e2e {first to last token, per request} cost {USD per million output tokens} other {J per output token, per system}}',
  ),
  'charts.matrix.held': message('held at a limit'),
  'charts.matrix.outside': message('outside the calibrated range'),
  'charts.matrix.relative': message('calibrated on a relative'),
  'charts.matrix.short': message<{ bytes: Amount }>('{bytes} short'),
} as const
