/** No parameters. */
type None = Readonly<Record<never, never>>
/** How many rows of a file. */
type Count = { readonly count: number }

/** Why a file given to an audit was not read, or in part, by code. */
export interface AuditFileWords {
  'nsys.refused.notSqlite': None
  'nsys.refused.notNsys': None
  'nsys.refused.damaged': None
  'nsys.partial.damaged': None
  /** A database of rocprofv3. */
  'auditFile.rocpd': None
  /** Packed in another way than gzip, or twice. */
  'auditFile.packed': None
  /** What Git LFS leaves where a file was not fetched. */
  'auditFile.pointer': None
  'auditFile.utf16': None
  'auditFile.parquet': None
  'auditFile.binary': None
  'auditFile.webPage': None
  /** Another table of nsys stats. */
  'auditFile.nsysTable': None
  'auditFile.foreignJson': None
  'auditFile.foreignText': None
  'rocprof.refused.noRecords': None
  'rocprof.refused.noTable': None
  'rocprof.refused.callsAlone': None
  'rocprof.refused.countersAlone': None
  'rocprof.refused.sumsAlone': None
  'rocprof.partial.cut': None
  'kernelSums.refused.noTable': None
  'kernelSums.refused.noKernels': None
  'ncu.refused.noTable': None
  'ncu.refused.noLaunches': None
  /** `error`: what Nsight Compute printed instead of a table. */
  'ncu.refused.failed': { readonly error: string }
  /** A line a kernel instead of a line a launch. */
  'ncu.refused.summary': None
  'ncu.partial.rows': Count
  /** Launches whose counters do not tell what they wait for. */
  'ncu.unknownBound': Count
  'ncu.wideByDocumentation': None
  'arrivals.refused.notKnown': None
  'arrivals.refused.noRequests': None
  'arrivals.partial.malformed': Count
  'arrivals.partial.beyond': Count
  /** BurstGPT's traces. */
  'arrivals.byDocumentation': None
}
