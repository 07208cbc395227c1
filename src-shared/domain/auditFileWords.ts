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
