/** Tables that rocprofv3 writes. */
export type RocprofTable = 'kernels' | 'copies' | 'calls' | 'markers' | 'counters' | 'sums'

/** Which table of rocprofv3 has these titles; null: none. Columns vary by version, so a few decide. */
export function rocprofTable(cells: readonly string[]): RocprofTable | null {
  const has = (...titles: readonly string[]): boolean => titles.every((title) => cells.includes(title))
  if (has('Counter_Name', 'Counter_Value', 'Dispatch_Id')) return 'counters'
  if (has('Kernel_Name', 'Start_Timestamp', 'End_Timestamp')) return 'kernels'
  if (has('Direction', 'Start_Timestamp', 'End_Timestamp')) return 'copies'
  if (has('Function', 'Start_Timestamp', 'Correlation_Id')) return 'calls'
  if (has('Name', 'Calls', 'TotalDurationNs')) return 'sums'
  return null
}

/** Whether a row of calls is one of markers, which programs set for themselves. */
export function isMarker(domain: string): boolean {
  return domain.startsWith('MARKER')
}
