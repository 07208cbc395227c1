import type { Wording } from '#shared/domain/wording.ts'
import type { Losses } from './losses.ts'
import type { Timeline } from './timeline.ts'

/** What a trace was written by. */
export type TraceKind = 'kineto' | 'nsys' | 'rocprofJson' | 'rocprofCsv'

/** Which process of a job wrote the trace; null where the file does not say. */
export interface TraceRank {
  readonly rank: number
  readonly worldSize: number | null
}

/** What a file says of itself, beside its events; null: it does not say. Never users, hosts, paths or environments. */
export interface TraceFacts {
  /** "Nsight Systems", "PyTorch": who wrote it. */
  readonly tool: string | null
  readonly version: string | null
  readonly runtime: 'cuda' | 'hip' | null
  readonly runtimeVersion: string | null
  /** Whether call stacks were recorded, which slow the host. */
  readonly stacks: boolean | null
  /** Whether shapes of operators were recorded. */
  readonly shapes: boolean | null
}

/** What was read, and what was not. */
export interface TraceCounts {
  /** Rows or events that the file has, of every kind. */
  readonly events: number
  /** Bytes of text or database that were read, unpacked. */
  readonly bytes: number
  /** On the timeline. */
  readonly kernels: number
  readonly copies: number
  readonly memsets: number
  /** Rows that are not on the timeline, or not as they were, by what became of them. */
  readonly lost: Losses
}

interface Read {
  readonly kind: TraceKind
  readonly counts: TraceCounts
  /** Processes whose work is in the file; one is usual. */
  readonly ranks: readonly TraceRank[]
  readonly facts: TraceFacts
}

/** A file of one process or node, read whole, read in part for a reason, or refused for a reason. */
export type TraceReading = Read &
  (
    | { readonly read: 'whole'; readonly reason: null; readonly timeline: Timeline }
    | { readonly read: 'partial'; readonly reason: Wording; readonly timeline: Timeline }
    | { readonly read: 'refused'; readonly reason: Wording; readonly timeline: null }
  )

/** Nothing that a file would say of itself. */
export const NO_FACTS: TraceFacts = {
  tool: null,
  version: null,
  runtime: null,
  runtimeVersion: null,
  stacks: null,
  shapes: null,
}
