/** Tables of an export that are read, and no others: META_DATA_CAPTURE holds the environment of whoever recorded. */
export const TABLES = {
  kernels: 'CUPTI_ACTIVITY_KIND_KERNEL',
  copies: 'CUPTI_ACTIVITY_KIND_MEMCPY',
  memsets: 'CUPTI_ACTIVITY_KIND_MEMSET',
  /** A replay of a whole graph a row, where the kernels within were not recorded. */
  graphs: 'CUPTI_ACTIVITY_KIND_GRAPH_TRACE',
  calls: 'CUPTI_ACTIVITY_KIND_RUNTIME',
  ranges: 'NVTX_EVENTS',
  devices: 'TARGET_INFO_GPU',
  start: 'TARGET_INFO_SESSION_START_TIME',
  strings: 'StringIds',
} as const

/** Where the version stands: the first since 2023, the second before. */
export const VERSIONS = ['META_DATA_EXPORT', 'EXPORT_META_DATA'] as const

/** Whether tables are those of an export of Nsight Systems. */
export function isNsysExport(tables: Iterable<string>): boolean {
  const all = new Set(tables)
  const isActivity = [...all].some((table) => table.startsWith('CUPTI_ACTIVITY_KIND_'))
  return isActivity || (all.has(TABLES.strings) && VERSIONS.some((table) => all.has(table)))
}

/** Whether tables are those of rocpd, the database of rocprofv3. */
export function isRocpd(tables: Iterable<string>): boolean {
  return [...tables].some((table) => table.startsWith('rocpd_'))
}
