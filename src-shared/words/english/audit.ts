import type { AuditWords } from '../../domain/auditWords.ts'
import type { MessagesOf } from '../message.ts'

/** Why a trace was not read, or in part, and what became of its rows. */
export const audit: MessagesOf<AuditWords> = {
  'trace.cancelled': 'Reading the trace was cancelled.',
  'trace.refused.empty': 'The file is empty: copy it again from where it was recorded.',
  'trace.refused.notJson': 'The file does not start as JSON: give the trace as the profiler wrote it.',
  'trace.refused.noList':
    'The file is JSON without a list of trace events: give the trace itself, not a file that lies beside it.',
  'trace.refused.noEvents': 'The trace has no events: record again while requests are served.',
  'trace.refused.brokenGzip': 'The file is broken before its first event: copy it again from where it was recorded.',
  'trace.refused.unpacksTooFar':
    'The file unpacks to more than a trace of its size can hold: unpack it and check that it is the one you meant.',
  'trace.refused.noGpuWork':
    'The trace has {count, plural, one {# event} other {# events}} of the host and none of a GPU: record with GPU activity, or give the trace of a process that uses one.',
  'trace.refused.cutBeforeGpu':
    'The trace breaks off before the first event of a GPU: let the profiler finish writing, and record again.',
  'trace.partial.cutInEvents':
    'The trace breaks off within its events, so what came later is not in it: let the profiler finish writing.',
  'trace.partial.cutAtEnd': 'The trace ends before its last bracket: all events that came before are read.',
  'trace.partial.brokenGzip': 'The packed file is broken, and what came before the break is read: copy it again.',
  'trace.partial.caps':
    '{count, plural, one {# row is} other {# rows are}} beyond what is read of one trace: record a shorter time, some 20 steps are enough.',
  'trace.partial.malformed':
    '{count, plural, one {# event} other {# events}} could not be read and {count, plural, one {is} other {are}} left out.',
  'trace.lost.malformed': '{count, plural, one {# event} other {# events}} could not be read',
  'trace.lost.oversize': '{count, plural, one {# event is} other {# events are}} larger than is read',
  'trace.lost.untimed': '{count, plural, one {# event has} other {# events have}} no time',
  'trace.lost.distant': '{count, plural, one {# event is} other {# events are}} days away from the others',
  'trace.lost.negative':
    '{count, plural, one {# event has} other {# events have}} a length below 0 and {count, plural, one {counts} other {count}} as 0',
  'trace.lost.events': '{count, plural, one {# event} other {# events}} of a GPU beyond what is kept',
  'trace.lost.launches': '{count, plural, one {# launch} other {# launches}} beyond what is kept',
  'trace.lost.ops': '{count, plural, one {# operator} other {# operators}} beyond what is kept',
  'trace.lost.annotations': '{count, plural, one {# annotation} other {# annotations}} beyond what is kept',
  'trace.lost.names': '{count, plural, one {# row} other {# rows}} without a name, for there are too many names',
}
