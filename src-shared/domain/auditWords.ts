/** No parameters. */
type None = Readonly<Record<never, never>>
/** How many rows of a file. */
type Count = { readonly count: number }

/** Why a trace was not read, or in part, and what became of its rows, by code. */
export interface AuditWords {
  'trace.cancelled': None
  'trace.refused.empty': None
  'trace.refused.notJson': None
  'trace.refused.noList': None
  'trace.refused.noEvents': None
  'trace.refused.brokenGzip': None
  'trace.refused.unpacksTooFar': None
  /** Events of the host alone: how many. */
  'trace.refused.noGpuWork': Count
  /** The file breaks off before the first event of a device. */
  'trace.refused.cutBeforeGpu': None
  'trace.partial.cutInEvents': None
  'trace.partial.cutAtEnd': None
  'trace.partial.brokenGzip': None
  /** Rows beyond the caps. */
  'trace.partial.caps': Count
  /** Rows that could not be read. */
  'trace.partial.malformed': Count
  'trace.lost.malformed': Count
  'trace.lost.oversize': Count
  'trace.lost.untimed': Count
  'trace.lost.distant': Count
  'trace.lost.negative': Count
  'trace.lost.events': Count
  'trace.lost.launches': Count
  'trace.lost.ops': Count
  'trace.lost.annotations': Count
  'trace.lost.names': Count
}
