import { sharesOf, type DeviceShares } from '../../audit/verdict/deviceShares.ts'
import { auditVerdict, type AuditVerdict } from '../../audit/verdict/verdict.ts'
import type { Watch } from '../../audit/timeline/watch.ts'
import { auditFile, type AuditedFile } from './auditFile.ts'

/** A file of an audit with the figures of its devices; the timeline itself is let go. */
export type AuditedTrace = Omit<AuditedFile, 'trace'> & { readonly devices: readonly DeviceShares[] }

/** What an audit found. */
export interface Audited {
  readonly files: readonly AuditedTrace[]
  /** Null: no trace of a device is among them. */
  readonly verdict: AuditVerdict | null
}

/**
 * Reads files one after the other, each let go before the next, and says what follows from all.
 * @param told which file is read, of how many, and the share of it that is done
 * @throws CodedError cancelled
 */
export async function auditFiles(
  files: readonly string[],
  threshold: number | undefined,
  cancelled: () => boolean,
  told: (file: number, share: number) => void,
): Promise<Audited> {
  const read: AuditedTrace[] = []
  const analyses: NonNullable<AuditedFile['trace']>['analysis'][] = []
  for (const [place, file] of files.entries()) {
    const watch: Watch = { cancelled, progress: (done, size) => told(place, size ? done / size : 0) }
    const { trace, ...rest } = await auditFile(file, watch)
    read.push({
      ...rest,
      devices: trace === null ? [] : trace.analysis.devices.map((device) => sharesOf(trace.timeline, device)),
    })
    if (trace !== null) analyses.push(trace.analysis)
  }
  return { files: read, verdict: auditVerdict(analyses, threshold) }
}
